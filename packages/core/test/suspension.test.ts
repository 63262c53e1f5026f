import { describe, expect, it } from 'vitest';
import { actionsOf, price, stateOf, statusView } from '../src/index.ts';
import { type PlanName, perUserOffer } from './support/fixtures.ts';
import { accepted, aStory, refused, type StoryOptions } from './support/story.ts';

const suspend = { type: 'Suspend' } as const;
const reactivate = { type: 'Reactivate' } as const;
const cancel = { type: 'Cancel' } as const;

/** Bought and active from the first instant, suspended at another. */
function suspendedAt(at: string, plan: PlanName = 'FX-M', options: StoryOptions = {}) {
  const story = aStory({ startsAt: '2020-07-15T09:00:00Z', ...options });
  const id = story.buy(plan, plan === 'FX-T' ? 1 : 10);
  story.activate(id).at(at);
  accepted(story.change(id, suspend));
  return { story, id, state: () => stateOf(story.subscription(id)) };
}

describe('SUS-01, SUS-03, SUS-04: suspended by the partner', () => {
  it('shows it everywhere and charges nothing more', () => {
    const { story, id, state } = suspendedAt('2020-08-01T00:00:00Z');
    expect(state()).toBe('SU');
    expect(statusView(story.subscription(id), story.engine.state.settings)).toMatchObject({
      partnerCenter: 'suspended',
      fulfillment: 'Suspended',
      column: 'Suspended',
    });
    expect(story.at('2020-10-01T00:00:00Z').lines(id)).toHaveLength(1);
  });

  it.each([
    ['SetQuantity', { type: 'SetQuantity', quantity: 9 }, 'notWhileSuspended'],
    ['SetAutoRenew', { type: 'SetAutoRenew', autoRenew: false }, 'notWhileSuspended'],
    ['ChangePlan', { type: 'ChangePlan', planId: 'fx-g' }, 'notWhileSuspended'],
    ['Suspend', suspend, 'statusChangeNotAllowed'],
    ['ConfirmActivation', { type: 'ConfirmActivation' }, 'activationSuspended'],
  ] as const)('refuses %s', (_name, change, code) => {
    const { story, id } = suspendedAt('2020-08-01T00:00:00Z');
    expect(refused(story.change(id, change))).toBe(code);
  });

  it('needs an active subscription, and reactivation a suspended one', () => {
    const story = aStory();
    const id = story.buy('FX-M');
    expect(refused(story.change(id, suspend))).toBe('notWhilePending');
    expect(refused(story.change(id, reactivate))).toBe('statusChangeNotAllowed');
    story.activate(id);
    expect(refused(story.change(id, reactivate))).toBe('statusChangeNotAllowed');
  });

  it('ends an open change as a conflict', () => {
    const story = aStory({ publisher: { answersOperations: true } });
    const id = story.buy('FX-M');
    accepted(story.activate(id).change(id, { type: 'SetQuantity', quantity: 11 }));
    const operationId = story.subscription(id).openOperationId ?? '';
    accepted(story.change(id, suspend));
    expect(story.engine.state.operations.get(operationId)?.status).toBe('Conflict');
    expect(story.subscription(id).quantity).toBe(10);
  });
});

describe('SUS-06, SUS-12: the end of a suspension that nobody lifts', () => {
  it('ends the subscription after 90 days of 24 hours', () => {
    const { story, id, state } = suspendedAt('2020-08-01T00:00:00Z', 'FX-A');
    story.at('2020-10-29T23:59:59.999Z');
    expect(state()).toBe('SU');
    story.at('2020-10-30T00:00:00Z');
    expect(story.subscription(id)).toMatchObject({ phase: 'ended', reason: 'suspensionExpired' });
    expect(state()).toBe('CA');
    expect(story.net(id)).toBe(120_000);
  });

  it('SUS-12: without auto-renew it expires with its term', () => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z' });
    const id = story.buy('FX-M');
    story.activate(id).at('2020-08-01T00:00:00Z');
    accepted(story.change(id, { type: 'SetAutoRenew', autoRenew: false }, suspend));
    story.at('2020-08-15T00:00:00Z');
    expect(story.subscription(id)).toMatchObject({ reason: 'expired', endedAt: '2020-08-15T00:00:00.000Z' });
  });
});

