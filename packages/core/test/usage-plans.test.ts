import { describe, expect, it } from 'vitest';
import { unbilledUsage } from '../src/index.ts';
import { acceptedUse, metered, reporting, results, use } from './support/metered.ts';
import { accepted, type Story } from './support/story.ts';

const cancel = { type: 'Cancel' } as const;
const payer = { payerId: 'partner-direct', currency: 'USD' };

/** Lines of use that no invoice has yet, now. */
const unbilled = ({ engine: { state, now } }: Story, period: 'current' | 'previous') =>
  unbilledUsage(payer, period, { state, now: now() });

const usageLines = ({ engine }: Story, id: string) => engine.state.ledger.usageChargesOf(id);

describe('MET-10, MET-12: the price of use', () => {
  const changed = () => {
    const { story, id, report } = metered();
    accepted(story.at('2020-07-20T12:00:00Z').change(id, { type: 'ChangePlan', planId: 'bulk' }));
    story.at('2020-07-20T13:00:00Z');
    return { story, id, report };
  };

  it('is that of the plan at its instant: 11:59 the old one, 12:00 the new one', () => {
    const { story, id } = changed();
    const events = [
      use(id, '2020-07-20T11:59:59.999Z', { quantity: 10, planId: 'basic' }),
      use(id, '2020-07-20T12:00:00.000Z', { quantity: 10, planId: 'bulk' }),
    ];
    const uses = results(story.run(reporting(...events))).map(acceptedUse);
    expect(uses.map(({ skuId, rate }) => [skuId, rate.unitPrice])).toEqual([
      ['0001', 500_000],
      ['0002', 400_000],
    ]);
    story.at('2020-08-08T00:00:00Z');
    expect(usageLines(story, id).map((line) => [line.skuId, line.unitPrice, line.amount])).toEqual([
      ['0002', 400_000, 400],
      ['0001', 500_000, 500],
    ]);
  });

  it('and so is the dimension, and the plan that a report names', () => {
    const { id, report } = changed();
    const audit = { dimensionId: 'audit' };
    expect(report(use(id, '2020-07-20T12:00:00Z', audit))).toBe('invalidDimension');
    expect(report(use(id, '2020-07-20T11:00:00Z', audit))).toBe('accepted');
    expect(report(use(id, '2020-07-20T11:00:00Z', { planId: 'bulk' }))).toBe('badArgument');
    expect(report(use(id, '2020-07-20T12:00:00Z', { planId: 'basic' }))).toBe('badArgument');
  });

  it('there and back again: each stretch has its plan', () => {
    const { story, id } = changed();
    accepted(story.change(id, { type: 'ChangePlan', planId: 'basic' }));
    story.at('2020-07-20T15:00:00Z');
    const hours = ['11:00', '12:30', '13:00', '14:00'];
    const batch = hours.map((at) => use(id, `2020-07-20T${at}:00Z`, { quantity: 1 }));
    const uses = results(story.run(reporting(...batch))).map(acceptedUse);
    expect(uses.map(({ skuId }) => skuId)).toEqual(['0001', '0002', '0001', '0001']);
    expect(unbilled(story, 'current').map((line) => [line.skuId, line.amount])).toEqual([
      ['0002', 40],
      ['0001', 150],
    ]);
  });

  it('use at one price under two plans is one line, of the plan that it ended with, in whatever order it came', () => {
    const lines = (hours: readonly string[]) => {
      const { story, id, report } = metered();
      accepted(story.at('2020-07-20T12:00:00Z').change(id, { type: 'ChangePlan', planId: 'twin' }));
      story.at('2020-07-20T13:00:00Z');
      for (const hour of hours) report(use(id, `2020-07-20T${hour}:00:00Z`, { quantity: 0.01 }));
      return unbilled(story, 'current').map((line) => [line.skuId, line.availabilityId, line.amount]);
    };
    expect(lines(['11', '12'])).toEqual([['0004', 'AVAIL4', 1]]);
    expect(lines(['12', '11'])).toEqual([['0004', 'AVAIL4', 1]]);
  });
});

describe('MET-11, CAN-16: use and refunds', () => {
  it('the fee goes back by a line of its own kind, the use stays', () => {
    const { story, id, report } = metered();
    report(use(id, '2020-07-15T09:00:00Z', { quantity: 10 }));
    accepted(story.at('2020-07-15T20:00:00Z').change(id, cancel));
    story.at('2020-08-08T00:00:00Z');
    expect(story.lines(id).map(([type, , , amount]) => [type, amount])).toEqual([
      ['new', 35_000],
      ['cancelImmediate', -35_000],
    ]);
    const invoices = story.engine.state.ledger.invoicesOf(payer.payerId);
    expect(invoices.map(({ total, documentType }) => [total, documentType])).toEqual([[500, 'invoice']]);
  });

  it('a plan that meters nothing is refunded like a licence', () => {
    const { story, id } = metered('quiet');
    accepted(story.change(id, cancel));
    expect(story.lines(id).map(([type]) => type)).toEqual(['new', 'cancel']);
  });

  it('lines of use that are billed already are left alone by a later refund, and by a change of plan', () => {
    const { story, id, report } = metered('yearly', { profile: 'nce-7d' });
    report(use(id, '2020-07-15T09:00:00Z', { quantity: 10 }));
    story.at('2021-07-16T00:00:00Z');
    accepted(story.change(id, cancel));
    const { ledger } = story.engine.state;
    const [line] = usageLines(story, id);
    expect(line && ledger.residual(line)).toBe(500);
    const refunds = story.charges(id).filter(({ parentId }) => parentId !== undefined);
    expect(refunds.map(({ parentId }) => ledger.charge(parentId ?? '')?.type)).toEqual(['renew']);
  });
});
