import { describe, expect, it } from 'vitest';
import { actionsOf, type ProfileName, refundOptions, type SettingOverrides, stateOf } from '../src/index.ts';
import { accepted, aStory, refusal, refused } from './support/story.ts';

const cancel = { type: 'Cancel' } as const;

/** FX-M ordered 2020-07-14T10:00Z, active from 2020-07-15T09:00Z, cancelled at the instant (RB 9.2). */
function cancelledAt(profile: ProfileName, at: string): string {
  const story = aStory({ profile });
  const id = story.buy('FX-M', 10);
  if (at >= '2020-07-15T09:00') story.at('2020-07-15T09:00:00Z').activate(id);
  story.at(at);
  const outcome = story.change(id, cancel);
  if (!outcome.ok) return outcome.error.code;
  const refunded = -story.charges(id).reduce((sum, { amount }) => sum + Math.min(amount, 0), 0);
  return `${stateOf(story.subscription(id))} ${refunded}`;
}

describe('RB 9.2: one purchase under every profile', () => {
  it.each([
    ['2020-07-14T20:00:00Z', ['CA 0', 'CA 0', 'CA 0', 'CA 0', 'CA 0']],
    ['2020-07-15T09:30:00Z', ['CA 20000', 'CA 20000', 'CA 20000', 'CA 20000', 'CA 20000']],
    ['2020-07-15T12:00:00Z', ['EN 0', 'CA 20000', 'CA 20000', 'CA 20000', 'CA 20000']],
    ['2020-07-16T09:00:00Z', ['EN 0', 'CA 0', 'CA 20000', 'CA 20000', 'CA 19350']],
    ['2020-07-17T10:00:00Z', ['EN 0', 'CA 0', 'CA 0', 'windowPassed', 'CA 18700']],
    ['2020-07-23T00:00:00Z', ['EN 0', 'CA 0', 'CA 0', 'windowPassed', 'windowPassed']],
  ])('CAN-01, CAN-03..08, CAN-21: cancelled at %s', (at, expected) => {
    const profiles = ['seed-2020', 'activation-2020', 'interim-2022', 'current', 'nce-7d'] as const;
    expect(profiles.map((profile) => cancelledAt(profile, at))).toEqual(expected);
  });

  it('the default profile cancels like seed-2020', () => {
    expect(cancelledAt('seed', '2020-07-15T12:00:00Z')).toBe('EN 0');
    expect(cancelledAt('seed', '2020-07-15T09:59:59.999Z')).toBe('CA 20000');
  });
});

describe('CAN-03, INV-43: the bound of the window is outside', () => {
  it.each([
    ['2020-07-15T09:59:59.999Z', 'CA 20000'],
    ['2020-07-15T10:00:00.000Z', 'EN 0'],
  ])('monthly at %s', (at, expected) => {
    expect(cancelledAt('seed-2020', at)).toBe(expected);
  });

  it('CAN-02: the year has 14 days of 24 hours', () => {
    const end = (at: string): string => {
      const story = aStory();
      const id = story.buy('FX-A', 10);
      accepted(story.activate(id).at(at).change(id, cancel));
      return stateOf(story.subscription(id));
    };
    expect(end('2020-07-28T09:59:59.999Z')).toBe('CA');
    expect(end('2020-07-28T10:00:00.000Z')).toBe('EN');
  });

  it('decision 1: a year billed monthly has the monthly window, three years upfront the annual one', () => {
    const windows = (['FX-Y', 'FX-3Y'] as const).map((plan) => {
      const story = aStory();
      return story.subscription(story.buy(plan, 1)).windowEndsAt;
    });
    expect(windows).toEqual(['2020-07-15T10:00:00.000Z', '2020-07-28T10:00:00.000Z']);
  });

  it('a window captured at purchase stays when the setting changes later', () => {
    const story = aStory();
    const id = story.buy('FX-M');
    accepted(story.run({ type: 'ChangeSetting', name: 'cancel.window.monthlyBilled', value: 'PT1H' }));
    story.activate(id).at('2020-07-14T20:00:00Z');
    accepted(story.change(id, cancel));
    expect(stateOf(story.subscription(id))).toBe('CA');
  });
});

