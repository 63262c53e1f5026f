import { describe, expect, it } from 'vitest';
import { type EngineState, plusMs, type SubscriptionChange, stateOf } from '../src/index.ts';
import { catalogItemOf, metered, meteredOffer, report, use } from './support/metered.ts';
import { accepted, aStory, type Story } from './support/story.ts';

const cancel = { type: 'Cancel' } as const;
const assign = { type: 'AssignLicenses', count: 1 } as const;
const confirm = { type: 'ConfirmActivation' } as const;
const off = { type: 'SetAutoRenew', autoRenew: false } as const;

/** What leads to each state from a purchase; a trial is of another offer, since metered ones have none. */
const ways: Readonly<Record<EngineState, readonly SubscriptionChange[]>> = {
  PN: [],
  PL: [assign],
  PC: [confirm],
  TR: [assign, confirm],
  AC: [assign, confirm],
  EN: [assign, confirm, off],
  SU: [assign, confirm, { type: 'Suspend' }],
  CA: [assign, confirm, cancel],
  EX: [assign, confirm, off],
};

function arrived(state: EngineState, by: 'partner' | 'customer'): { story: Story; id: string } {
  const story = aStory({ startsAt: '2020-07-15T09:00:00Z' });
  accepted(story.run({ type: 'PublishOffer', offer: meteredOffer }));
  const buy = (plan: 'FX-F' | 'FX-T', wish: { readonly catalogItemId?: string }) =>
    by === 'partner' ? story.buy(plan, 1, wish) : story.buyDirect(plan, 1, wish);
  const id = state === 'TR' ? buy('FX-T', {}) : buy('FX-F', { catalogItemId: catalogItemOf('basic') });
  const way = ways[state];
  for (const change of way.slice(0, -1)) accepted(story.change(id, change));
  story.at('2020-07-15T09:30:00Z');
  for (const change of way.slice(-1)) accepted(story.change(id, change));
  story.at(state === 'EX' ? '2020-08-15T08:00:00Z' : '2020-07-15T10:00:00Z');
  expect(stateOf(story.subscription(id))).toBe(state);
  return { story, id };
}

const table: readonly (readonly [EngineState, string])[] = [
  ['PN', 'resourceNotActive'],
  ['PL', 'resourceNotActive'],
  ['PC', 'resourceNotActive'],
  ['TR', 'invalidDimension'],
  ['AC', 'accepted'],
  ['EN', 'accepted'],
  ['SU', 'resourceNotActive'],
  ['CA', 'resourceNotActive'],
  ['EX', 'resourceNotActive'],
];

describe.each(['partner', 'customer'] as const)('RB 14.1: ReportUsage of what a %s bought', (by) => {
  it.each(table)('%s: %s (E22, MET-06)', (state, code) => {
    const { story, id } = arrived(state, by);
    expect(report(story, use(id, story.engine.now()))).toBe(code);
    const { usageEvents } = story.engine.state.ledger;
    expect(usageEvents.size).toBe(code === 'accepted' ? 1 : 0);
    expect([...usageEvents.values()].map(({ payerId }) => payerId)).toEqual(
      code === 'accepted' ? [by === 'partner' ? 'partner-direct' : story.customer.id] : [],
    );
    expect(stateOf(story.subscription(id))).toBe(state);
  });

  it.each(['CA', 'EX'] as const)('%s: use before the end is still accepted (MET-07)', (state) => {
    const { story, id } = arrived(state, by);
    const subscription = story.subscription(id);
    if (subscription.phase !== 'ended') throw new Error('not ended');
    expect(report(story, use(id, subscription.endedAt))).toBe('resourceNotActive');
    expect(report(story, use(id, plusMs(subscription.endedAt, -1)))).toBe('accepted');
  });

  it.each(['CA', 'EX'] as const)('%s: of what was never activated nothing is (MET-07)', (state) => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z', settings: { 'act.pendingExpiry': 'PT1H' } });
    const id = by === 'partner' ? story.buy('FX-F') : story.buyDirect('FX-F');
    if (state === 'CA') accepted(story.change(id, cancel));
    story.at('2020-07-15T11:00:00Z');
    expect(stateOf(story.subscription(id))).toBe(state);
    expect(report(story, use(id, '2020-07-15T08:59:59Z'))).toBe('resourceNotActive');
  });

  it('while a change waits for the publisher it goes on', () => {
    const asks = { publisher: { answersOperations: true }, offer: { webhookUrl: 'https://a.example/hook' } };
    const { story, id } = metered('basic', { ...asks, ...(by === 'customer' && { by }) });
    accepted(story.change(id, { type: 'ChangePlan', planId: 'bulk' }));
    expect(story.subscription(id)).toMatchObject({ openOperationId: expect.any(String), skuId: '0001' });
    expect(report(story, use(id, '2020-07-15T09:00:00Z'))).toBe('accepted');
  });

  it('a report is no change of the subscription (GEN-08)', () => {
    const { story, id } = metered('basic', by === 'customer' ? { by } : {});
    const before = story.subscription(id);
    expect(report(story, use(id, '2020-07-15T09:00:00Z'))).toBe('accepted');
    expect(story.subscription(id)).toBe(before);
  });
});

describe('MET-06, MET-07: the life of a subscription', () => {
  it('use before the start of its billing is not accepted', () => {
    const { story, id, report } = metered();
    story.at('2020-07-15T10:00:00Z');
    expect(report(use(id, '2020-07-15T08:59:59.999Z'))).toBe('resourceNotActive');
    expect(report(use(id, '2020-07-15T09:00:00Z'))).toBe('accepted');
  });

  it('cancelled at 15:00, told at 17:00: use from 17:00 the day before up to the end', () => {
    const { story, id, report } = metered('basic', { settings: { 'cancel.afterWindow': 'terminate' } });
    accepted(story.at('2020-07-20T15:00:00Z').change(id, cancel));
    story.at('2020-07-20T17:00:00Z');
    expect(report(use(id, '2020-07-19T16:59:59.999Z'))).toBe('resourceNotActive');
    expect(report(use(id, '2020-07-19T17:00:00Z'))).toBe('accepted');
    expect(report(use(id, '2020-07-20T14:59:59Z'))).toBe('accepted');
    expect(report(use(id, '2020-07-20T15:00:00Z'))).toBe('resourceNotActive');
    expect(report(use(id, '2020-07-20T17:00:00.001Z'))).toBe('resourceNotActive');
  });

  it('expired with its term: the same', () => {
    const { story, id, report } = metered();
    accepted(story.change(id, { type: 'SetAutoRenew', autoRenew: false }));
    story.at('2020-08-15T20:00:00Z');
    expect(report(use(id, '2020-08-14T23:59:59.999Z'))).toBe('accepted');
    expect(report(use(id, '2020-08-15T00:00:00Z'))).toBe('resourceNotActive');
    story.at('2020-08-16T00:00:00Z');
    expect(report(use(id, '2020-08-14T22:00:00Z'))).toBe('resourceNotActive');
  });
});
