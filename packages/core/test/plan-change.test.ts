import { describe, expect, it } from 'vitest';
import { stateOf } from '../src/index.ts';
import { flatOffer, type PlanName } from './support/fixtures.ts';
import { accepted, aStory, refusal, refused, type StoryOptions } from './support/story.ts';

const to = (planId: string) => ({ type: 'ChangePlan', planId }) as const;

const active = (plan: PlanName = 'FX-M', quantity = 1, options: StoryOptions = {}) => {
  const story = aStory({ startsAt: '2020-07-15T09:00:00Z', ...options });
  const id = story.buy(plan, quantity);
  story.activate(id);
  return { story, id };
};

describe('PLN-01..PLN-03: which plans', () => {
  it.each([
    ['PLN-02: the same plan', 'fx-m', 'notEligible'],
    ['PLN-02: an unknown one', 'none', 'notEligible'],
    ['PLN-03: one without the term', 'fx-a', 'termNotAllowed'],
  ])('%s', (_name, planId, code) => {
    const { story, id } = active();
    expect(refused(story.change(id, to(planId)))).toBe(code);
  });

  it('PLN-03: one whose limits do not fit', () => {
    const { story, id } = active('FX-M', 60);
    expect(refused(story.change(id, to('fx-g')))).toBe('quantityOutOfRange');
  });

  it('PLN-03: a flat rate is bought once, whatever limits its plan names (PUR-11)', () => {
    const five = {
      planId: 'fx-f5',
      skuId: '0002',
      availabilityId: 'FIVE',
      minimumQuantity: 5,
      maximumQuantity: 9,
    };
    const plans = flatOffer.plans.flatMap((plan) => [plan, { ...plan, ...five }]);
    const story = aStory({ only: 'flat', offer: { plans } });
    const id = story.buy('FX-F');
    accepted(story.activate(id).change(id, to('fx-f5')));
    expect(story.subscription(id)).toMatchObject({ skuId: '0002', quantity: 1 });
  });

  it('PLN-01: none where the policy says so', () => {
    const { story, id } = active('FX-M', 1, { settings: { 'plan.changeByCsp': false } });
    expect(refused(story.change(id, to('fx-g')))).toBe('changeNotSupported');
  });

  it('PLN-01: what a customer bought for itself is none of that policy’s business', () => {
    const story = aStory({ settings: { 'plan.changeByCsp': false } });
    const id = story.buyDirect('FX-M', 1);
    accepted(story.activate(id).change(id, to('fx-g')));
    expect(story.subscription(id).skuId).toBe('0007');
  });

  it('PLN-02: the refusal names the plan, as it was asked for where there is none', () => {
    const { story, id } = active();
    const refusalOf = (planId: string) => refusal(story.change(id, to(planId)));
    expect(refusalOf('fx-m')).toEqual({ code: 'notEligible', catalogItem: '0001' });
    expect(refusalOf('none')).toEqual({ code: 'notEligible', catalogItem: 'none' });
  });
});

describe('PLN-04: the publisher is asked', () => {
  it.each([
    ['a refusal leaves plan and lines as they were', 'Failure', '0001', 1],
    ['consent applies the change', 'Success', '0007', 3],
    ['so does its silence for ten seconds', undefined, '0007', 3],
  ] as const)('PLN-04: %s', (_name, result, skuId, lines) => {
    const { story, id } = active('FX-M', 1, { publisher: { answersOperations: true } });
    accepted(story.change(id, to('fx-g')));
    const operationId = story.subscription(id).openOperationId ?? '';
    expect(story.at('2020-07-15T09:00:09.999Z').subscription(id).skuId).toBe('0001');
    if (result) accepted(story.change(id, { type: 'AcknowledgeOperation', operationId, result }));
    else story.at('2020-07-15T09:00:10Z');
    expect(story.subscription(id).skuId).toBe(skuId);
    expect(story.lines(id)).toHaveLength(lines);
  });
});

describe('QTY-08: what a publisher may refuse', () => {
  it('a change of plan, even where it cannot refuse a reinstatement', () => {
    const { story, id } = active('FX-M', 1, {
      publisher: { answersOperations: true },
      settings: { 'reinstate.ack': 'off' },
    });
    accepted(story.change(id, to('fx-g')));
    const operationId = story.subscription(id).openOperationId ?? '';
    accepted(story.change(id, { type: 'AcknowledgeOperation', operationId, result: 'Failure' }));
    expect(story.subscription(id).skuId).toBe('0001');
  });
});

