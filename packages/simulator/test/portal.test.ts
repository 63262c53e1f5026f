import { describe, expect, test } from 'vitest';
import { basic, changingNothing, market, resolve, tokenIn } from './support/market.ts';
import { buy, customerIn } from './support/purchase.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
describe('CTL-20, PUR-18: a customer buys for itself', () => {
  test('and gets the subscription with the link to configure it', async () => {
    const it = await market();
    const { status, headers, body } = await it.purchase({ ...basic, quantity: 5, name: 'Pilot' });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(guid),
      channel: 'direct',
      customerId: customerIn(it.world, 'solo'),
      name: 'Pilot',
      offerId: 'tool',
      planId: 'basic',
      quantity: 5,
      autoRenew: true,
      state: 'PN',
      status: 'Action Needed',
      saasSubscriptionStatus: 'PendingFulfillmentStart',
      link: expect.stringMatching(/^https:\/\/maker\.example\/land\?from=market&token=[A-Za-z0-9%]{200,}$/),
      label: 'Configure account now',
      expiresAt: '2026-01-06T09:00:00.000Z',
    });
    expect(headers.get('location')).toBe(`/_sim/portal/subscriptions/${body.id}`);
    const resolved = await resolve(it, body.link);
    expect(resolved.body).toMatchObject({
      id: body.id,
      subscriptionName: 'Pilot',
      quantity: 5,
      subscription: { purchaser: { tenantId: body.customerId }, beneficiary: { tenantId: body.customerId } },
    });
  });

  test('what is left out is the least that the plan has', async () => {
    const { purchase, engine } = await market();
    const { body } = await purchase(basic);
    expect(body).toMatchObject({ quantity: 2, name: 'Plan basic' });
    expect(engine.state.subscriptions.get(body.id)?.paidTerm).toEqual({
      duration: 'P1M',
      billingCycle: 'monthly',
    });
    const flat = await purchase({ customer: 'solo', offerId: 'kit', planId: 'flat' });
    expect(flat.body.quantity).toBe(1);
  });

  test.each([{ term: 'P1Y' }, { billingCycle: 'annual' }, { term: 'P1Y', billingCycle: 'annual' }])(
    'a term may be asked for: %j',
    async (term) => {
      const { purchase, engine } = await market();
      const { body } = await purchase({ ...basic, ...term });
      expect(engine.state.subscriptions.get(body.id)?.paidTerm).toEqual({
        duration: 'P1Y',
        billingCycle: 'annual',
      });
    },
  );

  test('PUR-12: the first term is one that the policy allows', async () => {
    const { purchase, call, engine } = await market();
    await call('PATCH', '/_sim/settings', { body: { 'terms.allowed': ['P1Y/annual'] } });
    const { body } = await purchase(basic);
    expect(engine.state.subscriptions.get(body.id)?.paidTerm.duration).toBe('P1Y');
  });

  test('customer and plan may be named by their ids, and the customer may have a partner', async () => {
    const { purchase, get, world } = await market();
    const { body } = await get('/_sim/catalog');
    const { catalogItemId } = body.offers[0].plans[0];
    const customerId = customerIn(world, 'acme');
    const answer = await purchase({ customer: customerId.toUpperCase(), catalogItemId });
    expect(answer).toMatchObject({ status: 201, body: { customerId, planId: 'basic', channel: 'direct' } });
  });

  test('SF 5.4: a plan that activates by itself is there at once, to be managed', async () => {
    const it = await market();
    const { body } = await it.purchase({ ...basic, planId: 'swift' });
    expect(body).toMatchObject({ state: 'AC', status: 'Active', label: 'Manage account' });
    expect((await resolve(it, body.link)).body.subscription.saasSubscriptionStatus).toBe('Subscribed');
    expect((await it.get('/_sim/ledger')).body.totals).toEqual({ USD: 40 });
  });

  test('publisherId tells offers of one name apart', async () => {
    const { purchase } = await market();
    const wish = { customer: 'solo', offerId: 'box', planId: 'one' };
    const unclear = await purchase(wish);
    expect(unclear).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid', target: 'publisherId' } },
    });
    expect(unclear.body.error.message).toContain('maker, twin');
    const { body } = await purchase({ ...wish, publisherId: 'twin' });
    expect(body.link).toContain('https://twin.example/land');
  });

  test('a customer that is not there is told with those that are', async () => {
    const { purchase } = await market();
    const { body } = await purchase({ customer: 'sole', offerId: 'tool', planId: 'basic' });
    expect(body.error.message).toMatch(
      /^there is no customer "sole"; there is .*\bsolo\b.*; did you mean solo\?$/,
    );
  });

  const plain = { offerId: 'tool', planId: 'basic' };
  test.each([
    [{ ...basic, customer: 'nobody' }, 404, 'customerNotFound', 'customer'],
    [{ customer: 'solo', catalogItemId: 'A:B:C' }, 404, 'availabilityNotFound', 'catalogItemId'],
    [{ ...basic, offerId: 'none' }, 404, 'offerNotFound', 'offerId'],
    [{ ...basic, planId: 'none' }, 404, 'planNotFound', 'planId'],
    [{ ...basic, publisherId: 'twin' }, 404, 'offerNotFound', 'offerId'],
    [{ customer: 'solo' }, 400, 'invalid', 'catalogItemId'],
    [{ customer: 'solo', offerId: 'tool' }, 400, 'invalid', 'catalogItemId'],
    [{ customer: 'solo', planId: 'basic' }, 400, 'invalid', 'catalogItemId'],
    [{ ...basic, catalogItemId: 'A:B:C' }, 400, 'invalid', 'catalogItemId'],
    [plain, 400, 'invalid', 'customer'],
    [{ ...basic, quantity: 1 }, 400, 'quantityOutOfRange', 'quantity'],
    [{ ...basic, quantity: 51 }, 400, 'quantityOutOfRange', 'quantity'],
    [{ ...basic, quantity: 2.5 }, 400, 'invalid', 'quantity'],
    [{ ...basic, term: 'P3Y' }, 400, 'termNotAllowed', 'term'],
    [{ ...basic, term: 'P1Y', billingCycle: 'monthly' }, 400, 'termNotAllowed', 'term'],
    [{ ...basic, term: 'P9Y' }, 400, 'invalid', 'term'],
    [{ ...basic, name: '' }, 400, 'nicknameInvalid', 'name'],
    [{ ...basic, planId: 'old' }, 409, 'noLongerSold', 'planId'],
    [{ ...basic, planId: 'secret' }, 409, 'notEligible', 'planId'],
    [{ ...basic, customer: 'abroad' }, 409, 'notSoldInCountry', 'customer'],
  ])('%j is refused: %i %s', async (body, status, code, target) => {
    const it = await market();
    const answer = await changingNothing(it, () => it.purchase(body));
    expect(answer.status).toBe(status);
    expect(answer.body.error).toEqual({ code, target, message: expect.stringMatching(/\w/) });
  });
});

