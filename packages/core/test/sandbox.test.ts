import { describe, expect, it } from 'vitest';
import { stateOf } from '../src/index.ts';
import { accepted, aStory, refusal, refused } from './support/story.ts';

const inSandbox = (options: Parameters<typeof aStory>[0] = {}) =>
  aStory({ partner: { sandbox: true }, ...options });
const activate = { type: 'SandboxActivate' } as const;

describe('a sandbox account', () => {
  it('ACT-16: one call does both events at once, and billing starts at its instant', () => {
    const story = inSandbox();
    const id = story.buy('FX-M');
    story.at('2020-07-15T09:00:00Z');
    accepted(story.change(id, activate));
    expect(story.subscription(id)).toMatchObject({
      phase: 'running',
      startedAt: '2020-07-15T09:00:00.000Z',
      assignedAt: '2020-07-15T09:00:00.000Z',
      confirmedAt: '2020-07-15T09:00:00.000Z',
    });
    expect(story.lines(id)).toEqual([['new', '2020-07-15', '2020-08-15', 20000]]);
    expect(story.engine.state.orders.get(story.subscription(id).orderId)?.status).toBe('completed');
  });

  it('ACT-16: what has happened already keeps its instant, and a trial starts as a trial', () => {
    const story = inSandbox();
    const id = story.buy('FX-T');
    accepted(story.change(id, { type: 'AssignLicenses', count: 10 }));
    story.at('2020-07-15T09:00:00Z');
    accepted(story.change(id, activate));
    expect(stateOf(story.subscription(id))).toBe('TR');
    expect(story.subscription(id).assignedAt).toBe('2020-07-14T10:00:00.000Z');
  });

  it('ACT-16: works once, while pending, and in no other account', () => {
    const story = inSandbox();
    const id = story.buy('FX-M');
    accepted(story.change(id, activate));
    expect(refused(story.change(id, activate))).toBe('alreadyActive');
    accepted(story.change(id, { type: 'Suspend' }));
    expect(refused(story.change(id, activate))).toBe('alreadyActive');
    accepted(story.change(id, { type: 'Cancel' }));
    expect(refused(story.change(id, activate))).toBe('subscriptionEnded');
    const production = aStory();
    const bought = production.buy('FX-M');
    expect(refused(production.change(bought, activate))).toBe('notSandbox');
    expect(production.subscription(bought).assignedAt).toBeUndefined();
  });
});

describe('an order of a sandbox account', () => {
  const cancelling = (story: ReturnType<typeof aStory>, id: string) => {
    const { orderId } = story.subscription(id);
    return story.run({ type: 'CancelOrder', orderId });
  };

  it('CAN-25: is cancelled with what was bought, before its activation without a line', () => {
    const story = inSandbox();
    const id = story.buy('FX-M');
    accepted(cancelling(story, id));
    expect(stateOf(story.subscription(id))).toBe('CA');
    expect(story.engine.state.orders.get(story.subscription(id).orderId)?.status).toBe('cancelled');
    expect(story.lines(id)).toEqual([]);
  });

  it('CAN-25: gives back inside the window, and a trial line by one of zero', () => {
    const story = inSandbox();
    const [paid, trial] = [story.buy('FX-M'), story.buy('FX-T', 1)];
    for (const id of [paid, trial]) accepted(story.change(id, activate));
    for (const id of [paid, trial]) accepted(cancelling(story, id));
    expect(story.net(paid)).toBe(0);
    expect(story.lines(paid).map(([type]) => type)).toEqual(['new', 'cancel']);
    expect(story.lines(trial)).toEqual([
      ['new', '2020-07-14', '2020-08-14', 0],
      ['cancel', '2020-07-14', '2020-08-14', 0],
    ]);
  });

  it('CAN-25: ends at once after the window too, whatever the policy, without a refund, for 60 days', () => {
    for (const afterWindow of ['schedule', 'refuse'] as const) {
      const story = inSandbox({ settings: { 'cancel.afterWindow': afterWindow } });
      const [early, late] = [story.buy('FX-A'), story.buy('FX-A')];
      for (const id of [early, late]) accepted(story.change(id, activate));
      story.at('2020-09-12T09:59:59.999Z');
      accepted(cancelling(story, early));
      expect(stateOf(story.subscription(early))).toBe('CA');
      expect(story.net(early)).toBe(120_000);
      story.at('2020-09-12T10:00:00Z');
      expect(refused(cancelling(story, late))).toBe('orderNotCancellable');
      expect(stateOf(story.subscription(late))).toBe('AC');
    }
  });

  it('CAN-25: cannot be cancelled twice, nor one that bought nothing of its own, nor an unknown one', () => {
    const story = inSandbox();
    const id = story.buy('FX-M');
    accepted(story.change(id, activate));
    accepted(story.change(id, { type: 'SetQuantity', quantity: 12 }));
    const added = [...story.engine.state.orders.keys()].at(-1) ?? '';
    expect(refused(story.run({ type: 'CancelOrder', orderId: added }))).toBe('orderNotCancellable');
    accepted(cancelling(story, id));
    expect(refused(cancelling(story, id))).toBe('orderNotCancellable');
    expect(refused(story.run({ type: 'CancelOrder', orderId: 'none' }))).toBe('orderNotFound');
  });

  it('CAN-25: no other account has it, and is told whether seats were sold', () => {
    const story = aStory();
    const [seats, flat] = [story.buy('FX-M'), story.buy('FX-F')];
    expect(refusal(cancelling(story, seats))).toEqual({ code: 'orderCancelNotAllowed', perUser: true });
    expect(refusal(cancelling(story, flat))).toEqual({ code: 'orderCancelNotAllowed', perUser: false });
    expect(stateOf(story.subscription(seats))).toBe('PN');
  });

  it('CAN-25: is one of seats, too, where it added seats to what was bought before, or renewed it', () => {
    const story = aStory();
    const id = story.buy('FX-M');
    accepted(story.activate(id).change(id, { type: 'SetQuantity', quantity: 12 }));
    story.at('2020-08-14T00:00:00Z');
    const { orderId } = story.subscription(id);
    const later = [...story.engine.state.orders.values()].filter((order) => order.id !== orderId);
    expect(later.map(({ lineItems }) => lineItems[0]?.transaction)).toEqual(['addQuantity', 'renew']);
    for (const order of later) {
      const answer = refusal(story.run({ type: 'CancelOrder', orderId: order.id }));
      expect(answer).toEqual({ code: 'orderCancelNotAllowed', perUser: true });
    }
  });
});
