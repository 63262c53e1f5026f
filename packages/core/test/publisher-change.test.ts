import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createEngine,
  type DeliveryResult,
  memoryLog,
  plusMs,
  resolveSettings,
  type SubscriptionChange,
} from '../src/index.ts';
import { active, ahead, operations, told, webhookUrl } from './support/direct.ts';
import { accepted, aStory, refusal, refused, type Story } from './support/story.ts';

const source = 'Partner' as const;
const seats = (quantity: number) => ({ type: 'SetQuantity', quantity, source }) as const;
const plan = (planId: string) => ({ type: 'ChangePlan', planId, source }) as const;
const cancel = { type: 'Cancel', source } as const;

const report = (story: Story, result: DeliveryResult) => {
  const [delivery] = ahead(story);
  const deliveryId = delivery?.id ?? '';
  return accepted(
    story.change(delivery?.subscriptionId ?? '', { type: 'RecordDelivery', deliveryId, result }),
  );
};

describe('QTY-17, CAN-19: nothing of what a partner sold', () => {
  it.each([
    ['pending', (story: Story) => story.buy('FX-M')],
    ['active', (story: Story) => activated(story)],
    ['ended', (story: Story) => cancelled(story)],
  ])('%s', (_state, make) => {
    const story = aStory();
    const id = make(story);
    const before = story.engine.seq();
    for (const change of [seats(12), plan('fx-g'), cancel]) {
      expect(refusal(story.change(id, change))).toEqual({ code: 'publisherChangeNotAllowed' });
    }
    expect(story.engine.seq()).toBe(before);
  });

  const activated = (story: Story): string => {
    const id = story.buy('FX-M');
    story.activate(id);
    return id;
  };
  const cancelled = (story: Story): string => {
    const id = story.buy('FX-M');
    accepted(story.change(id, { type: 'Cancel' }));
    return id;
  };
});

const changes = [
  ['ChangeQuantity', seats(12), { quantity: 12 }],
  ['ChangePlan', plan('fx-g'), { skuId: '0007' }],
] as const;

describe.each(changes)('SF 4.4, source Partner: %s', (action, change, after) => {
  it('with nobody to tell it is applied at once, also for a publisher that answers operations', () => {
    for (const answersOperations of [false, true]) {
      const { story, id } = active({ publisher: { answersOperations } });
      accepted(story.change(id, change));
      expect(story.subscription(id)).toMatchObject(after);
      expect(operations(story)).toMatchObject([{ action, source, status: 'Succeeded', ...after }]);
      expect(ahead(story)).toEqual([]);
    }
  });

  it('is told, with the subscription as it was, and waits for the delivery', () => {
    const { story, id } = told();
    const before = story.subscription(id);
    accepted(story.change(id, change));
    expect(ahead(story)).toMatchObject([{ action, snapshot: { skuId: '0001', quantity: 10 } }]);
    expect(operations(story)).toMatchObject([{ action, source, status: 'InProgress', ...after }]);
    expect(story.subscription(id)).toMatchObject({ skuId: before.skuId, quantity: before.quantity });
    expect(refused(story.change(id, seats(20)))).toBe('operationInProgress');
  });

  it.each(['accepted', 'refused', 'exhausted'] as const)('%s: it succeeds', (result) => {
    const { story, id } = told();
    accepted(story.change(id, change));
    report(story, result);
    expect(operations(story)).toMatchObject([{ status: 'Succeeded' }]);
    expect(story.subscription(id)).toMatchObject(after);
    expect(story.subscription(id)).not.toHaveProperty('openOperationId');
    expect(story.lines(id)).toHaveLength(3);
  });

  it('never delivered, it succeeds when the time for that is over', () => {
    const { story, id } = told();
    accepted(story.change(id, change));
    expect(story.at('2020-07-14T17:59:59.999Z').subscription(id).openOperationId).toBeDefined();
    expect(story.at('2020-07-14T18:00:00Z').subscription(id)).toMatchObject(after);
    expect(operations(story)).toMatchObject([{ status: 'Succeeded' }]);
  });

  it.each(['Success', 'Failure'] as const)('SF 3.2: the publisher cannot answer it: %s', (result) => {
    const { story, id } = told();
    accepted(story.change(id, change));
    const operationId = story.subscription(id).openOperationId ?? '';
    const answer = { type: 'AcknowledgeOperation', operationId, result } as const;
    expect(refusal(story.change(id, answer))).toEqual({ code: 'operationOwn', operationId });
    expect(operations(story)).toMatchObject([{ status: 'InProgress' }]);
    report(story, 'accepted');
    expect(refused(story.change(id, answer))).toBe('operationOwn');
    expect(story.subscription(id)).toMatchObject(after);
  });

  it('QTY-18: its own steps do not hold it up', () => {
    const { story, id } = active();
    const step = { name: 'export', owner: 'customer', before: 'quantity' } as const;
    accepted(story.change(id, { type: 'RequireStep', step }));
    expect(refused(story.change(id, { type: 'SetQuantity', quantity: 12 }))).toBe('stepsOpen');
    accepted(story.change(id, change));
    expect(story.subscription(id)).toMatchObject(after);
  });

  it('only while active', () => {
    const story = aStory();
    const id = story.buyDirect('FX-M');
    expect(refused(story.change(id, change))).toBe('notWhilePending');
    accepted(story.activate(id).change(id, { type: 'Suspend' }));
    expect(refused(story.change(id, change))).toBe('notWhileSuspended');
    accepted(story.change(id, { type: 'Cancel' }));
    expect(refused(story.change(id, change))).toBe('subscriptionEnded');
  });
});

