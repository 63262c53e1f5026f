import { describe, expect, test } from 'vitest';
import { basic, changingNothing, market, resolve } from './support/market.ts';
import { buyActive, customerIn } from './support/purchase.ts';
import { started } from './support/running.ts';

type Market = Awaited<ReturnType<typeof market>>;

const sold = (it: Market): string =>
  buyActive(it.engine, { customerId: customerIn(it.world, 'acme'), planId: 'basic', quantity: 2 });

/** The two that the portal acts for: the customer of what it bought itself, the partner of what it sold. */
const owners = [
  ['direct', (it: Market) => it.active()],
  ['csp', async (it: Market) => sold(it)],
] as const;

describe.each(owners)('CTL-23: the portal of a %s subscription', (channel, make) => {
  test.each([
    [{ quantity: 5 }, { action: 'ChangeQuantity', quantity: 5 }],
    [{ planId: 'better' }, { action: 'ChangePlan', planId: 'better' }],
  ])('%j waits for a publisher that answers, and is made when it agrees', async (body, expected) => {
    const it = await market();
    const id = await make(it);
    const asked = await it.patch(id, body);
    expect(asked).toMatchObject({ status: 200, body: { channel, planId: 'basic', quantity: 2 } });
    const path = `/${id}/operations/${asked.body.openOperationId}`;
    expect((await it.asPublisher('GET', path)).body).toMatchObject({
      operationRequestSource: 'Azure',
      status: 'InProgress',
      ...expected,
    });
    expect((await it.asPublisher('PATCH', path, { status: 'Success' })).status).toBe(200);
    const after = await it.get(`/_sim/portal/subscriptions/${id}`);
    expect(after.body).toMatchObject(body);
    expect(after.body).not.toHaveProperty('openOperationId');
  });

  test('SUS-01, SUS-07, SUS-08: is suspended, and brought back once its publisher agrees', async () => {
    const it = await market();
    const id = await make(it);
    expect(await it.patch(id, { status: 'suspended' })).toMatchObject({
      status: 200,
      body: { saasSubscriptionStatus: 'Suspended' },
    });
    const asked = await it.patch(id, { status: 'active' });
    expect(asked).toMatchObject({ status: 200, body: { saasSubscriptionStatus: 'Suspended' } });
    const path = `/${id}/operations/${asked.body.openOperationId}`;
    expect((await it.asPublisher('GET', path)).body).toMatchObject({ action: 'Reinstate' });
    expect((await it.asPublisher('PATCH', path, { status: 'Success' })).status).toBe(200);
    const after = (await it.get(`/_sim/portal/subscriptions/${id}`)).body;
    expect(after).toMatchObject({ saasSubscriptionStatus: 'Subscribed' });
    expect((await it.patch(id, { status: 'active' })).body.error.code).toBe('statusChangeNotAllowed');
  });

  test('PLN-07: a plan that its publisher closes to changes is asked for in vain', async () => {
    const it = await market();
    const id = await make(it);
    const refused = await it.patch(id, { planId: 'shut' });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'publisherRefused']);
    const after = (await it.get(`/_sim/portal/subscriptions/${id}`)).body;
    expect(after).toMatchObject({ planId: 'basic' });
    expect(after).not.toHaveProperty('openOperationId');
  });

  test('REN-10: fewer seats are shown as those of the next term, where they go then', async () => {
    const it = await market();
    const id = await make(it);
    await it.call('PATCH', '/_sim/settings', { body: { 'qty.decrease': 'atRenewal' } });
    const agree = async (body: object) => {
      const asked = await it.patch(id, body);
      const path = `/${id}/operations/${asked.body.openOperationId}`;
      await it.asPublisher('PATCH', path, { status: 'Success' });
      return (await it.get(`/_sim/portal/subscriptions/${id}`)).body;
    };
    expect(await agree({ quantity: 5 })).toMatchObject({ quantity: 5 });
    expect(await agree({ quantity: 3 })).toMatchObject({ quantity: 5, renewalQuantity: 3 });
  });

  test('ACT-07: who opens the link is noted, and all goes on alike', async () => {
    const it = await market();
    const id = await make(it);
    const link = `/_sim/portal/subscriptions/${id}/link`;
    for (const actor of ['customer', 'partnerAsCustomer'] as const) {
      const read = await it.get(`${link}?actor=${actor}`);
      expect(read.status).toBe(200);
      const noted = it.engine.events(0).findLast(({ type }) => type === 'PurchaseTokenIssued');
      expect(noted).toMatchObject({ subscriptionId: id, actor });
      expect((await resolve(it, read.body.link)).body).toMatchObject({ id });
    }
    expect((await it.get(`${link}?actor=nobody`)).status).toBe(400);
  });

  test('QTY-08: or is not, when it refuses', async () => {
    const it = await market();
    const id = await make(it);
    const { body } = await it.patch(id, { quantity: 5 });
    await it.asPublisher('PATCH', `/${id}/operations/${body.openOperationId}`, { status: 'Failure' });
    expect((await it.get(`/_sim/portal/subscriptions/${id}`)).body.quantity).toBe(2);
  });

  test('REN-02, ACT-19: auto-renew and name are set at once', async () => {
    const it = await market();
    const id = await make(it);
    const off = await it.patch(id, { autoRenew: false });
    expect(off).toMatchObject({ status: 200, body: { autoRenew: false, state: 'EN' } });
    expect(await it.patch(id, { name: 'Second floor' })).toMatchObject({
      status: 200,
      body: { name: 'Second floor' },
    });
  });

  test('CAN-04, CAN-06: cancelled in the window it ends with its money back, after it with the term', async () => {
    const it = await market();
    const [early, late] = [await make(it), await make(it)];
    expect(await it.patch(early, { status: 'cancelled' })).toMatchObject({
      status: 200,
      body: { status: 'Cancelled', state: 'CA' },
    });
    expect((await it.get(`/_sim/ledger?subscriptionId=${early}`)).body.totals).toEqual({ USD: 0 });
    await it.post('/_sim/clock/advance', { by: 'P2D' });
    expect(await it.patch(late, { status: 'cancelled' })).toMatchObject({
      status: 200,
      body: { status: 'Active', autoRenew: false, cancelScheduledFor: '2026-02-05' },
    });
  });

  test.each([
    [{}, 400, 'invalid', 'body'],
    [{ colour: 'red' }, 400, 'invalid', 'colour'],
    [{ quantity: 3, name: 'x' }, 400, 'invalid', 'body'],
    [{ name: 'x', quantiy: 3 }, 400, 'invalid', 'quantiy'],
    [{ status: 'cancelled', autoRenew: false }, 400, 'invalid', 'body'],
    [{ status: 'deleted' }, 400, 'invalid', 'status'],
    [{ quantity: '3' }, 400, 'invalid', 'quantity'],
    [{ quantity: 0 }, 400, 'quantityOutOfRange', 'quantity'],
    [{ quantity: 51 }, 400, 'quantityOutOfRange', 'quantity'],
    [{ planId: 'none' }, 404, 'planNotFound', 'planId'],
    [{ planId: 'basic' }, 409, 'notEligible', 'planId'],
    [{ planId: 'old' }, 409, 'notEligible', 'planId'],
    [{ name: 'x'.repeat(257) }, 400, 'nicknameInvalid', 'name'],
    ['{ half', 400, 'malformedJson', undefined],
  ])('%j is refused: %i %s', async (body, status, code, target) => {
    const it = await market();
    const id = await make(it);
    const answer = await changingNothing(it, () => it.patch(id, body));
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatchObject({ code, message: expect.stringMatching(/\w/) });
    expect(answer.body.error.target).toBe(target);
  });

  test('PLN-03: a plan that has no room for the seats', async () => {
    const it = await market();
    const id = await make(it);
    const { body } = await it.patch(id, { quantity: 10 });
    await it.asPublisher('PATCH', `/${id}/operations/${body.openOperationId}`, { status: 'Success' });
    const answer = await changingNothing(it, () => it.patch(id, { planId: 'small' }));
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'quantityOutOfRange' } } });
  });

  test('QTY-09, CAN-18: not while another change is open, and not after the end', async () => {
    const it = await market();
    const id = await make(it);
    const { body } = await it.patch(id, { quantity: 5 });
    const locked = await changingNothing(it, () => it.patch(id, { planId: 'better' }));
    expect(locked).toMatchObject({ status: 409, body: { error: { code: 'operationInProgress' } } });
    expect(locked.body.error.message).toContain(body.openOperationId);
    await it.patch(id, { status: 'cancelled' });
    for (const change of [{ quantity: 6 }, { planId: 'basic' }, { status: 'cancelled' }, { name: 'x' }]) {
      const over = await changingNothing(it, () => it.patch(id, change));
      expect(over).toMatchObject({ status: 409, body: { error: { code: 'subscriptionEnded' } } });
    }
  });
});

