import { describe, expect, it } from 'vitest';
import { instant, plusMs, type UsageResult } from '../src/index.ts';
import { publisher } from './support/fixtures.ts';
import {
  acceptedUse,
  codeOf,
  metered,
  meteredOffer,
  report,
  reporting,
  results,
  use,
} from './support/metered.ts';
import { accepted, aStory, refusal, refused } from './support/story.ts';

describe('MET-01: the dimension of a report', () => {
  it('is one that the plan meters', () => {
    const { story, id, report } = metered();
    story.at('2020-07-20T13:30:00Z');
    expect(report(use(id, '2020-07-20T13:00:00Z', { dimensionId: 'pings' }))).toBe('invalidDimension');
    expect(report(use(id, '2020-07-20T13:00:00Z', { dimensionId: 'audit' }))).toBe('accepted');
  });

  it('is none where seats are sold', () => {
    const story = aStory();
    const id = story.buy('FX-M');
    story.activate(id);
    expect(report(story, use(id, '2020-07-14T10:00:00Z'))).toBe('invalidDimension');
  });

  it('is none that the plan has switched off', () => {
    const { id, report } = metered('bulk');
    expect(report(use(id, '2020-07-15T09:00:00Z', { dimensionId: 'audit' }))).toBe('invalidDimension');
  });

  it('is none that is not sold in the currency of the subscription', () => {
    const dimensions = meteredOffer.dimensions.map((dimension) => ({
      ...dimension,
      prices: [{ currency: 'EUR', unitPrice: 500_000 }],
    }));
    const { id, report } = metered('basic', { dimensions });
    expect(report(use(id, '2020-07-15T09:00:00Z'))).toBe('invalidDimension');
  });
});

describe('MET-03: the time of a report', () => {
  it.each([
    ['2020-07-20T13:00:00.000Z', 'accepted'],
    ['2020-07-21T13:00:00.000Z', 'accepted'],
    ['2020-07-21T13:00:00.001Z', 'expired'],
  ])('use at 13:00 of the 20th, told at %s, is %s', (now, code) => {
    const { story, id, report } = metered();
    story.at(now);
    expect(report(use(id, '2020-07-20T13:00:00Z'))).toBe(code);
  });

  it('use to come is a wrong argument', () => {
    const { story, id } = metered();
    story.at('2020-07-20T13:00:00Z');
    const [result] = results(story.run(reporting(use(id, '2020-07-20T13:00:00.001Z'))));
    expect(result).toEqual({ status: 'refused', refusal: { code: 'badArgument', argument: 'usedAt' } });
  });

  it('the refusal of old use tells what would be accepted', () => {
    const { story, id } = metered();
    story.at('2020-07-20T13:00:00Z');
    const [result] = results(story.run(reporting(use(id, '2020-07-19T12:59:59.999Z'))));
    expect(result).toEqual({
      status: 'refused',
      refusal: { code: 'expired', oldest: '2020-07-19T13:00:00.000Z' },
    });
  });

  it('can be another length, but goes no further back than the month that was billed last', () => {
    const { story, id, report } = metered('basic', { settings: { 'meter.maxAge': 'P300D' } });
    story.at('2020-09-07T23:00:00Z');
    expect(report(use(id, '2020-07-20T00:00:00Z'))).toBe('accepted');
    story.at('2020-09-08T00:00:00Z');
    expect(report(use(id, '2020-07-31T23:59:59.999Z'))).toBe('expired');
    expect(report(use(id, '2020-08-01T00:00:00Z'))).toBe('accepted');
  });
});

