import { describe, expect, it } from 'vitest';
import { type CommandOf, day, lineFields, percent, price } from '../src/index.ts';
import { flatOffer, partners, perUserOffer, profile } from './support/fixtures.ts';
import { accepted, aStory, refusal, refused, type Story } from './support/story.ts';

type Grant = Partial<Omit<CommandOf<'GrantMargin'>, 'type'>>;

const grant = (story: Story, rest: Grant = {}) =>
  story.run({
    type: 'GrantMargin',
    productId: perUserOffer.productId,
    basisPoints: percent('15'),
    partnerIds: [partners.direct.id],
    endsOn: day('2020-07-31'),
    ...rest,
  });

const inJuly = { startsAt: '2020-07-15T09:00:00Z' } as const;

describe('PUR-20: who gets a margin, and when', () => {
  it('15 % off 20.00: the list price stays on the line, the effective one is 17.00 (BIL-06)', () => {
    const story = aStory(inJuly);
    accepted(grant(story));
    const id = story.buy('FX-M', 10);
    story.activate(id);
    const [line] = story.charges(id);
    expect(line).toMatchObject({
      unitPrice: price('20.00'),
      margin: 1_500,
      unitAmount: 1_700,
      amount: 17_000,
    });
    expect(line && lineFields(line, story.engine.state)).toMatchObject({
      effectiveUnitPrice: price('17.00'),
      priceAdjustments: ['15.0% Private margin'],
    });
  });

  it('the highest of several that overlap', () => {
    const story = aStory(inJuly);
    accepted(grant(story, { basisPoints: percent('10') }));
    accepted(grant(story));
    accepted(grant(story, { basisPoints: percent('99'), skuIds: ['0002'] }));
    const id = story.buy('FX-M', 1);
    expect(story.activate(id).net(id)).toBe(1_700);
  });

  it('for the tenants, plans and customers that it names alone', () => {
    const story = aStory(inJuly);
    accepted(story.run({ type: 'CreateCustomer', partnerId: partners.direct.id, profile: profile('other') }));
    const other = [...story.engine.state.customers.keys()].at(-1) ?? '';
    accepted(grant(story, { customerIds: [other] }));
    accepted(grant(story, { partnerIds: [partners.provider.id] }));
    accepted(grant(story, { productId: flatOffer.productId }));
    const id = story.buy('FX-M', 1);
    expect(story.activate(id).net(id)).toBe(2_000);
    accepted(grant(story, { customerIds: [story.customer.id], skuIds: ['0001'] }));
    const second = story.buy('FX-M', 1);
    expect(story.activate(second).net(second)).toBe(1_700);
  });

  it('from the first of a month until the last day of one, both included to the millisecond', () => {
    const amountAt = (startsAt: string, at: string): number => {
      const story = aStory({ startsAt });
      accepted(grant(story, { startsOn: day('2020-08-01'), endsOn: day('2020-08-31') }));
      const id = story.buy('FX-M', 1);
      return story.at(at).activate(id).net(id);
    };
    const [july, august] = ['2020-07-20T00:00:00Z', '2020-08-20T00:00:00Z'] as const;
    expect(amountAt(july, '2020-07-31T23:59:59.999Z')).toBe(2_000);
    expect(amountAt(july, '2020-08-01T00:00:00Z')).toBe(1_700);
    expect(amountAt(august, '2020-08-31T23:59:59.999Z')).toBe(1_700);
    expect(amountAt(august, '2020-09-01T00:00:00Z')).toBe(2_000);
  });

  it('not for what a customer buys itself', () => {
    const story = aStory(inJuly);
    accepted(grant(story));
    const id = story.buyDirect('FX-M', 1);
    expect(story.activate(id).net(id)).toBe(2_000);
  });

  it('all of the price: the lines are zero, and nothing is refunded', () => {
    const story = aStory(inJuly);
    accepted(grant(story, { basisPoints: percent('100') }));
    const id = story.buy('FX-M', 3);
    story.activate(id);
    accepted(story.change(id, { type: 'SetQuantity', quantity: 5 }));
    accepted(story.change(id, { type: 'Cancel' }));
    expect(story.charges(id).map(({ amount }) => amount)).toEqual([0, 0, 0]);
  });

  it.each<[string, Grant, string]>([
    ['nothing', { basisPoints: 0 }, 'marginInvalid'],
    ['more than all', { basisPoints: 10_001 }, 'marginInvalid'],
    [
      'from the middle of a month',
      { startsOn: day('2020-08-02'), endsOn: day('2020-08-31') },
      'marginInvalid',
    ],
    ['until the middle of a month', { endsOn: day('2020-08-30') }, 'marginInvalid'],
    ['until before it starts', { startsOn: day('2020-09-01'), endsOn: day('2020-08-31') }, 'marginInvalid'],
    ['until last month', { endsOn: day('2020-06-30') }, 'marginInvalid'],
    ['for nobody', { partnerIds: [] }, 'marginInvalid'],
    ['for no plan', { skuIds: [] }, 'marginInvalid'],
    ['for no customer', { customerIds: [] }, 'marginInvalid'],
    ['for eleven plans', { skuIds: Array.from({ length: 11 }, () => '0001') }, 'marginInvalid'],
    ['for an unknown partner', { partnerIds: ['nobody'] }, 'partnerNotFound'],
    ['for an unknown customer', { customerIds: ['nobody'] }, 'customerNotFound'],
    ['on an unknown offer', { productId: 'DZH318Z0NONE' }, 'productNotFound'],
    ['on an unknown plan', { skuIds: ['9999'] }, 'skuNotFound'],
  ])('refused: %s', (_name, rest, code) => {
    const story = aStory(inJuly);
    const before = story.engine.seq();
    expect(refused(grant(story, rest))).toBe(code);
    expect(story.engine.seq()).toBe(before);
  });

  it('ten plans are possible, and one that ends with the last month is over on the first of the next', () => {
    const story = aStory({ startsAt: '2020-08-01T00:00:00Z' });
    accepted(grant(story, { skuIds: Array.from({ length: 10 }, () => '0001'), endsOn: day('2020-08-31') }));
    expect(refusal(grant(story))).toMatchObject({ detail: 'it would be over already' });
  });

  it('refused for customers of other partners, more than 25 of one, and more than 400 tenants', () => {
    const story = aStory({ ...inJuly, seller: 'provider' });
    expect(refused(grant(story, { customerIds: [story.customer.id] }))).toBe('customerForeign');
    const named = (n: number) =>
      Array.from({ length: n }, (_, i) => {
        accepted(
          story.run({
            type: 'CreateCustomer',
            partnerId: partners.direct.id,
            profile: profile(`many${n}-${i}`),
          }),
        );
        return [...story.engine.state.customers.keys()].at(-1) ?? '';
      });
    accepted(grant(story, { customerIds: named(25) }));
    expect(refusal(grant(story, { customerIds: named(26) }))).toMatchObject({
      detail: expect.stringContaining('25'),
    });
    const tenants = Array.from({ length: 400 }, (_, i) => {
      const id = `tenant-${i}`;
      accepted(
        story.run({
          type: 'RegisterPartner',
          partner: { ...partners.direct, id, mpnId: String(7_000_000 + i) },
        }),
      );
      return id;
    });
    expect(refusal(grant(story, { partnerIds: tenants }))).toMatchObject({
      detail: expect.stringContaining('400'),
    });
    accepted(grant(story, { productId: flatOffer.productId, partnerIds: [partners.provider.id] }));
    accepted(grant(story, { partnerIds: tenants.slice(1) }));
  });
});

