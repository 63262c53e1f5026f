import { describe, expect, it } from 'vitest';
import {
  asOffered,
  availabilityIdAt,
  type Cart,
  catalogItemIdOf,
  instant,
  resolveSettings,
} from '../src/index.ts';
import { perUserOffer, plans } from './support/fixtures.ts';
import { accepted, aStory, cartLine, refusal, type Story } from './support/story.ts';

const daily = { 'catalog.availabilityTtl': 'P1D' } as const;
const plan = plans['FX-M'];
const settings = resolveSettings({ settings: daily });

/** The id by which carts name the plan now. */
const itemNow = ({ engine }: Story): string =>
  catalogItemIdOf(asOffered({ offer: perUserOffer, plan }, { now: engine.now(), state: engine.state }));

function cartOf(story: Story, catalogItemId: string): Cart {
  const lines = [cartLine('FX-M', 1, { catalogItemId })];
  accepted(story.run({ type: 'CreateCart', customerId: story.customer.id, by: 'agent', lines }));
  const made = [...story.engine.state.carts.values()].at(-1);
  if (!made) throw new Error('no cart');
  return made;
}

const checkOut = (story: Story, { id: cartId }: Cart) =>
  accepted(story.run({ type: 'CheckOutCart', customerId: story.customer.id, cartId }));

describe('PC 3.4: the id of an availability', () => {
  it('stays where nothing is set', () => {
    for (const at of ['2020-07-14T10:00:00Z', '2030-07-14T10:00:00Z'])
      expect(availabilityIdAt(plan, instant(at), resolveSettings({}))).toBe(plan.availabilityId);
  });

  it('is another one from midnight on, as long as before, and the same in every run', () => {
    const idAt = (at: string) => availabilityIdAt(plan, instant(at), settings);
    const [morning, night, next] = [
      '2020-07-14T00:00:00Z',
      '2020-07-14T23:59:59.999Z',
      '2020-07-15T00:00:00Z',
    ].map(idAt);
    expect(morning).toMatch(/^AV[A-Z0-9]{4}$/);
    expect(night).toBe(morning);
    expect(next).not.toBe(morning);
    expect(idAt('2020-07-15T12:00:00Z')).toBe(next);
  });

  it('differs between plans on one day', () => {
    const now = instant('2020-07-14T10:00:00Z');
    const ids = Object.values(plans).map((each) => availabilityIdAt(each, now, settings));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('PC 4.6: a cart of yesterday, where ids change by the day', () => {
  it('is not ordered, and one that names the id of today is', () => {
    const story = aStory({ settings: daily });
    const yesterdays = itemNow(story);
    const old = cartOf(story, yesterdays);
    expect(old.lines[0]?.problem).toBeUndefined();
    story.at('2020-07-15T00:00:00Z');
    const error = { code: 'availabilityNotFound', availabilityId: yesterdays };
    expect(checkOut(story, old)).toMatchObject([{ type: 'CheckoutFailed', failures: [{ error }] }]);
    expect(cartOf(story, yesterdays).lines[0]?.problem?.code).toBe('availabilityNotCurrent');
    const [placed, bought] = checkOut(story, cartOf(story, itemNow(story)));
    expect(placed).toMatchObject({ order: { lineItems: [{ catalogItemId: itemNow(story) }] } });
    expect(bought).toMatchObject({ subscription: { skuId: plan.skuId } });
  });

  it('tells a stale id from an unknown one in an order without a cart, and in a direct purchase', () => {
    const story = aStory({ settings: daily });
    const { id: customerId } = story.customer;
    const place = (catalogItemId: string) =>
      refusal(story.run({ type: 'PlaceOrder', customerId, line: cartLine('FX-M', 1, { catalogItemId }) }));
    const stale = catalogItemIdOf({ offer: perUserOffer, plan });
    expect(place(stale)).toMatchObject({ problems: [{ problem: { code: 'availabilityNotCurrent' } }] });
    expect(place('NO:0001:X')).toMatchObject({ problems: [{ problem: { code: 'catalogItemUnknown' } }] });
    const wish = { quantity: 1, term: { duration: 'P1M', billingCycle: 'monthly' } } as const;
    const direct = { type: 'PurchaseDirect', customerId, ...wish } as const;
    expect(refusal(story.run({ ...direct, catalogItemId: stale }))).toMatchObject({
      code: 'availabilityNotFound',
    });
    accepted(story.run({ ...direct, catalogItemId: itemNow(story) }));
  });

  it('what was bought keeps the id by which it was bought, in its renewals too', () => {
    const story = aStory({ settings: daily });
    const bought = itemNow(story);
    const id = story.buy('FX-M', 1, { catalogItemId: bought });
    story.activate(id).at('2020-09-20T00:00:00Z');
    const { availabilityId } = story.subscription(id);
    expect(bought.endsWith(`:${availabilityId}`)).toBe(true);
    const charged = story.charges(id).map((charge) => charge.availabilityId);
    expect(new Set(charged)).toEqual(new Set([availabilityId]));
    expect(charged.length).toBeGreaterThan(2);
  });

  it('a plan that is changed to is sold by its id of that day', () => {
    const story = aStory({ settings: daily });
    const id = story.buy('FX-M', 1, { catalogItemId: itemNow(story) });
    story.activate(id).at('2020-07-20T12:00:00Z');
    accepted(story.change(id, { type: 'ChangePlan', planId: plans['FX-G'].planId }));
    const today = availabilityIdAt(plans['FX-G'], story.engine.now(), settings);
    expect(story.subscription(id).availabilityId).toBe(today);
  });
});