test('a plan that is not sold for the term, and a name without a letter, say so in words', async () => {
  const at = await started();
  const { engine, ...made } = await at.simulator.worlds.require();
  const customerId = customerIn(made, 'customer-1');
  const id = buyActive(engine, { customerId, planId: 'standard', quantity: 10 });
  const path = `/_sim/portal/subscriptions/${id}`;
  const annual = await at.call('PATCH', path, { body: { planId: 'annual' } });
  expect(annual.status).toBe(400);
  expect(annual.body.error).toEqual({
    code: 'termNotAllowed',
    message: 'the plan is not sold for P1M billed monthly',
    target: 'planId',
  });
  const nameless = await at.call('PATCH', path, { body: { name: '' } });
  expect(nameless.body.error).toMatchObject({ message: 'a name has 1 to 256 characters', target: 'name' });
});

describe('where customer and partner differ', () => {
  test('PLN-01: the policy on plan changes is for partners alone', async () => {
    const it = await market();
    await it.call('PATCH', '/_sim/settings', { body: { 'plan.changeByCsp': false } });
    const refused = await it.patch(sold(it), { planId: 'better' });
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'changeNotSupported' } } });
    expect((await it.patch(await it.active(), { planId: 'better' })).status).toBe(200);
  });

  test('CAN-08: the window is told where the policy refuses', async () => {
    const it = await market();
    await it.call('PATCH', '/_sim/settings', { body: { 'cancel.afterWindow': 'refuse' } });
    const id = await it.active();
    await it.post('/_sim/clock/advance', { by: 'P2D' });
    const answer = await changingNothing(it, () => it.patch(id, { status: 'cancelled' }));
    expect(answer).toMatchObject({
      status: 409,
      body: { error: { code: 'windowPassed', target: 'status' } },
    });
    expect(answer.body.error.message).toContain('24');
  });

  test('changes wait for the activation, cancelling and naming do not', async () => {
    const it = await market();
    const id = await it.bought();
    const early = await changingNothing(it, () => it.patch(id, { quantity: 3 }));
    expect(early).toMatchObject({ status: 409, body: { error: { code: 'notWhilePending' } } });
    expect((await it.patch(id, { name: 'Later' })).status).toBe(200);
    expect((await it.patch(id, { status: 'cancelled' })).body.state).toBe('CA');
    expect((await changingNothing(it, () => it.patch('none', { name: 'x' }))).status).toBe(404);
  });
});