describe('BIL-09: how long a margin holds', () => {
  it('a month loses it with the first period that starts after its end', () => {
    const story = aStory(inJuly);
    accepted(grant(story));
    const id = story.buy('FX-M', 1);
    story.activate(id).at('2020-08-15T00:00:00Z');
    expect(story.charges(id).map(({ amount }) => amount)).toEqual([1_700, 2_000]);
  });

  it('a year billed monthly too, inside its term', () => {
    const story = aStory(inJuly);
    accepted(grant(story, { startsOn: day('2020-08-01'), endsOn: day('2020-09-30') }));
    const id = story.buy('FX-Y', 1);
    story.activate(id).at('2020-10-15T00:00:00Z');
    expect(story.charges(id).map(({ amount }) => amount)).toEqual([1_000, 850, 850, 1_000]);
  });

  it('QTY-16: a year billed annually keeps it, seats added after its end included', () => {
    const story = aStory(inJuly);
    accepted(grant(story));
    const id = story.buy('FX-A', 1);
    story.activate(id);
    accepted(story.at('2020-12-01T10:00:00Z').change(id, { type: 'SetQuantity', quantity: 2 }));
    // 120.00 less 15 % is 102.00; 226 of 365 days of it are 63.16.
    expect(story.charges(id).map(({ amount, margin }) => [amount, margin])).toEqual([
      [10_200, 1_500],
      [-6_316, 1_500],
      [12_632, 1_500],
    ]);
    story.at('2021-07-15T00:00:00Z');
    expect(story.charges(id).at(-1)).toMatchObject({ type: 'renew', amount: 24_000 });
    expect(story.charges(id).at(-1)?.margin).toBeUndefined();
  });

  it('seats added inside a month do not gain one that began after its line', () => {
    const story = aStory(inJuly);
    const id = story.buy('FX-M', 10);
    story.activate(id).at('2020-07-25T00:00:00Z');
    accepted(grant(story));
    accepted(story.change(id, { type: 'SetQuantity', quantity: 15 }));
    expect(story.charges(id).map(({ amount }) => amount)).toEqual([20_000, -13_550, 20_325]);
  });

  it('a change of plan takes that of the new plan', () => {
    const story = aStory(inJuly);
    accepted(grant(story, { skuIds: ['0007'] }));
    const id = story.buy('FX-M', 1);
    story.activate(id);
    accepted(story.change(id, { type: 'ChangePlan', planId: 'fx-g' }));
    expect(story.charges(id).map(({ amount }) => amount)).toEqual([2_000, -2_000, 4_250]);
    accepted(story.change(id, { type: 'SetQuantity', quantity: 2 }));
    expect(story.charges(id).at(-1)?.amount).toBe(8_500);
  });

  it('MPN-06: a reseller changes nothing about it', () => {
    const story = aStory({ ...inJuly, seller: 'provider' });
    accepted(grant(story, { partnerIds: [partners.provider.id] }));
    const id = story.buy('FX-M', 1);
    accepted(story.change(id, { type: 'SetReseller', mpnId: partners.reseller.mpnId }));
    expect(story.activate(id).net(id)).toBe(1_700);
  });

  it('a refund gives back what was paid, not the list price', () => {
    const story = aStory(inJuly);
    accepted(grant(story));
    const id = story.buy('FX-M', 10);
    accepted(story.activate(id).change(id, { type: 'Cancel' }));
    expect(story.charges(id).at(-1)).toMatchObject({ amount: -17_000, margin: 1_500 });
  });
});

describe('BIL-06, BIL-08: what else is on a line', () => {
  it('no adjustment and no partner earned credit: 200.00 stays 200.00', () => {
    const story = aStory(inJuly);
    const id = story.buy('FX-M', 10);
    story.activate(id);
    const [line] = story.charges(id);
    expect(line && lineFields(line, story.engine.state)).toMatchObject({
      subtotal: 20_000,
      effectiveUnitPrice: price('20.00'),
      priceAdjustments: [],
    });
  });

  it('carts and orders show the margin of their instant', () => {
    const story = aStory(inJuly);
    accepted(grant(story, { basisPoints: percent('12.25') }));
    const id = story.buy('FX-M', 1);
    expect([...story.engine.state.carts.values()].at(-1)?.lines[0]?.margin).toBe(1_225);
    const order = story.engine.state.orders.get(story.subscription(id).orderId);
    expect(order?.lineItems[0]?.margin).toBe(1_225);
    story.activate(id);
    const [line] = story.charges(id);
    expect(line && lineFields(line, story.engine.state).priceAdjustments).toEqual(['12.25% Private margin']);
  });
});
