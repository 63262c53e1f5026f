import { describe, expect, it } from 'vitest';
import { type CommandOf, type Offer, payerOf, stateOf } from '../src/index.ts';
import { flatOffer, partners, perUserOffer, plans, profile } from './support/fixtures.ts';
import { accepted, aStory, cartLine, directly, refusal, refused, type Story } from './support/story.ts';

const direct = (story: Story, rest: Partial<CommandOf<'PurchaseDirect'>> = {}) =>
  story.run({ ...directly(story.customer.id, 'FX-M', 10), ...rest });

/** Publishes an offer with one plan and answers the plan's catalog item id. */
const published = (story: Story, offer: Partial<Offer>): string => {
  const made = { ...perUserOffer, productId: 'DZH318Z0NEW1', ...offer };
  accepted(story.run({ type: 'PublishOffer', offer: made }));
  return `${made.productId}:${made.plans[0]?.skuId}:${made.plans[0]?.availabilityId}`;
};

const withoutPartner = (story: Story): string => {
  const tenantId = 'tenant-alone';
  accepted(story.run({ type: 'RegisterCustomer', tenantId, profile: profile('alone') }));
  return tenantId;
};

describe('PUR-18: a customer buys for itself', () => {
  it('a pending subscription and its order, in which no partner is named', () => {
    const story = aStory();
    const id = story.buyDirect('FX-M', 10);
    const subscription = story.subscription(id);
    expect(subscription).toMatchObject({
      channel: 'direct',
      phase: 'pending',
      customerId: story.customer.id,
      quantity: 10,
      friendlyName: 'fx-m',
      reseller: { kind: 'none' },
      autoRenew: true,
    });
    const order = story.engine.state.orders.get(subscription.orderId);
    expect(order).toMatchObject({
      status: 'pending',
      lineItems: [{ subscriptionId: id, transaction: 'new' }],
    });
    expect(subscription).not.toHaveProperty('partnerId');
    expect(order).not.toHaveProperty('partnerId');
    expect(payerOf(subscription)).toBe(story.customer.id);
  });

  it('needs neither an agreement nor a partner', () => {
    const story = aStory();
    const customerId = withoutPartner(story);
    expect(story.engine.state.agreements.of(customerId).size).toBe(0);
    expect(story.engine.state.customers.get(customerId)).not.toHaveProperty('partnerId');
    accepted(direct(story, { customerId }));
    expect(story.engine.state.subscriptionsByCustomer.of(customerId).size).toBe(1);
  });

  it('a customer without a partner is in no partner’s cart, and no partner’s', () => {
    const story = aStory();
    const customerId = withoutPartner(story);
    const lines = [cartLine('FX-M', 1)];
    expect(refused(story.run({ type: 'CreateCart', customerId, by: 'agent', lines }))).toBe(
      'customerNotFound',
    );
    for (const { id } of Object.values(partners)) {
      expect([...story.engine.state.customersOf.of(id)]).not.toContain(customerId);
    }
  });

  it('PUR-06: whom the publisher lets resell does not matter', () => {
    const story = aStory({ offer: { cspAudience: 'none' } });
    accepted(direct(story));
  });

  it('GEN-06: each purchase has ids of its own, the same in the same history', () => {
    const [story, again] = [aStory(), aStory()];
    const ids = [story.buyDirect('FX-M'), story.buyDirect('FX-M')];
    expect(new Set(ids).size).toBe(2);
    expect([again.buyDirect('FX-M'), again.buyDirect('FX-M')]).toEqual(ids);
    const orders = ids.map((id) => story.subscription(id).orderId);
    expect(new Set(orders).size).toBe(2);
  });

  it('takes a name of its own', () => {
    const story = aStory();
    const [, event] = accepted(direct(story, { friendlyName: 'Pilot' }));
    expect(event).toMatchObject({ type: 'SubscriptionPurchased', subscription: { friendlyName: 'Pilot' } });
  });
});