describe('PUR-18: the partner of a customer that bought for itself', () => {
  const asPartner = (it: Market, path: string) =>
    it.get(`/v1${path}`, { headers: { authorization: 'Bearer dev-admin-agent.north' } });

  test('sees its own sales only, and pays for nothing else', async () => {
    const it = await market();
    const customerId = customerIn(it.world, 'acme');
    const own = await it.active({ ...basic, customer: 'acme' });
    const id = sold(it);
    const { body } = await asPartner(it, `/customers/${customerId}/subscriptions`);
    expect(body.items.map((each: { readonly id: string }) => each.id)).toEqual([id]);
    expect((await asPartner(it, `/customers/${customerId}/subscriptions/${own}`)).status).toBe(404);
    await it.post('/_sim/clock/advance', { to: '2026-02-08T00:00:00Z' });
    const invoices = (await it.get('/_sim/invoices')).body.invoices;
    expect(invoices.map((each: { readonly payerId: string }) => each.payerId).toSorted()).toEqual(
      [customerId, it.world.directory.partner('north')?.tenantId].toSorted(),
    );
  });

  test('nobody sees a customer without a partner', async () => {
    const it = await market();
    const { body } = await asPartner(it, '/customers');
    expect(body.items).toHaveLength(1);
    const accounts = (await it.get('/_sim/accounts')).body.customers;
    expect(accounts[1]).toMatchObject({ alias: 'solo', agreementConfirmed: false });
    expect(accounts[1]).not.toHaveProperty('partnerId');
    expect((await asPartner(it, `/customers/${customerIn(it.world, 'solo')}`)).status).toBe(404);
  });
});
