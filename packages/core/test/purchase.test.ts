import { describe, expect, it } from 'vitest';
import { type Cart, type CartLineRequest, type Offer, stateOf } from '../src/index.ts';
import { flatOffer, partners, perUserOffer, plans, profile, publisher } from './support/fixtures.ts';
import { accepted, agreementFor, aStory, cartLine, refusal, refused, type Story } from './support/story.ts';

function cart(story: Story, ...lines: CartLineRequest[]): Cart {
  accepted(story.run({ type: 'CreateCart', customerId: story.customer.id, by: 'agent', lines }));
  const made = [...story.engine.state.carts.values()].at(-1);
  if (!made) throw new Error('no cart');
  return made;
}

const checkout = (story: Story, { id }: Cart, customerId = story.customer.id) =>
  story.run({ type: 'CheckOutCart', customerId, cartId: id });

const withOffer = (story: Story, offer: Partial<Offer>): string => {
  const productId = 'DZH318Z0NEW1';
  const published = { ...perUserOffer, productId, ...offer };
  accepted(story.run({ type: 'PublishOffer', offer: published }));
  const [plan] = published.plans;
  return `${productId}:${plan?.skuId}:${plan?.availabilityId}`;
};

describe('PUR-13: carts', () => {
  it('keep lines that cannot be bought, with the reason', () => {
    const story = aStory();
    const { lines } = cart(
      story,
      cartLine('FX-M', 101),
      cartLine('FX-M', 1, { id: 1, catalogItemId: 'DZH318Z0NONE:0001:X' }),
      cartLine('FX-M', 1, { id: 2, term: { duration: 'P1Y', billingCycle: 'annual' } }),
      cartLine('FX-M', 1, { id: 3, currencyCode: 'SEK' }),
      cartLine('FX-M', 1, { id: 4, participants: [{ key: 'transaction_reseller', value: '1' }] }),
      cartLine('FX-M', 1, { id: 5, term: { duration: 'P1M', billingCycle: 'none' } }),
      cartLine('FX-T', 1, { id: 6, renewsTo: 'P3Y' }),
      cartLine('FX-M', 5, { id: 7 }),
    );
    expect(lines.map(({ problem, unitPrice }) => problem?.code ?? unitPrice)).toEqual([
      'quantityOutOfRange',
      'catalogItemUnknown',
      'billingPlanNotSupported',
      'currencyNotSupported',
      'participantsNotSupported',
      'billingPlanNotSupported',
      'renewsToNotSupported',
      20_000_000,
    ]);
  });

  it('are refused at checkout while such a line is in them', () => {
    const story = aStory();
    const made = cart(story, cartLine('FX-M', 101), cartLine('FX-M', 1, { id: 1 }));
    expect(refusal(checkout(story, made))).toMatchObject({
      code: 'cartLinesInvalid',
      problems: [{ line: 0, problem: { code: 'quantityOutOfRange', minimum: 1, maximum: 100 } }],
    });
  });

  it('live seven days, to the millisecond', () => {
    const story = aStory();
    const [early, late] = [cart(story, cartLine('FX-M', 1)), cart(story, cartLine('FX-M', 1))];
    accepted(checkout(story.at('2020-07-21T09:59:59.999Z'), early));
    expect(refused(checkout(story.at('2020-07-21T10:00:00Z'), late))).toBe('cartNotFound');
  });

  it('can be replaced until they are ordered, and keep their end', () => {
    const story = aStory();
    const made = cart(story, cartLine('FX-M', 1));
    story.at('2020-07-15T10:00:00Z');
    const replace = { type: 'ReplaceCart', customerId: story.customer.id, cartId: made.id, by: 'b' } as const;
    accepted(story.run({ ...replace, lines: [cartLine('FX-M', 7)] }));
    expect(story.engine.state.carts.get(made.id)).toMatchObject({
      expiresAt: made.expiresAt,
      modifiedBy: 'b',
    });
    expect(refused(story.run({ ...replace, lines: [] }))).toBe('cartEmpty');
    accepted(checkout(story, made));
    expect(refused(story.run({ ...replace, lines: [cartLine('FX-M', 7)] }))).toBe('cartAlreadyOrdered');
  });

  it('belong to their customer', () => {
    const story = aStory();
    const made = cart(story, cartLine('FX-M', 1));
    expect(refused(checkout(story, made, 'somebody else'))).toBe('cartNotFound');
  });

  it('answer a second checkout with the first result, or refuse it by setting', () => {
    const story = aStory();
    const made = cart(story, cartLine('FX-M', 1));
    accepted(checkout(story, made));
    expect(accepted(checkout(story, made))).toEqual([]);
    expect(story.engine.state.orders.size).toBe(1);
    accepted(story.run({ type: 'ChangeSetting', name: 'checkout.repeat', value: 'refuse' }));
    expect(refused(checkout(story, made))).toBe('cartAlreadyOrdered');
  });
});