describe('SUS-09..SUS-13: reinstated', () => {
  it('SUS-09: inside what is paid for, without a line, and renews as before', () => {
    const { story, id, state } = suspendedAt('2020-08-01T00:00:00Z');
    accepted(story.at('2020-08-10T00:00:00Z').change(id, reactivate));
    expect(state()).toBe('AC');
    expect(story.lines(id)).toHaveLength(1);
    story.at('2020-08-15T00:00:00Z');
    expect(story.lines(id).at(-1)).toEqual(['renew', '2020-08-15', '2020-09-15', 20_000]);
  });

  it('SUS-10: in a later period of the term, only the days from then on', () => {
    const { story, id } = suspendedAt('2021-03-10T00:00:00Z', 'FX-Y', { startsAt: '2020-12-15T09:00:00Z' });
    accepted(story.at('2021-03-29T00:00:00Z').change(id, reactivate));
    expect(story.lines(id).at(-1)).toEqual(['cycleCharge', '2021-03-29', '2021-04-15', 5_480]);
    story.at('2021-04-15T00:00:00Z');
    expect(story.lines(id).at(-1)).toEqual(['cycleCharge', '2021-04-15', '2021-05-15', 10_000]);
  });

  it('SUS-11: after the term, a new one from that day', () => {
    const { story, id } = suspendedAt('2020-08-01T00:00:00Z');
    accepted(story.at('2020-08-20T12:00:00Z').change(id, reactivate));
    expect(story.lines(id).at(-1)).toEqual(['renew', '2020-08-20', '2020-09-20', 20_000]);
    expect(story.subscription(id)).toMatchObject({
      anchor: '2020-08-20',
      term: { number: 2, end: '2020-09-20' },
    });
    story.at('2020-09-20T00:00:00Z');
    expect(story.lines(id).at(-1)).toEqual(['renew', '2020-09-20', '2020-10-20', 20_000]);
  });

  it('SUS-11: the new term takes the price in effect', () => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z' });
    const id = story.buy('FX-M', 10);
    const cheaper = { skuId: '0001', duration: 'P1M', billingCycle: 'monthly', currency: 'USD' } as const;
    const prices = [{ ...cheaper, unitPrice: price('18.00') }];
    accepted(story.run({ type: 'ChangePrices', productId: perUserOffer.productId, prices }));
    accepted(story.activate(id).at('2020-08-01T00:00:00Z').change(id, suspend));
    accepted(story.at('2020-08-20T12:00:00Z').change(id, reactivate));
    expect(story.lines(id).at(-1)).toEqual(['renew', '2020-08-20', '2020-09-20', 18_000]);
    expect(story.subscription(id).unitPrice).toBe(price('18.00'));
  });

  it('CAN-01: the new term has a window of its own where windows are counted from the start of terms', () => {
    const { story, id } = suspendedAt('2020-08-01T00:00:00Z', 'FX-M', {
      settings: { 'cancel.anchor': 'termStart' },
    });
    accepted(story.at('2020-08-20T12:00:00Z').change(id, reactivate));
    expect(story.subscription(id).windowEndsAt).toBe('2020-08-21T12:00:00.000Z');
  });

  it('on the day of the boundary itself the new term begins there', () => {
    const { story, id } = suspendedAt('2020-08-01T00:00:00Z');
    accepted(story.at('2020-08-15T00:00:00Z').change(id, reactivate));
    expect(story.lines(id).at(-1)).toEqual(['renew', '2020-08-15', '2020-09-15', 20_000]);
  });

  it('SUS-13: a trial goes on inside its time, and starts paid after it', () => {
    const inside = suspendedAt('2020-07-20T00:00:00Z', 'FX-T');
    accepted(inside.story.at('2020-08-01T00:00:00Z').change(inside.id, reactivate));
    expect(inside.state()).toBe('TR');
    const after = suspendedAt('2020-07-20T00:00:00Z', 'FX-T');
    accepted(after.story.at('2020-08-20T00:00:00Z').change(after.id, reactivate));
    expect(after.story.lines(after.id).at(-1)).toEqual(['renew', '2020-08-20', '2020-09-20', 200]);
    expect(after.state()).toBe('AC');
  });

  it('SUS-08: waits for the publisher; whether it can refuse is a setting', () => {
    const answered = (result: 'Success' | 'Failure', ack: 'on' | 'off') => {
      const { story, id, state } = suspendedAt('2020-08-01T00:00:00Z', 'FX-M', {
        publisher: { answersOperations: true },
        settings: { 'reinstate.ack': ack },
      });
      accepted(story.change(id, reactivate));
      expect(state()).toBe('SU');
      const operationId = story.subscription(id).openOperationId ?? '';
      expect(refused(story.change(id, reactivate))).toBe('operationInProgress');
      accepted(story.change(id, { type: 'AcknowledgeOperation', operationId, result }));
      return state();
    };
    expect(answered('Success', 'off')).toBe('AC');
    expect(answered('Failure', 'off')).toBe('AC');
    expect(answered('Failure', 'on')).toBe('SU');
  });

  it('SUS-08: silence for ten seconds is consent', () => {
    const { story, id, state } = suspendedAt('2020-08-01T00:00:00Z', 'FX-M', {
      publisher: { answersOperations: true },
    });
    accepted(story.change(id, reactivate));
    story.at('2020-08-01T00:00:10Z');
    expect(state()).toBe('AC');
  });
});