describe('MET-04: one event for an hour', () => {
  it('the second of a dimension is answered with the first', () => {
    const { story, id } = metered();
    story.at('2020-07-20T09:00:00Z');
    const tell = (usedAt: string, quantity: number) =>
      results(story.run(reporting(use(id, usedAt, { quantity }))))[0];
    const first = acceptedUse(tell('2020-07-20T08:05:00Z', 3));
    expect(tell('2020-07-20T08:55:00Z', 5)).toEqual({
      status: 'refused',
      refusal: { code: 'duplicate', first },
    });
    expect(codeOf(tell('2020-07-20T08:00:00Z', 5))).toBe('duplicate');
    expect(codeOf(tell('2020-07-20T07:59:59.999Z', 5))).toBe('accepted');
    expect(codeOf(tell('2020-07-20T09:00:00.000Z', 5))).toBe('accepted');
    expect(first).toMatchObject({ quantity: '3', acceptedAt: '2020-07-20T09:00:00.000Z' });
  });

  it('another dimension and another subscription have their own', () => {
    const { story, id, report } = metered();
    const other = story.buy('FX-F');
    story.activate(other).at('2020-07-20T09:00:00Z');
    expect(report(use(id, '2020-07-20T08:05:00Z'))).toBe('accepted');
    expect(report(use(id, '2020-07-20T08:05:00Z', { dimensionId: 'audit' }))).toBe('accepted');
    expect(report(use(other, '2020-07-20T08:05:00Z'))).toBe('accepted');
    const ids = [...story.engine.state.ledger.usageEvents.values()].map((event) => event.id);
    expect(new Set(ids).size).toBe(3);
  });

  it('all dimensions share the hour where the setting says so', () => {
    const { story, id, report } = metered('basic', { settings: { 'meter.keyIncludesDimension': false } });
    story.at('2020-07-20T09:00:00Z');
    expect(report(use(id, '2020-07-20T08:05:00Z'))).toBe('accepted');
    expect(report(use(id, '2020-07-20T08:55:00Z', { dimensionId: 'audit' }))).toBe('duplicate');
    expect(report(use(id, '2020-07-20T07:55:00Z', { dimensionId: 'audit' }))).toBe('accepted');
  });

  it('a first one that was refused leaves the hour free', () => {
    const { story, id, report } = metered();
    story.at('2020-07-20T09:00:00Z');
    expect(report(use(id, '2020-07-20T08:05:00Z', { quantity: 0 }))).toBe('invalidQuantity');
    expect(report(use(id, '2020-07-20T08:05:00Z'))).toBe('accepted');
  });

  it('is remembered over an invoice run in between', () => {
    const { story, id, report } = metered('basic', { settings: { 'invoice.day': 1 } });
    story.at('2020-07-31T23:00:00Z');
    expect(report(use(id, '2020-07-31T22:00:00Z'))).toBe('accepted');
    story.at('2020-08-01T21:00:00Z');
    expect(report(use(id, '2020-07-31T22:30:00Z'))).toBe('duplicate');
  });
});

describe('MET-05: quantity and batch', () => {
  it.each([0, -1, Number.NaN, 1e15])('%d is no quantity', (quantity) => {
    const { id, report } = metered();
    expect(report(use(id, '2020-07-15T09:00:00Z', { quantity }))).toBe('invalidQuantity');
  });

  it('an event that costs more than ten billion is refused, so that every sum stays exact', () => {
    const { story, id, report } = metered();
    story.at('2020-07-15T10:00:00Z');
    expect(report(use(id, '2020-07-15T10:00:00Z', { quantity: 20_000_000_000.02 }))).toBe('invalidQuantity');
    expect(report(use(id, '2020-07-15T10:00:00Z', { quantity: 20_000_000_000 }))).toBe('accepted');
  });

  const hours = (id: string, count: number) =>
    Array.from({ length: count }, (_, n) => use(id, plusMs(instant('2020-07-20T00:00:00Z'), n * 3_600_000)));

  it.each([0, 26])('a batch of %d is refused whole', (count) => {
    const { story, id } = metered();
    story.at('2020-07-21T00:00:00Z');
    const before = story.engine.seq();
    expect(refusal(story.run(reporting(...hours(id, count))))).toEqual({
      ...{ code: 'usageBatchSize', count, maximum: 25 },
    });
    expect(story.engine.seq()).toBe(before);
    expect(story.engine.state.ledger.usageEvents.size).toBe(0);
  });

  it('the events of a batch are judged one by one, in their order', () => {
    const { story, id } = metered();
    story.at('2020-07-20T12:00:00Z');
    const batch = [
      use(id, '2020-07-20T11:00:00Z', { quantity: 4 }),
      use(id, '2020-07-19T08:00:00Z', { quantity: 9 }),
      use(id, '2020-07-20T11:30:00Z', { quantity: 2 }),
      use('nothing', '2020-07-20T11:00:00Z'),
      use(id, '2020-07-20T10:00:00Z', { quantity: 1.5 }),
    ];
    const told = results(story.run(reporting(...batch)));
    expect(told.map(codeOf)).toEqual(['accepted', 'expired', 'duplicate', 'resourceNotFound', 'accepted']);
    const [first, , second] = told;
    expect(second).toMatchObject({ refusal: { first: acceptedUse(first) } });
    const events = [...story.engine.state.ledger.usageEventsOf(id)];
    expect(events.map(({ quantity, usedAt }) => [quantity, usedAt])).toEqual([
      ['4', '2020-07-20T11:00:00.000Z'],
      ['1.5', '2020-07-20T10:00:00.000Z'],
    ]);
  });

  it('25 are one fact', () => {
    const { story, id } = metered();
    story.at('2020-07-21T00:00:00Z');
    const facts = accepted(
      story.run(reporting(...hours(id, 25).map((event, n) => ({ ...event, quantity: n + 1 })))),
    );
    expect(facts.map(({ type }) => type)).toEqual(['UsageReported']);
    expect(story.engine.state.ledger.dailyUsageOf(id)).toMatchObject([
      { day: '2020-07-20', count: 24, quantity: '300' },
      { day: '2020-07-21', count: 1, quantity: '25' },
    ]);
  });
});

