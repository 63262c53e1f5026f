import { describe, expect, it } from 'vitest';
import { actionsOf, stateOf } from '../src/index.ts';
import { perUserOffer, plans, profile } from './support/fixtures.ts';
import { accepted, aStory, cartLine, refusal, refused } from './support/story.ts';

const quantity = (n: number) => ({ type: 'SetQuantity', quantity: n }) as const;
const cancel = { type: 'Cancel' } as const;

describe('refunds', () => {
  it('CAN-04: give back the running term only', () => {
    const story = aStory({ settings: { 'cancel.anchor': 'termStart' } });
    const id = story.buy('FX-M', 10);
    accepted(story.activate(id).at('2020-08-14T02:00:00Z').change(id, cancel));
    expect(story.lines(id).map(([type, , , amount]) => [type, amount])).toEqual([
      ['new', 20_000],
      ['renew', 20_000],
      ['cancel', -20_000],
    ]);
  });

  it('CAN-21: a prorated one is never more than what is left of its line', () => {
    const story = aStory({ profile: 'nce-7d', startsAt: '2020-07-15T09:00:00Z' });
    const id = story.buy('FX-M', 10);
    accepted(story.activate(id).at('2020-07-17T09:00:00Z').change(id, quantity(15)));
    accepted(story.at('2020-07-18T09:00:00Z').change(id, cancel));
    const { ledger } = story.engine.state;
    for (const charge of story.charges(id).filter(({ parentId }) => !parentId)) {
      expect(ledger.residual(charge)).toBeGreaterThanOrEqual(0);
    }
    // Of fifteen seats 28 of 31 days go back; the two days of ten seats are used and stay.
    expect(
      story
        .lines(id)
        .slice(3)
        .map(([, , , amount]) => amount),
    ).toEqual([-15 * 1_806]);
  });

  it('PLN-05: name the plan of the line that they refund', () => {
    const story = aStory({ settings: { 'cancel.window.monthlyBilled': 'P14D' } });
    const id = story.buy('FX-M', 1);
    story.activate(id).at('2020-07-24T00:00:00Z');
    accepted(story.change(id, { type: 'ChangePlan', planId: 'fx-g' }));
    accepted(story.change(id, cancel));
    expect(story.net(id)).toBe(0);
    const refunds = story.charges(id).filter(({ type }) => type === 'cancel');
    expect(refunds.map(({ skuId }) => skuId)).toEqual(['0001', '0007']);
  });

  it('BIL-16: an invoice of nothing is an invoice', () => {
    const story = aStory();
    const id = story.buy('FX-M', 10);
    accepted(story.activate(id).change(id, cancel));
    story.at('2020-08-08T00:00:00Z');
    expect(story.engine.state.ledger.invoicesOf('partner-direct')).toMatchObject([
      { total: 0, documentType: 'invoice' },
    ]);
  });
});

describe('purchases', () => {
  it('BIL-26: of two trials of an offer in one cart the first is one', () => {
    const story = aStory();
    const lines = [cartLine('FX-T', 1), cartLine('FX-T', 1, { id: 1 })];
    accepted(story.run({ type: 'CreateCart', customerId: story.customer.id, by: 'agent', lines }));
    const cartId = [...story.engine.state.carts.keys()].at(-1) ?? '';
    accepted(story.run({ type: 'CheckOutCart', customerId: story.customer.id, cartId }));
    expect([...story.engine.state.subscriptions.values()].map((each) => each.startsWithTrial)).toEqual([
      true,
      false,
    ]);
  });

  it('ACT-10: more licences than were bought are refused like fewer', () => {
    const story = aStory();
    const id = story.buy('FX-M', 10);
    expect(refused(story.change(id, { type: 'AssignLicenses', count: 11 }))).toBe('quantityMismatch');
  });

  it('a tenant is one customer', () => {
    const story = aStory();
    const again = {
      type: 'CreateCustomer',
      partnerId: 'partner-direct',
      tenantId: story.customer.id,
    } as const;
    const outcome = story.run({ ...again, profile: profile('another') });
    expect(refusal(outcome)).toMatchObject({ code: 'idTaken', kind: 'customer' });
  });
});

describe('changes', () => {
  it.each([
    ['is no longer sold', { isStopSell: true }],
    ['is made for others', { privateAudience: ['another'] }],
  ])('PLN-02: no move to a plan that %s', (_name, rest) => {
    const story = aStory({
      offer: { plans: [plans['FX-M'], { ...plans['FX-G'], ...rest }], productId: perUserOffer.productId },
      only: 'perUser',
    });
    const id = story.buy('FX-M', 1);
    story.activate(id);
    expect(refused(story.change(id, { type: 'ChangePlan', planId: 'fx-g' }))).toBe('notEligible');
  });

  it('GEN-08: a version from the future is stale too', () => {
    const story = aStory();
    const subscriptionId = story.buy('FX-M');
    const expectedVersion = story.subscription(subscriptionId).version + 1;
    const outcome = story.run({ type: 'ChangeSubscription', subscriptionId, changes: [], expectedVersion });
    expect(refused(outcome)).toBe('staleEtag');
  });

  it('GEN-03: a change agreed to at the instant of the renewal comes before it', () => {
    const story = aStory({ publisher: { answersOperations: true } });
    const id = story.buy('FX-M', 10);
    accepted(story.activate(id).at('2020-08-13T23:59:50Z').change(id, quantity(12)));
    story.at('2020-08-14T00:00:00Z');
    expect(story.lines(id).at(-1)).toEqual(['renew', '2020-08-14', '2020-09-14', 24_000]);
  });
});

describe('suspension', () => {
  const suspended = (plan: 'FX-M' | 'FX-Y', options: Parameters<typeof aStory>[0] = {}) => {
    const story = aStory({ startsAt: '2020-07-15T09:00:00Z', ...options });
    const id = story.buy(plan, 10);
    accepted(story.activate(id).at('2020-08-01T00:00:00Z').change(id, { type: 'Suspend' }));
    return { story, id };
  };

  it('SUS-10: reinstated on the day of a boundary, the whole period from there is charged', () => {
    const { story, id } = suspended('FX-Y');
    accepted(story.at('2020-09-15T00:00:00Z').change(id, { type: 'Reactivate' }));
    expect(story.lines(id).at(-1)).toEqual(['cycleCharge', '2020-09-15', '2020-10-15', 10_000]);
    expect(stateOf(story.subscription(id))).toBe('AC');
  });

  it('CAN-17: where late cancelling is refused, a lapsed term does not offer it either', () => {
    const { story, id } = suspended('FX-M', { profile: 'current' });
    story.at('2020-08-20T00:00:00Z');
    const { state } = story.engine;
    expect(actionsOf(story.subscription(id), story.engine.now(), state.settings)).toEqual([]);
    expect(refused(story.change(id, cancel))).toBe('windowPassed');
  });
});
