import { describe, expect, it } from 'vitest';
import { type CartLineRequest, type DomainError, type Offer, stateOf } from '../src/index.ts';
import { flatOffer, partners, perUserOffer, plans } from './support/fixtures.ts';
import { accepted, aStory, cartLine, directly, refusal, refused, type Story } from './support/story.ts';

/** Why each line of a new cart is not ordered, by its order group. */
function failures(story: Story, ...lines: CartLineRequest[]): readonly (readonly [string, DomainError])[] {
  const { engine, customer, run } = story;
  accepted(run({ type: 'CreateCart', customerId: customer.id, by: 'agent', lines }));
  const cartId = [...engine.state.carts.keys()].at(-1) ?? '';
  accepted(run({ type: 'CheckOutCart', customerId: customer.id, cartId }));
  const cart = engine.state.carts.get(cartId);
  const failed = cart?.checkout?.failures ?? cart?.failures ?? [];
  return failed.map(({ orderGroup, error }) => [orderGroup, error]);
}

const why = (story: Story, line: CartLineRequest): DomainError | undefined => failures(story, line)[0]?.[1];

/** Why a checkout is refused as a whole. */
function whole({ engine, customer, run }: Story): DomainError {
  const lines = [cartLine('FX-M', 1)];
  accepted(run({ type: 'CreateCart', customerId: customer.id, by: 'agent', lines }));
  const cartId = [...engine.state.carts.keys()].at(-1) ?? '';
  return refusal(run({ type: 'CheckOutCart', customerId: customer.id, cartId }));
}

describe('PUR-05: where something is sold', () => {
  it('a partner sells in its own countries only, if it has some', () => {
    const abroad = aStory({ partner: { sellsIn: ['DE', 'FR'] } });
    expect(whole(abroad)).toEqual({ code: 'partnerNotInCountry', country: 'US' });
    expect(why(aStory({ partner: { sellsIn: ['DE', 'US'] } }), cartLine('FX-M', 1))).toBeUndefined();
    expect(why(aStory(), cartLine('FX-M', 1))).toBeUndefined();
  });

  it.each([
    ['no country', 0, false],
    ['one country', 1, true],
    ['141 countries', 141, true],
    ['142 countries', 142, false],
  ])('a plan is sold in 1 to 141 of them: %s', (_, count, fits) => {
    const markets = Array.from({ length: count }, (__, i) => `C${i}`);
    const productId = 'DZH318Z0NEW1';
    const offer: Offer = { ...perUserOffer, productId, plans: [{ ...plans['FX-M'], markets }] };
    expect(aStory().run({ type: 'PublishOffer', offer }).ok).toBe(fits);
  });
});

describe('PUR-07: who may resell', () => {
  const audience = (story: Story, cspAudience: Offer['cspAudience'], productId = perUserOffer.productId) =>
    story.run({ type: 'ChangeAudience', productId, cspAudience });
  const [direct, provider] = [partners.direct.id, partners.provider.id];

  it('can be taken from a partner until it has sold the offer once, whatever became of that', () => {
    const story = aStory();
    accepted(audience(story, { partners: [direct, provider] }));
    accepted(audience(story, 'none'));
    expect(why(story, cartLine('FX-M', 1))).toMatchObject({ code: 'notEligible' });
    accepted(audience(story, { partners: [direct] }));
    const id = story.buy('FX-M');
    accepted(story.change(id, { type: 'Cancel' }));
    for (const without of ['none', { partners: [provider] }] as const)
      expect(refusal(audience(story, without))).toEqual({
        code: 'audienceResold',
        productId: perUserOffer.productId,
        partnerIds: [direct],
      });
    accepted(audience(story, { partners: [provider, direct] }));
    accepted(audience(story, 'any'));
  });

  it('counts neither the sales of other offers nor what customers bought themselves', () => {
    const story = aStory();
    story.buy('FX-F');
    story.buyDirect('FX-M');
    accepted(audience(story, 'none'));
    expect(refused(audience(story, 'none', flatOffer.productId))).toBe('audienceResold');
  });

  it('names partners and an offer that exist', () => {
    const story = aStory();
    expect(refused(audience(story, 'any', 'none'))).toBe('productNotFound');
    expect(refused(audience(story, { partners: ['nobody'] }))).toBe('partnerNotFound');
  });
});