describe('PUR-01..PUR-06: who may buy what', () => {
  const buyer = (partnerId: string) => {
    const story = aStory();
    accepted(story.run({ type: 'CreateCustomer', partnerId, profile: profile('other') }));
    const customer = [...story.engine.state.customers.values()].at(-1);
    if (!customer) throw new Error('no customer');
    const made = story.run({
      type: 'CreateCart',
      customerId: customer.id,
      by: 'x',
      lines: [cartLine('FX-M', 1)],
    });
    accepted(made);
    const cartId = [...story.engine.state.carts.keys()].at(-1) ?? '';
    return {
      story,
      customer,
      order: () => story.run({ type: 'CheckOutCart', customerId: customer.id, cartId }),
    };
  };

  it('PUR-01: an indirect reseller cannot', () => {
    expect(refused(buyer('partner-reseller').order())).toBe('partnerCannotTransact');
  });

  it('PUR-02: nor a partner without its agreement', () => {
    const story = aStory();
    const partner = {
      id: 'p9',
      name: 'P9',
      kind: 'directBill',
      mpnId: '9',
      country: 'US',
      agreementSigned: false,
      sandbox: false,
      resellers: [],
    } as const;
    accepted(story.run({ type: 'RegisterPartner', partner }));
    accepted(story.run({ type: 'CreateCustomer', partnerId: 'p9', profile: profile('nine') }));
    const customer = [...story.engine.state.customers.values()].at(-1);
    const customerId = customer?.id ?? '';
    accepted(story.run({ type: 'CreateCart', customerId, by: 'x', lines: [cartLine('FX-M', 1)] }));
    const cartId = [...story.engine.state.carts.keys()].at(-1) ?? '';
    expect(refused(story.run({ type: 'CheckOutCart', customerId, cartId }))).toBe('partnerAgreementMissing');
  });

  it('PUR-03: nor for a customer without the customer agreement', () => {
    const { story, customer, order } = buyer('partner-direct');
    expect(refused(order())).toBe('customerAgreementMissing');
    accepted(story.run(agreementFor(customer, story.engine)));
    accepted(order());
  });

  it.each([
    [
      'PUR-05: a country in which it is not sold',
      { plans: [{ ...plans['FX-M'], markets: ['SE', 'NO'] }] },
      'notSoldInCountry',
    ],
    [
      'a plan made for others',
      { plans: [{ ...plans['FX-M'], privateAudience: ['another'] }] },
      'catalogItemUnknown',
    ],
  ] as const)('%s', (_name, offer, problem) => {
    const story = aStory();
    const made = cart(story, cartLine('FX-M', 1, { catalogItemId: withOffer(story, offer) }));
    expect(made.lines[0]?.problem?.code).toBe(problem);
  });

  it.each([
    ['PUR-06: an offer that no partner may resell', { cspAudience: 'none' }, 'notEligible'],
    [
      'PUR-06: an offer for other partners',
      { cspAudience: { partners: ['partner-provider'] } },
      'notEligible',
    ],
    ['a plan that is no longer sold', { plans: [{ ...plans['FX-M'], isStopSell: true }] }, 'noLongerSold'],
    [
      'the same, of an offer that no partner may resell',
      { plans: [{ ...plans['FX-M'], isStopSell: true }], cspAudience: 'none' },
      'noLongerSold',
    ],
  ] as const)('PUR-14: %s fails in its own group', (_name, offer, code) => {
    const story = aStory();
    const made = cart(
      story,
      cartLine('FX-M', 1, { catalogItemId: withOffer(story, offer) }),
      cartLine('FX-M', 2, { id: 1 }),
    );
    accepted(checkout(story, made));
    const result = story.engine.state.carts.get(made.id)?.checkout;
    expect(result?.orderIds).toHaveLength(1);
    expect(result?.failures).toMatchObject([{ orderGroup: '0', error: { code } }]);
  });

  it('a checkout in which every group failed can be tried again', () => {
    const story = aStory();
    const made = cart(
      story,
      cartLine('FX-M', 1, { catalogItemId: withOffer(story, { cspAudience: 'none' }) }),
    );
    accepted(checkout(story, made));
    const after = story.engine.state.carts.get(made.id);
    expect(after?.failures).toHaveLength(1);
    expect(after?.checkout).toBeUndefined();
    expect(story.engine.state.orders.size).toBe(0);
  });
});

