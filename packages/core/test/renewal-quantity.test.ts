import { describe, expect, it } from 'vitest';
import { plans } from './support/fixtures.ts';
import { accepted, aStory, refused } from './support/story.ts';

const seats = (quantity: number) => ({ type: 'SetQuantity', quantity }) as const;

const active = (options: Parameters<typeof aStory>[0] = {}, plan: 'FX-M' | 'FX-T' = 'FX-M') => {
  const story = aStory({ ...options, settings: { 'qty.decrease': 'atRenewal', ...options.settings } });
  const id = story.buy(plan, 10);
  story.at('2020-07-15T09:00:00Z').activate(id);
  return { story, id };
};

describe('QTY-07: seats that are taken away with the next term', () => {
  it('REN-10: stay until the term ends, without a line; the renewal has none of them', () => {
    const { story, id } = active();
    accepted(story.at('2020-07-20T00:00:00Z').change(id, seats(8)));
    expect(story.subscription(id)).toMatchObject({ quantity: 10, renewalQuantity: 8 });
    expect(story.lines(id)).toHaveLength(1);
    story.at('2020-08-15T00:00:00Z');
    expect(story.subscription(id)).toMatchObject({ quantity: 8 });
    expect(story.subscription(id)).not.toHaveProperty('renewalQuantity');
    expect(story.lines(id).at(-1)).toEqual(['renew', '2020-08-15', '2020-09-15', 16000]);
    const renewal = [...story.engine.state.orders.values()].at(-1);
    expect(renewal?.lineItems[0]).toMatchObject({ transaction: 'renew', quantity: 8 });
  });

  it('REN-10: a trial turns into the seats that are left', () => {
    const { story, id } = active({}, 'FX-T');
    accepted(story.change(id, seats(3)));
    story.at('2020-08-15T00:00:00Z');
    expect(story.lines(id).at(-1)).toEqual(['renew', '2020-08-15', '2020-09-15', 600]);
  });

  it('REN-10: a trial turns into the term that was chosen for it', () => {
    const story = aStory();
    const id = story.buy('FX-T', 1, { renewsTo: 'P1M' });
    const [order] = story.engine.state.orders.values();
    expect(order?.lineItems[0]).toMatchObject({ termDuration: 'P1M', renewsTo: 'P1M' });
    story.activate(id).at('2020-08-14T00:00:00Z');
    expect(story.subscription(id)).toMatchObject({ term: { duration: 'P1M', trial: false, number: 2 } });
  });

  it('REN-10: a term that begins with a reinstatement has none of them either', () => {
    const { story, id } = active();
    accepted(story.change(id, seats(8)));
    accepted(story.at('2020-08-01T00:00:00Z').change(id, { type: 'Suspend' }));
    accepted(story.at('2020-08-20T00:00:00Z').change(id, { type: 'Reactivate' }));
    expect(story.lines(id).at(-1)).toEqual(['renew', '2020-08-20', '2020-09-20', 16000]);
    expect(story.subscription(id).quantity).toBe(8);
  });

  it('QTY-07: go at once when they are asked for again under a policy that has come to take them at once', () => {
    const { story, id } = active();
    accepted(story.at('2020-07-20T00:00:00Z').change(id, seats(8)));
    accepted(story.run({ type: 'ChangeSetting', name: 'qty.decrease', value: 'immediate' }));
    expect(story.subscription(id)).toMatchObject({ quantity: 10, renewalQuantity: 8 });
    accepted(story.change(id, seats(8)));
    expect(story.subscription(id)).toMatchObject({ quantity: 8 });
    expect(story.subscription(id)).not.toHaveProperty('renewalQuantity');
    expect(story.lines(id).map(([type]) => type)).toEqual(['new', 'removeQuantity', 'removeQuantity']);
  });

  it('REN-10: the seats of now, or more, take them back', () => {
    const { story, id } = active();
    for (const now of [10, 12]) {
      accepted(story.change(id, seats(8)));
      accepted(story.change(id, seats(now)));
      expect(story.subscription(id)).toMatchObject({ quantity: now });
      expect(story.subscription(id)).not.toHaveProperty('renewalQuantity');
    }
    story.at('2020-08-15T00:00:00Z');
    expect(story.subscription(id).quantity).toBe(12);
  });

  it('QTY-05: asking twice does nothing the second time', () => {
    const { story, id } = active();
    accepted(story.change(id, seats(8)));
    expect(accepted(story.change(id, seats(8)))).toEqual([]);
  });

  it('QTY-08: are asked of the publisher, who may refuse', () => {
    const { story, id } = active({ publisher: { answersOperations: true } });
    for (const [result, wanted] of [
      ['Failure', undefined],
      ['Success', 8],
    ] as const) {
      accepted(story.change(id, seats(8)));
      const operationId = story.subscription(id).openOperationId ?? '';
      accepted(story.change(id, { type: 'AcknowledgeOperation', operationId, result }));
      const { renewalQuantity } = { renewalQuantity: undefined, ...story.subscription(id) };
      expect(renewalQuantity).toBe(wanted);
    }
  });

  it('PLN-03: must fit the limits of another plan, too', () => {
    const least = Object.values(plans).map((plan) =>
      plan.planId === 'fx-g' ? { ...plan, minimumQuantity: 9 } : plan,
    );
    const { story, id } = active({ only: 'perUser', offer: { plans: least } });
    accepted(story.change(id, seats(8)));
    expect(refused(story.change(id, { type: 'ChangePlan', planId: 'fx-g' }))).toBe('quantityOutOfRange');
    accepted(story.change(id, seats(9)));
    accepted(story.change(id, { type: 'ChangePlan', planId: 'fx-g' }));
  });

  it('end with the subscription', () => {
    const { story, id } = active();
    accepted(story.change(id, seats(8)));
    accepted(story.change(id, { type: 'SetAutoRenew', autoRenew: false }));
    story.at('2020-08-15T00:00:00Z');
    expect(story.subscription(id)).toMatchObject({ phase: 'ended', quantity: 10 });
    expect(story.subscription(id)).not.toHaveProperty('renewalQuantity');
  });
});
