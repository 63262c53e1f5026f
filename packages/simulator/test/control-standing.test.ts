import { describe, expect, test } from 'vitest';
import { changingNothing, market } from './support/market.ts';
import { customerIn } from './support/purchase.ts';

describe('CTL-57: what is known of a customer', () => {
  test('PUR-22: is told by Partner Center, and forgotten when it is left out', async () => {
    const it = await market();
    const customerId = customerIn(it.world, 'acme');
    const vet = (body: unknown) => it.call('PUT', '/_sim/customers/acme/vetting', { body });
    const status = async () => {
      const path = `/v1/customers/${customerId}/validationStatus?type=account`;
      return (await it.call('GET', path, { headers: { authorization: 'Bearer dev-admin-agent' } })).body
        .status;
    };
    const known = { azurePlan: 'inactive', account: 'notAllowed', isRisk: true, creditLine: 99.5 };
    expect(await vet(known)).toMatchObject({ status: 200, body: { customerId, ...known } });
    expect(await status()).toBe('NotAllowed');
    expect(it.engine.state.customers.get(customerId)?.vetting?.creditLine).toBe(9950);
    const nothing = { customerId, azurePlan: 'active', account: 'allowed', isRisk: false };
    expect((await vet({})).body).toEqual(nothing);
    expect(await status()).toBe('Allowed');
  });

  test.each([
    ['acme', { creditLine: 9.995 }, 400, 'invalid'],
    ['acme', { account: 'odd' }, 400, 'invalid'],
    ['nobody', {}, 404, 'customerNotFound'],
  ])('of %s: %j is refused and changes nothing', async (customer, body, status, code) => {
    const it = await market();
    const vet = () => it.call('PUT', `/_sim/customers/${customer}/vetting`, { body });
    const refused = await changingNothing(it, vet);
    expect([refused.status, refused.body.error.code]).toEqual([status, code]);
  });
});

describe('CTL-58: the status of a partner in its programme', () => {
  test('PUR-24: decides whether it can call, until it is active again', async () => {
    const it = await market();
    const set = (body: unknown) => it.call('PUT', '/_sim/partners/north/program', { body });
    const ask = () =>
      it.call('GET', '/v1/customers', { headers: { authorization: 'Bearer dev-admin-agent' } });
    expect(await set({ inactiveProgram: 'csp' })).toMatchObject({
      ...{ status: 200, body: { inactiveProgram: 'csp' } },
    });
    expect(await ask()).toMatchObject({ status: 403, body: { code: 900149 } });
    expect((await set({})).body).toEqual({});
    expect((await ask()).status).toBe(200);
  });

  test('of a partner that does not exist is refused', async () => {
    const it = await market();
    const set = () => it.call('PUT', '/_sim/partners/nobody/program', { body: {} });
    const refused = await changingNothing(it, set);
    expect([refused.status, refused.body.error.code]).toEqual([404, 'partnerNotFound']);
  });
});