describe('PLN-05, PLN-06: the lines of a change', () => {
  it('credits the days left of the old plan and charges those of the new one', () => {
    const { story, id } = active();
    const before = story.subscription(id);
    accepted(story.at('2020-07-25T10:00:00Z').change(id, to('fx-g')));
    expect(story.lines(id).slice(1)).toEqual([
      ['convert', '2020-07-25', '2020-08-15', -1_355],
      ['convert', '2020-07-25', '2020-08-15', 3_387],
    ]);
    expect(story.charges(id).map(({ skuId }) => skuId)).toEqual(['0001', '0001', '0007']);
    expect(story.subscription(id)).toMatchObject({
      skuId: '0007',
      term: before.phase === 'running' ? before.term : undefined,
      windowEndsAt: before.windowEndsAt,
    });
    story.at('2020-08-15T00:00:00Z');
    expect(story.lines(id).at(-1)).toEqual(['renew', '2020-08-15', '2020-09-15', 5_000]);
  });

  it('INV-24: a cancellation in the window afterwards gives everything back', () => {
    const { story, id } = active();
    accepted(story.change(id, to('fx-g')));
    accepted(story.change(id, { type: 'Cancel' }));
    expect(story.net(id)).toBe(0);
    expect(story.charges(id).at(-1)).toMatchObject({ skuId: '0007', amount: -5_000 });
  });

  it('leaves its order', () => {
    const { story, id } = active();
    accepted(story.change(id, to('fx-g')));
    const orders = [...story.engine.state.orders.values()];
    expect(orders.at(-1)?.lineItems[0]).toMatchObject({ transaction: 'convert', unitPrice: 50_000_000 });
  });
});

describe('PLN-05: a change that completes as its period ends', () => {
  const late = (plan: 'FX-M' | 'FX-T') => {
    const { story, id } = active(plan, 1, {
      publisher: { answersOperations: true },
      settings: { 'op.ackTimeout': 'P3D' },
    });
    accepted(story.at('2020-08-12T00:00:00Z').change(id, to('fx-g')));
    return story.at('2020-08-15T00:00:00Z').lines(id);
  };

  it('costs nothing in it, and the next period has it', () => {
    expect(late('FX-M')).toEqual([
      ['new', '2020-07-15', '2020-08-15', 2_000],
      ['renew', '2020-08-15', '2020-09-15', 5_000],
    ]);
  });

  it('BIL-27: of a trial leaves nothing of the trial to cut off', () => {
    expect(late('FX-T')).toEqual([
      ['new', '2020-07-15', '2020-08-15', 0],
      ['new', '2020-08-15', '2020-09-15', 5_000],
    ]);
  });
});

describe('PLN-08, BIL-27: from a trial', () => {
  it('PLN-08: to another trial nothing is charged and the end stays', () => {
    const { story, id } = active('FX-T');
    accepted(story.at('2020-07-30T00:00:00Z').change(id, to('fx-t2')));
    expect(story.net(id)).toBe(0);
    expect(stateOf(story.subscription(id))).toBe('TR');
    story.at('2020-08-15T00:00:00Z');
    expect(story.lines(id).at(-1)).toEqual(['renew', '2020-08-15', '2020-09-15', 300]);
  });

  it('BIL-27: to a plan without trial the first paid term begins that day', () => {
    const { story, id } = active('FX-T');
    accepted(story.at('2020-07-27T00:00:00Z').change(id, to('fx-g')));
    expect(story.lines(id)).toEqual([
      ['new', '2020-07-15', '2020-08-15', 0],
      ['convert', '2020-07-27', '2020-08-15', 0],
      ['new', '2020-07-27', '2020-08-27', 5_000],
    ]);
    expect(stateOf(story.subscription(id))).toBe('AC');
    expect(new Set(story.charges(id).map((charge) => charge.id)).size).toBe(3);
  });

  it("BIL-27: the line that ends the trial names the trial's own, whatever was changed in between", () => {
    const { story, id } = active('FX-T');
    accepted(story.at('2020-07-20T00:00:00Z').change(id, { type: 'SetQuantity', quantity: 3 }));
    accepted(story.at('2020-07-27T00:00:00Z').change(id, to('fx-g')));
    const ending = story.charges(id).find(({ type }) => type === 'convert');
    expect(ending?.parentId).toBe(story.charges(id)[0]?.id);
  });
});