describe('PUR-17, PUR-18, BIL-13: who pays', () => {
  it('the customer for what it bought itself, the partner for what it sold; never on one invoice', () => {
    const story = aStory();
    const [own, sold] = [story.buyDirect('FX-M', 3), story.buy('FX-M', 5)];
    story.activate(own).activate(sold).at('2020-08-08T00:00:00Z');
    const { ledger } = story.engine.state;
    expect(ledger.invoicesOf(story.customer.id)).toMatchObject([{ total: 6_000, chargeIds: [`${own}/1`] }]);
    expect(ledger.invoicesOf(partners.direct.id)).toMatchObject([
      { total: 10_000, chargeIds: [`${sold}/1`] },
    ]);
  });

  it('every line names the customer and no partner: first, changed, renewed and refunded', () => {
    const story = aStory({ settings: { 'cancel.window.monthlyBilled': 'P90D' } });
    const id = story.buyDirect('FX-M', 10);
    accepted(story.activate(id).change(id, { type: 'SetQuantity', quantity: 12 }));
    accepted(story.change(id, { type: 'ChangePlan', planId: 'fx-g' }));
    accepted(story.at('2020-08-14T00:00:00Z').change(id, { type: 'Cancel' }));
    const lines = story.charges(id);
    expect(new Set(lines.map(({ type }) => type))).toEqual(
      new Set(['new', 'addQuantity', 'convert', 'renew', 'cancel']),
    );
    for (const { payerId, mpnId, resellerMpnId } of lines) {
      expect([payerId, mpnId, resellerMpnId]).toEqual([story.customer.id, '', '']);
    }
    const orders = [...story.engine.state.orders.values()];
    expect(orders).toHaveLength(4);
    for (const order of orders) expect(order).not.toHaveProperty('partnerId');
  });
});

describe('what a checkout checks', () => {
  const stopped = { plans: [{ ...plans['FX-M'], isStopSell: true }] };
  const hidden = { plans: [{ ...plans['FX-M'], privateAudience: ['somebody else'] }] };
  const abroad = { plans: [{ ...plans['FX-M'], markets: ['DE'] }] };
  const yearly = { duration: 'P1Y', billingCycle: 'annual' } as const;

  it.each([
    ['an unknown customer', { customerId: 'nobody' }, { code: 'customerNotFound', customerId: 'nobody' }],
    [
      'an unknown plan',
      { catalogItemId: 'A:B:C' },
      { code: 'availabilityNotFound', availabilityId: 'A:B:C' },
    ],
    ['PUR-11: no seat', { quantity: 0 }, { code: 'quantityOutOfRange', minimum: 1, maximum: 100 }],
    ['PUR-11: too many seats', { quantity: 101 }, { code: 'quantityOutOfRange', minimum: 1, maximum: 100 }],
    ['PUR-11: half a seat', { quantity: 1.5 }, { code: 'quantityOutOfRange', minimum: 1, maximum: 100 }],
    ['PUR-12: a term that the plan lacks', { term: yearly }, { code: 'termNotAllowed', term: yearly }],
    ['ACT-19: an empty name', { friendlyName: '' }, { code: 'nicknameInvalid', maximumLength: 256 }],
    [
      'ACT-19: a long name',
      { friendlyName: 'x'.repeat(257) },
      { code: 'nicknameInvalid', maximumLength: 256 },
    ],
  ])('%s', (_name, rest, expected) => {
    const story = aStory();
    const before = story.engine.seq();
    expect(refusal(direct(story, rest))).toEqual(expected);
    expect(story.engine.seq()).toBe(before);
  });

  it.each([
    ['a plan that is no longer sold', stopped, { code: 'noLongerSold', skuId: '0001' }],
    ['SF 5.6: a plan made for others', hidden, { code: 'notEligible', catalogItem: 'DZH318Z0NEW1' }],
    ['PUR-05: a plan sold elsewhere', abroad, { code: 'notSoldInCountry', country: 'US' }],
  ])('%s', (_name, offer, expected) => {
    const story = aStory();
    const catalogItemId = published(story, offer);
    expect(refusal(direct(story, { catalogItemId }))).toEqual(expected);
  });

  it('PUR-12: a term that the policy lacks', () => {
    const story = aStory({ profile: 'seed-2020' });
    expect(refused(story.run(directly(story.customer.id, 'FX-Y', 1)))).toBe('termNotAllowed');
  });

  it('PUR-11: a flat rate is bought once', () => {
    const story = aStory();
    const flat = directly(story.customer.id, 'FX-F', 1);
    expect(refused(story.run({ ...flat, quantity: 2 }))).toBe('quantityOutOfRange');
    accepted(story.run(flat));
    expect(flat.catalogItemId).toContain(flatOffer.productId);
  });
});