describe('PUR-11, PUR-12, PUR-15, PUR-19: what a purchase is', () => {
  it('PUR-15: order and subscription are pending and nothing is charged', () => {
    const story = aStory();
    const subscription = story.subscription(story.buy('FX-M', 10));
    expect(stateOf(subscription)).toBe('PN');
    expect(story.engine.state.orders.get(subscription.orderId)).toMatchObject({
      status: 'pending',
      transactionType: 'UserPurchase',
    });
    expect(story.engine.state.ledger.charges).toEqual([]);
    story.activate(subscription.id);
    expect(story.engine.state.orders.get(subscription.orderId)?.status).toBe('completed');
  });

  it('PUR-12: a pair that the policy does not allow cannot be bought', () => {
    const story = aStory({ profile: 'seed-2020' });
    expect(cart(story, cartLine('FX-Y', 1)).lines[0]?.problem?.code).toBe('billingPlanNotSupported');
    const open = aStory();
    expect(cart(open, cartLine('FX-Y', 1)).lines[0]?.problem).toBeUndefined();
  });

  it('PUR-11: a flat rate is bought once', () => {
    const story = aStory();
    expect(cart(story, cartLine('FX-F', 2)).lines[0]?.problem?.code).toBe('quantityOutOfRange');
  });

  it('PUR-14: each line becomes an order and a subscription', () => {
    const story = aStory();
    accepted(checkout(story, cart(story, cartLine('FX-M', 1), cartLine('FX-F', 1, { id: 1 }))));
    expect(story.engine.state.orders.size).toBe(2);
    expect([...story.engine.state.subscriptions.values()].map(({ productId }) => productId)).toEqual([
      perUserOffer.productId,
      flatOffer.productId,
    ]);
  });
});

describe('accounts and offers have ids of their own', () => {
  const story = aStory();
  it.each([
    ['partner', { type: 'RegisterPartner', partner: { ...partners.direct, mpnId: '1' } }],
    ['MPN', { type: 'RegisterPartner', partner: { ...partners.direct, id: 'another' } }],
    ['publisher', { type: 'RegisterPublisher', publisher }],
    ['application', { type: 'RegisterPublisher', publisher: { ...publisher, id: 'another' } }],
    ['offer', { type: 'PublishOffer', offer: perUserOffer }],
  ] as const)('a second %s is refused', (kind, command) => {
    expect(refusal(story.run(command))).toMatchObject({ code: 'idTaken', kind });
  });
});

describe('customers', () => {
  it('have a domain of their own', () => {
    const story = aStory();
    const again = {
      type: 'CreateCustomer',
      partnerId: 'partner-direct',
      profile: profile('LakeShore'),
    } as const;
    expect(refusal(story.run(again))).toEqual({ code: 'domainTaken', domain: 'LakeShore.onmicrosoft.com' });
  });

  it('confirm an agreement once per contact, on the known template', () => {
    const story = aStory();
    const agreement = agreementFor(story.customer, story.engine);
    expect(refused(story.run(agreement))).toBe('agreementAlreadyConfirmed');
    if (agreement.type !== 'ConfirmAgreement') throw new Error('not an agreement');
    expect(refused(story.run({ ...agreement, templateId: 'x' }))).toBe('agreementInvalid');
  });

  it('of a sandbox partner are limited to 75', () => {
    const story = aStory();
    const partner = {
      id: 'box',
      name: 'Box',
      kind: 'directBill',
      mpnId: '77',
      country: 'US',
      agreementSigned: true,
      sandbox: true,
      resellers: [],
    } as const;
    accepted(story.run({ type: 'RegisterPartner', partner }));
    const create = (n: number) =>
      story.run({ type: 'CreateCustomer', partnerId: 'box', profile: profile(`c${n}`) });
    for (let n = 0; n < 75; n++) accepted(create(n));
    expect(refused(create(75))).toBe('sandboxLimitExceeded');
  });
});