describe('CAN-04: inside the window every line of the term goes back', () => {
  it('INV-24: whatever changes came before, the term nets to nothing', () => {
    const story = aStory();
    const id = story.buy('FX-A', 10);
    story.at('2020-07-15T00:00:00Z').activate(id).at('2020-07-20T00:00:00Z');
    accepted(story.change(id, { type: 'SetQuantity', quantity: 15 }));
    story.at('2020-07-27T00:00:00Z');
    accepted(story.change(id, cancel));
    expect(story.lines(id).map(([type, , , amount]) => [type, amount])).toEqual([
      ['new', 120_000],
      ['addQuantity', -118_360],
      ['addQuantity', 177_540],
      ['cancel', -1_640],
      ['cancel', -177_540],
    ]);
    expect(story.net(id)).toBe(0);
  });

  it('CAN-16: a plan with metered dimensions is refunded by lines of their own kind', () => {
    const story = aStory();
    const id = story.buy('FX-F');
    accepted(story.activate(id).change(id, cancel));
    expect(story.charges(id).map(({ type, amount }) => [type, amount])).toEqual([
      ['new', 35_000],
      ['cancelImmediate', -35_000],
    ]);
  });
});

describe('CAN-06: a scheduled cancellation', () => {
  const scheduled = () => {
    const story = aStory();
    const id = story.buy('FX-M', 10);
    accepted(story.activate(id).at('2020-07-20T00:00:00Z').change(id, cancel));
    return { story, id };
  };

  it('keeps the service to the end of the term and charges nothing more', () => {
    const { story, id } = scheduled();
    expect(story.subscription(id)).toMatchObject({ autoRenew: false, cancelScheduledFor: '2020-08-14' });
    story.at('2020-08-13T23:59:59.999Z');
    expect(stateOf(story.subscription(id))).toBe('EN');
    story.at('2020-08-14T00:00:00Z');
    expect(stateOf(story.subscription(id))).toBe('EX');
    expect(story.net(id)).toBe(20_000);
  });

  it('is the same when asked for again', () => {
    const { story, id } = scheduled();
    expect(accepted(story.change(id, cancel))).toEqual([]);
  });

  it('CAN-24: costs nothing on top, and serves to its end', () => {
    const story = aStory();
    const id = story.buy('FX-A', 10);
    accepted(story.activate(id).at('2020-09-01T00:00:00Z').change(id, cancel));
    story.at('2021-07-13T23:59:59.999Z');
    expect(stateOf(story.subscription(id))).toBe('EN');
    story.at('2021-07-14T00:00:00Z');
    expect(story.lines(id)).toEqual([['new', '2020-07-14', '2021-07-14', 120_000]]);
  });

  it('CAN-13: a trial that has turned into a paid term is past the window of its order', () => {
    const story = aStory();
    const id = story.buy('FX-T', 1);
    accepted(story.activate(id).at('2020-08-14T01:00:00Z').change(id, cancel));
    expect(story.subscription(id)).toMatchObject({ cancelScheduledFor: '2020-09-14', quantity: 1 });
    expect(story.lines(id).at(-1)).toEqual(['renew', '2020-08-14', '2020-09-14', 200]);
  });

  it('CAN-23: is revoked by switching auto-renew on', () => {
    const { story, id } = scheduled();
    accepted(story.at('2020-07-25T00:00:00Z').change(id, { type: 'SetAutoRenew', autoRenew: true }));
    expect(story.subscription(id)).not.toHaveProperty('cancelScheduledFor');
    story.at('2020-08-14T00:00:00Z');
    expect(story.charges(id).at(-1)?.type).toBe('renew');
  });
});

describe('CAN-07, CAN-08: policies that end or refuse', () => {
  it('CAN-07: instalments that are due keep the subscription', () => {
    const story = aStory({ profile: 'interim-2022' });
    const id = story.buy('FX-Y', 10);
    story.activate(id).at('2020-08-20T00:00:00Z');
    expect(refusal(story.change(id, cancel))).toEqual({
      ...{ code: 'windowPassed', windowHours: 72, because: 'chargesToCome' },
      ...{ setting: 'cancel.window.monthlyBilled', billingCycle: 'monthly' },
      endedAt: '2020-07-17T10:00:00.000Z',
    });
  });

  it('INV-48: a refusal changes nothing', () => {
    const story = aStory({ profile: 'current' });
    const id = story.buy('FX-M', 10);
    story.activate(id).at('2020-07-20T00:00:00Z');
    const [before, events] = [story.subscription(id), story.engine.seq()];
    expect(refused(story.change(id, cancel))).toBe('windowPassed');
    expect(story.subscription(id)).toBe(before);
    expect(story.engine.seq()).toBe(events);
  });
});