describe('the publisher of a report', () => {
  const stranger = { ...publisher, id: 'stranger', applicationId: 'another' };

  it('tells only the use of what it sold; a batch keeps its own events', () => {
    const { story, id } = metered();
    accepted(story.run({ type: 'RegisterPublisher', publisher: stranger }));
    const events = [use(id, '2020-07-15T09:00:00Z')];
    const outcome = story.run({ ...reporting(...events), publisherId: 'stranger' });
    expect(results(outcome).map(codeOf)).toEqual(['resourceNotAuthorized']);
  });

  it('a foreign subscription spoils the whole batch where the setting says so', () => {
    const { story, id } = metered('basic', { settings: { 'metering.foreignBatch': 'whole' } });
    const foreign = { ...reporting(use(id, '2020-07-15T09:00:00Z')), publisherId: 'stranger' };
    expect(refused(story.run(foreign))).toBe('usageNotAuthorized');
    expect(story.engine.state.ledger.usageEvents.size).toBe(0);
    const withUnknown = { ...foreign, events: [...foreign.events, use('unknown', '2020-07-15T09:00:00Z')] };
    expect(refused(story.run(withUnknown))).toBe('usageNotAuthorized');
    expect(results(story.run(reporting(use(id, '2020-07-15T09:00:00Z')))).map(codeOf)).toEqual(['accepted']);
  });
});

describe('the plan of a report', () => {
  it('is the one that was bought, by its id', () => {
    const { id, report } = metered();
    const told = (planId: string) => report(use(id, '2020-07-15T09:00:00Z', { planId }));
    expect(told('fx-f')).toBe('badArgument');
    expect(told('bulk')).toBe('badArgument');
    expect(told('basic')).toBe('accepted');
  });
});

describe('GEN-10: of several reasons the first decides', () => {
  const failing = { dimensionId: 'none', quantity: 0, planId: 'none' };

  it.each<readonly [string, Parameters<typeof use>[2], string, UsageResult['status'] | string]>([
    ['time before the plan', failing, '2020-07-18T00:00:00Z', 'expired'],
    ['the plan before the dimension', failing, '2020-07-20T10:00:00Z', 'badArgument'],
    [
      'the dimension before the quantity',
      { dimensionId: 'none', quantity: 0 },
      '2020-07-20T10:00:00Z',
      'invalidDimension',
    ],
    ['the quantity before the hour', { quantity: 0 }, '2020-07-20T08:00:00Z', 'invalidQuantity'],
  ])('%s', (_, rest, usedAt, code) => {
    const { story, id, report } = metered();
    story.at('2020-07-20T12:00:00Z');
    expect(report(use(id, '2020-07-20T08:00:00Z'))).toBe('accepted');
    expect(report(use(id, usedAt, rest))).toBe(code);
  });

  it('and a report of which nothing was accepted leaves nothing behind', () => {
    const { story, id } = metered();
    const before = [story.engine.seq(), JSON.stringify(story.engine.checkpoint())];
    const outcome = story.run(
      reporting(use(id, '2020-07-15T09:00:00Z', failing), use('none', '2020-07-15T09:00:00Z')),
    );
    expect(refused(outcome)).toBe('usageNotAccepted');
    expect(results(outcome).map(codeOf)).toEqual(['badArgument', 'resourceNotFound']);
    expect([story.engine.seq(), JSON.stringify(story.engine.checkpoint())]).toEqual(before);
  });

  it('another refusal has no results', () => {
    const { story, id } = metered();
    expect(() => results(story.change(id, { type: 'SetQuantity', quantity: 2 }))).toThrow(
      'quantityNotChangeable',
    );
  });
});