describe('PUR-08: an offer of which a customer has one subscription', () => {
  const story = () => aStory({ offer: { onePerCustomer: true } });
  const refusing = { code: 'alreadyBought', productId: perUserOffer.productId };

  it('is not bought beside one that is suspended, which can be reactivated, but after it has ended', () => {
    const told = story();
    const id = told.buy('FX-M');
    expect(why(told, cartLine('FX-A', 1))).toEqual(refusing);
    accepted(told.activate(id).change(id, { type: 'Suspend' }));
    expect(why(told, cartLine('FX-M', 1))).toEqual(refusing);
    accepted(told.change(id, { type: 'Reactivate' }));
    accepted(told.change(id, { type: 'Cancel' }));
    expect(why(told, cartLine('FX-M', 1))).toBeUndefined();
  });

  it('is bought once by one cart, too', () => {
    const told = story();
    expect(failures(told, cartLine('FX-M', 1), cartLine('FX-A', 1, { id: 1 }))).toEqual([['1', refusing]]);
  });

  it('is not bought by the customer itself beside what its partner sold', () => {
    const told = story();
    told.buy('FX-M');
    expect(refusal(told.run(directly(told.customer.id, 'FX-M', 1)))).toEqual(refusing);
  });

  it('leaves other offers alone', () => {
    const told = aStory();
    told.buy('FX-M');
    expect(why(told, cartLine('FX-M', 1))).toBeUndefined();
  });
});

describe('PUR-09: what is no SaaS', () => {
  it('is bought elsewhere, by partners and by customers themselves', () => {
    const story = aStory({ offer: { kind: 'virtualMachine' } });
    const refusing = { code: 'notBoughtHere', productId: perUserOffer.productId };
    expect(why(story, cartLine('FX-M', 1))).toEqual(refusing);
    expect(refusal(story.run(directly(story.customer.id, 'FX-M', 1)))).toEqual(refusing);
  });
});

describe('PUR-10: a metered plan', () => {
  it.each([
    ['none', 'azurePlanMissing'],
    ['inactive', 'azureSubscriptionInactive'],
  ] as const)('is not sold to a customer whose Azure plan is %s; a licence is', (azurePlan, code) => {
    const story = aStory({ customer: { vetting: { azurePlan } } });
    expect(why(story, cartLine('FX-F', 1))).toEqual({ code, customerId: story.customer.id });
    expect(why(story, cartLine('FX-M', 1))).toBeUndefined();
  });
});

describe('PUR-22: risk', () => {
  const settings = { 'risk.enabled': true } as const;

  it.each(['underReview', 'unknown', 'notAllowed'] as const)(
    'nothing is ordered for a customer whose account is %s, until it is allowed',
    (account) => {
      const story = aStory();
      const { id: customerId } = story.customer;
      accepted(story.run({ type: 'VetCustomer', customerId, vetting: { account } }));
      expect(whole(story)).toEqual({ code: 'customerNotAllowed', customerId, account });
      accepted(story.run({ type: 'VetCustomer', customerId, vetting: { account: 'notReady' } }));
      expect(why(story, cartLine('FX-M', 1))).toBeUndefined();
    },
  );

  it('a customer that is not there is not looked at', () => {
    const vetting = { type: 'VetCustomer', customerId: 'nobody', vetting: {} } as const;
    expect(refused(aStory().run(vetting))).toBe('customerNotFound');
  });

  it('nothing is ordered for a customer that is a risk', () => {
    const story = aStory({ settings, customer: { vetting: { isRisk: true } } });
    expect(why(story, cartLine('FX-M', 1))).toEqual({
      code: 'riskCheckFailed',
      customerId: story.customer.id,
    });
  });

  it('an order comes to no more than the credit line, to the cent; a trial comes to nothing', () => {
    const story = aStory({ settings, customer: { vetting: { creditLine: 20_000 } } });
    expect(why(story, cartLine('FX-M', 10))).toBeUndefined();
    expect(why(story, cartLine('FX-M', 11))).toMatchObject({ code: 'creditLineExceeded' });
    expect(why(story, cartLine('FX-T', 100))).toBeUndefined();
  });

  it('is not looked at unless the world says so', () => {
    const story = aStory({ customer: { vetting: { isRisk: true, creditLine: 1 } } });
    expect(why(story, cartLine('FX-M', 10))).toBeUndefined();
  });
});