describe('GEN-03: a silence that ends with a boundary comes before it', () => {
  const backAt = (
    boundary: string,
    { plan = 'FX-M', ...options }: StoryOptions & { plan?: PlanName } = {},
  ) => {
    const story = aStory({
      startsAt: '2020-01-30T09:00:00Z',
      publisher: { answersOperations: true },
      ...options,
      settings: { 'op.ackTimeout': 'P3D', ...options.settings },
    });
    const id = story.buy(plan);
    const silentUntil = () => {
      accepted(story.change(id, suspend));
      accepted(story.change(id, reactivate));
      story.at(boundary);
      return stateOf(story.subscription(id));
    };
    return { story: story.activate(id), id, silentUntil };
  };

  it('REN-06: what does not renew expires', () => {
    const { story, id, silentUntil } = backAt('2020-02-29T00:00:00Z');
    accepted(story.at('2020-02-26T00:00:00Z').change(id, { type: 'SetAutoRenew', autoRenew: false }));
    expect(silentUntil()).toBe('EX');
    expect(story.lines(id)).toHaveLength(1);
  });

  it('REN-11: what renews keeps its anchor', () => {
    const { story, id, silentUntil } = backAt('2020-02-29T00:00:00Z');
    story.at('2020-02-26T00:00:00Z');
    expect(silentUntil()).toBe('AC');
    expect(story.lines(id).at(-1)).toEqual(['renew', '2020-02-29', '2020-03-30', 20_000]);
  });

  it('BIL-04: the next period of the term begins', () => {
    const { story, id, silentUntil } = backAt('2020-02-29T00:00:00Z', { plan: 'FX-Y' });
    story.at('2020-02-26T00:00:00Z');
    expect(silentUntil()).toBe('AC');
    expect(story.lines(id).at(-1)).toEqual(['cycleCharge', '2020-02-29', '2020-03-30', 10_000]);
  });
});

describe('CAN-15: cancelling while suspended', () => {
  it('inside the window everything goes back', () => {
    const { story, id, state } = suspendedAt('2020-07-15T12:00:00Z');
    accepted(story.change(id, cancel));
    expect([state(), story.net(id)]).toEqual(['CA', 0]);
  });

  it('after it the end is scheduled for the term', () => {
    const { story, id, state } = suspendedAt('2020-08-01T00:00:00Z');
    accepted(story.at('2020-08-10T00:00:00Z').change(id, cancel));
    expect(state()).toBe('SU');
    story.at('2020-08-15T00:00:00Z');
    expect(state()).toBe('EX');
  });

  it('a term that has passed meanwhile ends at once, and only then cancel is offered', () => {
    const { story, id, state } = suspendedAt('2020-08-01T00:00:00Z');
    const offered = () => actionsOf(story.subscription(id), story.engine.now(), story.engine.state.settings);
    expect(offered()).toEqual([]);
    story.at('2020-08-20T00:00:00Z');
    expect(offered()).toEqual(['cancel']);
    accepted(story.change(id, cancel));
    expect(state()).toBe('EX');
  });

  it('a trial ends with a line of zero', () => {
    const { story, id, state } = suspendedAt('2020-07-20T00:00:00Z', 'FX-T');
    accepted(story.change(id, cancel));
    expect([state(), story.lines(id).at(-1)?.[0]]).toEqual(['CA', 'cancel']);
  });
});
