import { describe, expect, test } from 'vitest';
import { type Api, api } from '../support/api.ts';
import { ids, moorings, pierdesk, soundings } from '../support/catalog.ts';

/** A page of the list: by a query, or by the address that the page before has given. */
async function page(world: Api, query = '') {
  const url = query.startsWith('http') ? new URL(query) : undefined;
  const call = url
    ? world.raw('get', url.pathname + url.search).set('authorization', 'Bearer harbour')
    : world.call('get', query);
  const { body } = await call.expect(200);
  return {
    ids: body.subscriptions.map(({ id }: { readonly id: string }) => id),
    statuses: body.subscriptions.map(
      ({ saasSubscriptionStatus }: { readonly saasSubscriptionStatus: string }) => saasSubscriptionStatus,
    ),
    next: body['@nextLink'] as string | undefined,
    hasNext: '@nextLink' in body,
  };
}

describe('the list of subscriptions', () => {
  test('[R] SF 2.4: holds all offers in all statuses; what has ended is never taken out', async () => {
    const world = api();
    const [pending, subscribed, suspended, ended] = [
      world.buy(),
      world.buyActive({ offer: soundings }),
      world.buyActive({ offer: moorings }),
      world.buyActive(),
    ];
    world.change(suspended, { type: 'Suspend' });
    world.change(ended, { type: 'Cancel' });
    world.advanceTo('2026-02-27T00:00:00Z');
    const listed = await page(world);
    expect(listed.ids).toEqual([pending, subscribed, suspended, ended]);
    expect(listed.statuses).toEqual(['PendingFulfillmentStart', 'Subscribed', 'Suspended', 'Unsubscribed']);
  });

  test('[R] SF 2.4: pages of 66 to 89 items are not the last ones, by list.jitter', async () => {
    const world = api({ 'list.jitter': true });
    const bought = Array.from({ length: 101 }, () => world.buy());
    const first = await page(world);
    expect(first.ids.length).toBeGreaterThanOrEqual(66);
    expect(first.ids.length).toBeLessThanOrEqual(89);
    const second = await page(world, first.next);
    expect([...first.ids, ...second.ids]).toEqual(bought);
  });

  test('[R] SF 2.4: @nextLink is absolute, and absent on the last page', async () => {
    const world = api({ 'list.pageSize': 1 });
    world.buy();
    world.buy();
    const first = await page(world);
    expect(URL.canParse(first.next ?? '')).toBe(true);
    expect((await page(world, first.next)).hasNext).toBe(false);
  });

  test('[R] SF 2.4: its token is a JSON array with token and range, percent-encoded in lower case', async () => {
    const world = api({ 'list.pageSize': 1 });
    const [, second] = [world.buy(), world.buy()];
    const { next = '' } = await page(world);
    const [, token = ''] = /continuationToken=([^&]+)/.exec(next) ?? [];
    expect(token).toMatch(/^%5b%7b%22token%22%3a/);
    const range = { min: expect.any(String), max: 'FF' };
    expect(JSON.parse(decodeURIComponent(token))).toEqual([{ token: null, range }]);
    expect((await page(world, next)).ids).toEqual([second]);
    expect((await page(world, `?continuationToken=${token}`)).ids).toEqual([second]);
  });
});

describe('the list of available plans', () => {
  const plansOf = async (world: Api, id: string) =>
    (await world.call('get', `/${id}/listAvailablePlans`).expect(200)).body.plans;

  test('[R] SF 2.6: has the current plan in it, and stopped ones with isStopSell', async () => {
    const world = api();
    const plans: readonly { readonly planId: string; readonly isStopSell: boolean }[] = await plansOf(
      world,
      world.buyActive(),
    );
    expect(plans.map(({ planId, isStopSell }) => [planId, isStopSell])).toEqual([
      ['crew', false],
      ['fleet', false],
      ['retired', true],
      ['captain', false],
      ['tryout', false],
    ]);
  });

  test.each([pierdesk, soundings])(
    '[R] SF 2.6: only plans by seat have minQuantity and maxQuantity: $offerId',
    async (offer) => {
      const world = api();
      const [plan] = await plansOf(world, world.buy({ offer, customerId: ids.german }));
      const has = offer.pricingModel === 'perUser';
      expect(['minQuantity' in plan, 'maxQuantity' in plan, plan.isPricePerSeat]).toEqual([has, has, has]);
    },
  );
});