describe('CTL-21, ACT-04: a fresh link, whoever sold it', () => {
  test.each(['bought itself', 'sold by its partner'])('%s: to configure, then to manage', async (how) => {
    const it = await market();
    const wish = { customerId: customerIn(it.world, 'acme'), planId: 'basic', quantity: 4 };
    const id =
      how === 'bought itself' ? await it.bought({ ...basic, customer: 'acme' }) : buy(it.engine, wish);
    const path = `/_sim/portal/subscriptions/${id}/link`;
    const [first, second] = [await it.get(path), await it.get(path.toUpperCase().replace('/_SIM', '/_sim'))];
    expect(first).toMatchObject({ status: 200, body: { label: 'Configure account now' } });
    expect(second.status).toBe(200);
    expect(tokenIn(second.body.link)).not.toBe(tokenIn(first.body.link));
    for (const { body } of [first, second]) expect((await resolve(it, body.link)).body.id).toBe(id);
    await it.asPublisher('POST', `/${id}/activate`);
    expect((await it.get(path)).body.label).toBe('Manage account');
  });

  test('none of what has ended, or was never there', async () => {
    const it = await market();
    const id = await it.bought();
    await it.patch(id, { status: 'cancelled' });
    await changingNothing(it, async () => {
      const over = await it.get(`/_sim/portal/subscriptions/${id}/link`);
      expect(over).toMatchObject({ status: 409, body: { error: { code: 'subscriptionEnded' } } });
      const none = await it.get('/_sim/portal/subscriptions/none/link');
      expect(none).toMatchObject({ status: 404, body: { error: { code: 'subscriptionNotFound' } } });
    });
  });
});

describe('CTL-22: how a subscription stands', () => {
  test('also once it has ended', async () => {
    const it = await market();
    const id = await it.active();
    await it.patch(id, { status: 'cancelled' });
    expect(await it.get(`/_sim/portal/subscriptions/${id}`)).toMatchObject({
      status: 200,
      body: { id, state: 'CA', status: 'Cancelled', saasSubscriptionStatus: 'Unsubscribed' },
    });
    expect((await it.get('/_sim/portal/subscriptions/none')).status).toBe(404);
  });
});