describe('QTY-17: limits hold for the publisher too', () => {
  it.each([
    [seats(101), 'quantityOutOfRange'],
    [seats(0), 'quantityOutOfRange'],
    [plan('fx-a'), 'termNotAllowed'],
    [plan('fx-m'), 'notEligible'],
    [plan('none'), 'notEligible'],
  ])('%j: %s', (change, code) => {
    const { story, id } = active();
    expect(refused(story.change(id, change))).toBe(code);
  });

  it('QTY-07: where seats are taken away in the window only', () => {
    const { story, id } = active({ profile: 'nce-7d' });
    story.at('2020-07-22T00:00:00Z');
    expect(refused(story.change(id, seats(9)))).toBe('decreaseNotAllowed');
  });
});

describe('in any order of changes by customer and publisher', () => {
  const from = fc.constantFrom('Azure', 'Partner' as const);
  const change: fc.Arbitrary<SubscriptionChange> = fc.oneof(
    fc.record({
      type: fc.constant('SetQuantity' as const),
      quantity: fc.integer({ min: 0, max: 20 }),
      source: from,
    }),
    fc.record({
      type: fc.constant('ChangePlan' as const),
      planId: fc.constantFrom('fx-m', 'fx-g', 'fx-t2'),
      source: from,
    }),
    { weight: 1, arbitrary: fc.record({ type: fc.constant('Cancel' as const), source: from }) },
    fc.constantFrom('Suspend', 'Reactivate').map((type) => ({ type }) as const),
  );
  const day = 86_400_000;
  const step = fc.oneof(
    { weight: 4, arbitrary: change },
    { weight: 2, arbitrary: fc.constantFrom(0, 9_999, 10_000, day - 1, day, 30 * day, 31 * day) },
    { weight: 2, arbitrary: fc.constantFrom('accepted', 'refused', 'exhausted' as const) },
  );
  const runs = fc.record({
    steps: fc.array(step, { maxLength: 25 }),
    name: fc.constantFrom('FX-M', 'FX-T', 'FX-A' as const),
    profile: fc.constantFrom('seed', 'interim-2022', 'current', 'nce-7d' as const),
    hears: fc.boolean(),
  });
  type Run = typeof runs extends fc.Arbitrary<infer R> ? R : never;

  function play({ steps, name, profile, hears }: Run) {
    const { story, id } = active({ profile, offer: hears ? { webhookUrl } : {} }, name);
    for (const each of steps) {
      if (typeof each === 'number') accepted(story.engine.advanceTo(plusMs(story.engine.now(), each)));
      else if (typeof each === 'object') story.change(id, each);
      else if (ahead(story).length > 0) report(story, each);
    }
    return { story, id };
  }

  it('INV-54: what the publisher asks for itself never fails, and is either open, done or overtaken', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const { story, id } = play(run);
        const own = operations(story).filter((operation) => operation.source === 'Partner');
        for (const { status, id: operationId } of own) {
          expect(status).not.toBe('Failed');
          if (status === 'InProgress')
            expect(story.subscription(id)).toMatchObject({ openOperationId: operationId });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('PUR-18, INV-22: every line is the customer’s, and the sum is never below zero', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const { story, id } = play(run);
        for (const { payerId } of story.charges(id)) expect(payerId).toBe(story.customer.id);
        expect(story.net(id)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 100 },
    );
  });

  it('GEN-06: replayed, the log gives the same world', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const { story } = play(run);
        const { engine } = story;
        const log = memoryLog(structuredClone(engine.log.entries()));
        const settings = resolveSettings({ profile: run.profile });
        const again = createEngine({ startsAt: engine.startsAt, settings, log });
        expect(again.state.subscriptions).toEqual(engine.state.subscriptions);
        expect(again.state.operations).toEqual(engine.state.operations);
        const later = plusMs(engine.now(), 60 * day);
        accepted(engine.advanceTo(later));
        accepted(again.advanceTo(later));
        expect(again.events()).toEqual(engine.events());
      }),
      { numRuns: 60 },
    );
  });
});