describe('BIL-26: one trial of an offer, whoever sold it', () => {
  it.each([
    ['direct, then direct', (story: Story) => [story.buyDirect('FX-T', 1), story.buyDirect('FX-T2', 1)]],
    [
      'direct, then through the partner',
      (story: Story) => [story.buyDirect('FX-T', 1), story.buy('FX-T', 1)],
    ],
    [
      'through the partner, then direct',
      (story: Story) => [story.buy('FX-T', 1), story.buyDirect('FX-T', 1)],
    ],
  ])('%s', (_name, buy) => {
    const story = aStory();
    const trials = buy(story).map((id) => story.subscription(id).startsWithTrial);
    expect(trials).toEqual([true, false]);
  });

  it('BIL-24, BIL-25: the trial runs and converts at the customer’s charge', () => {
    const story = aStory();
    const id = story.buyDirect('FX-T', 2);
    expect(stateOf(story.activate(id).subscription(id))).toBe('TR');
    story.at('2020-08-14T00:00:00Z');
    expect(story.lines(id)).toEqual([
      ['new', '2020-07-14', '2020-08-14', 0],
      ['renew', '2020-08-14', '2020-09-14', 400],
    ]);
  });
});

describe('the same life as any subscription', () => {
  it('CAN-04, CAN-06: its own cancellation follows window and policy', () => {
    const story = aStory();
    const [early, late] = [story.buyDirect('FX-M'), story.buyDirect('FX-M')];
    accepted(story.activate(early).activate(late).change(early, { type: 'Cancel' }));
    expect([stateOf(story.subscription(early)), story.net(early)]).toEqual(['CA', 0]);
    accepted(story.at('2020-07-16T10:00:00Z').change(late, { type: 'Cancel' }));
    expect(stateOf(story.subscription(late))).toBe('EN');
    expect(stateOf(story.at('2020-08-14T00:00:00Z').subscription(late))).toBe('EX');
  });

  it('ACT-14: never activated it lapses, and its order is cancelled', () => {
    const story = aStory();
    const id = story.buyDirect('FX-M');
    story.at('2020-08-13T10:00:00Z');
    const { orderId } = story.subscription(id);
    expect(stateOf(story.subscription(id))).toBe('EX');
    expect(story.engine.state.orders.get(orderId)?.status).toBe('cancelled');
    expect(story.lines(id)).toEqual([]);
  });

  it('PLN-01: it changes its plan where partners may not', () => {
    const story = aStory({ settings: { 'plan.changeByCsp': false } });
    const [own, sold] = [story.buyDirect('FX-M', 1), story.buy('FX-M', 1)];
    story.activate(own).activate(sold);
    const change = { type: 'ChangePlan', planId: 'fx-g' } as const;
    expect(refused(story.change(sold, change))).toBe('changeNotSupported');
    accepted(story.change(own, change));
    expect(story.subscription(own).skuId).toBe('0007');
  });

  it('QTY-08: its changes ask the publisher as any customer’s do', () => {
    const story = aStory({ publisher: { answersOperations: true } });
    const id = story.buyDirect('FX-M', 10);
    accepted(story.activate(id).change(id, { type: 'SetQuantity', quantity: 12 }));
    const operationId = story.subscription(id).openOperationId ?? '';
    expect(story.engine.state.operations.get(operationId)).toMatchObject({
      source: 'Azure',
      status: 'InProgress',
    });
    accepted(story.change(id, { type: 'AcknowledgeOperation', operationId, result: 'Failure' }));
    expect(story.subscription(id).quantity).toBe(10);
  });

  it('MPN-01: there is no reseller to put on record', () => {
    const story = aStory({ seller: 'provider' });
    const id = story.buyDirect('FX-M');
    const change = { type: 'SetReseller', mpnId: partners.reseller.mpnId } as const;
    expect(refused(story.change(id, change))).toBe('resellerNotApplicable');
  });

  it('PC 1.6: what a sandbox customer buys itself fills no limit of its partner, and knows none', () => {
    const story = aStory({ partner: { sandbox: true } });
    for (let n = 0; n < 6; n++) story.buyDirect('FX-M', 1);
    story.buy('FX-M', 1);
    const id = story.buyDirect('FX-M', 30);
    accepted(story.activate(id).change(id, { type: 'SetQuantity', quantity: 40 }));
    for (let n = 0; n < 4; n++) story.buy('FX-M', 1);
    expect(() => story.buy('FX-M', 1)).toThrow('sandboxLimitExceeded');
  });
});

describe('a customer without a partner', () => {
  it.each([
    ['whose domain is taken', { profile: profile('lakeshore') }, 'domainTaken'],
    ['whose tenant is known', { profile: profile('elsewhere') }, 'idTaken'],
  ] as const)('%s is refused', (_name, rest, code) => {
    const story = aStory();
    const { id } = story.customer;
    expect(refused(story.run({ type: 'RegisterCustomer', tenantId: id, ...rest }))).toBe(code);
  });
});