describe('CAN-09, CAN-17: what is offered', () => {
  const offered = (profile: ProfileName, at: string) => {
    const story = aStory({ profile });
    const id = story.buy('FX-M', 10);
    story.activate(id).at(at);
    const { state } = story.engine;
    const now = story.engine.now();
    return [
      actionsOf(story.subscription(id), now, state.settings),
      refundOptions(story.subscription(id), now, state.settings),
    ];
  };

  it('inside the window: cancel, with the refund and its last instant', () => {
    expect(offered('seed-2020', '2020-07-14T12:00:00Z')).toEqual([
      ['edit', 'cancel'],
      [{ type: 'Full', expiresAt: '2020-07-15T10:00:00.000Z' }],
    ]);
    expect(offered('nce-7d', '2020-07-14T12:00:00Z')[1]).toMatchObject([{ type: 'Partial' }]);
  });

  it('before the activation: neither where it cannot be cancelled then', () => {
    const shown = (settings: SettingOverrides) => {
      const story = aStory({ settings });
      const subscription = story.subscription(story.buy('FX-M', 10));
      const { state } = story.engine;
      return [actionsOf, refundOptions].map(
        (of) => of(subscription, story.engine.now(), state.settings).length,
      );
    };
    expect(shown({})).toEqual([1, 1]);
    expect(shown({ 'cancel.beforeActivation': 'refuse' })).toEqual([0, 0]);
  });

  it('after it: cancel only where it would end at once', () => {
    expect(offered('seed-2020', '2020-07-20T00:00:00Z')).toEqual([['edit'], []]);
    expect(offered('interim-2022', '2020-07-20T00:00:00Z')).toEqual([['edit', 'cancel'], []]);
  });
});

describe('CAN-11, CAN-12, CAN-18, CAN-22: other ends', () => {
  it('CAN-11: before activation nothing is charged and the order is cancelled', () => {
    const story = aStory();
    const id = story.buy('FX-M');
    accepted(story.at('2020-07-20T00:00:00Z').change(id, cancel));
    const { orderId } = story.subscription(id);
    expect(story.engine.state.orders.get(orderId)?.status).toBe('cancelled');
    expect(story.lines(id)).toEqual([]);
  });

  it('CAN-12: a trial ends at any time with a line of zero and cannot be had again', () => {
    const story = aStory({ startsAt: '2020-06-10T08:00:00Z' });
    const id = story.buy('FX-T', 1);
    accepted(story.activate(id).at('2020-07-01T00:00:00Z').change(id, cancel));
    expect(stateOf(story.subscription(id))).toBe('CA');
    expect(story.lines(id)).toEqual([
      ['new', '2020-06-10', '2020-07-10', 0],
      ['cancel', '2020-06-10', '2020-07-10', 0],
    ]);
    expect(story.subscription(story.buy('FX-T', 1)).startsWithTrial).toBe(false);
  });

  it('CAN-14: a renewal does not open the window again, unless it is anchored to the term', () => {
    const ended = (profile: ProfileName): string => {
      const story = aStory({ profile });
      const id = story.buy('FX-M', 10);
      story.activate(id).at('2020-08-14T02:00:00Z');
      const outcome = story.change(id, cancel);
      return outcome.ok ? stateOf(story.subscription(id)) : outcome.error.code;
    };
    expect(ended('seed-2020')).toBe('EN');
    expect(ended('nce-7d')).toBe('CA');
  });

  it('CAN-22: an open change fails first, and the refund is of the seats that were paid', () => {
    const story = aStory({ publisher: { answersOperations: true } });
    const id = story.buy('FX-M', 10);
    accepted(story.activate(id).change(id, { type: 'SetQuantity', quantity: 15 }));
    const operationId = story.subscription(id).openOperationId ?? '';
    accepted(story.change(id, cancel));
    expect(story.engine.state.operations.get(operationId)?.status).toBe('Conflict');
    expect(story.net(id)).toBe(0);
    expect(story.subscription(id)).toMatchObject({ phase: 'ended', autoRenew: false, quantity: 10 });
  });
});