describe('PUR-23: limits of the programme', () => {
  it('hold for each customer and partner by themselves, and for what is bought at once', () => {
    const story = aStory({ settings: { 'limits.subscriptionsPerCustomer': 2 } });
    story.buyDirect('FX-M');
    const lines = [0, 1, 2].map((id) => cartLine('FX-M', 1, { id }));
    const refusing = { code: 'programLimitExceeded', limit: 'subscriptions', maximum: 2 };
    expect(failures(story, ...lines)).toEqual([['2', refusing]]);
  });
});

describe('PUR-24: the status of a partner in the programme', () => {
  it.each(['csp', 'reseller'] as const)(
    'lets it buy nothing while it is not active: %s',
    (inactiveProgram) => {
      const story = aStory();
      const [partnerId = ''] = story.engine.state.partners.keys();
      const set = (program: object) => story.run({ type: 'SetProgramStatus', partnerId, ...program });
      accepted(set({ inactiveProgram }));
      expect(accepted(set({ inactiveProgram }))).toEqual([]);
      expect(whole(story)).toEqual({ code: 'programInactive', program: inactiveProgram });
      accepted(set({}));
      expect(why(story, cartLine('FX-M', 1))).toBeUndefined();
    },
  );

  it('is that of a partner that exists', () => {
    expect(refused(aStory().run({ type: 'SetProgramStatus', partnerId: 'nobody' }))).toBe('partnerNotFound');
  });
});

describe('PLN-07: a plan that its publisher closes to changes', () => {
  const closed = (): Offer['plans'] =>
    Object.values(plans).map((plan) => (plan.planId === 'fx-g' ? { ...plan, blocksChanges: true } : plan));
  const toGold = { type: 'ChangePlan', planId: 'fx-g' } as const;

  it('is asked for in vain: the operation has failed, and nothing else is new', () => {
    const webhookUrl = 'https://contosoharbor.example/webhook';
    const story = aStory({ only: 'perUser', offer: { plans: closed(), webhookUrl } });
    const id = story.buy('FX-M');
    const before = story.activate(id).subscription(id);
    const events = accepted(story.change(id, toGold));
    expect(events.map(({ type }) => type)).toEqual(['OperationOpened', 'OperationClosed']);
    expect([...story.engine.state.operations.values()]).toMatchObject([
      { action: 'ChangePlan', status: 'Failed', skuId: '0007' },
    ]);
    expect(story.subscription(id)).toMatchObject({ skuId: before.skuId, quantity: before.quantity });
    expect(story.subscription(id).openOperationId).toBeUndefined();
    expect(story.lines(id)).toHaveLength(1);
    expect(stateOf(story.subscription(id))).toBe('AC');
  });

  it('can be bought, and its publisher itself can change to it', () => {
    const story = aStory({ only: 'perUser', offer: { plans: closed() } });
    expect(why(story, cartLine('FX-G', 1))).toBeUndefined();
    const id = story.buyDirect('FX-M');
    accepted(story.activate(id).change(id, { ...toGold, source: 'Partner' }));
    expect(story.subscription(id).skuId).toBe('0007');
  });
});
