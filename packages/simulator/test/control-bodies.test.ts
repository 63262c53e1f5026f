import { expect, test } from 'vitest';
import { started } from './support/running.ts';

test.each([
  ['POST', '/_sim/deliveries/hold', { subscription: 'one' }, 'subscription'],
  ['POST', '/_sim/deliveries/release', { delivery: 'one' }, 'delivery'],
  ['PUT', '/_sim/clock', { mode: 'live', speed: 2 }, 'speed'],
  ['POST', '/_sim/worlds/default/snapshots', { name: 'set-up' }, 'name'],
  ['POST', '/_sim/portal/purchases', { customer: 'customer-1', catalogItemId: 'x', quantiy: 5 }, 'quantiy'],
])('%s %s %j: a member that is not known is refused, not overlooked', async (method, path, body, member) => {
  const at = await started();
  const { status, body: answer } = await at.call(method, path, { body });
  expect(status).toBe(400);
  expect(answer.error.message).toContain(`${member}: is not a known member`);
  expect((await at.post('/_sim/deliveries/release')).body).toMatchObject({ count: 0, holds: [] });
  expect((await at.get('/_sim/worlds/default/snapshots')).body.snapshots).toEqual([]);
  expect((await at.get('/_sim/clock')).body.mode).toBe('frozen');
});

test.each([
  ['GET', '/_sim/invoice', '; did you mean /_sim/invoices?'],
  ['POST', '/_sim/invoices/G1/pai', '; did you mean /_sim/invoices/G1/pay?'],
  ['GET', '/_sim/explain/invoice/G1?world=default', '; did you mean /_sim/explain/invoices/G1?'],
  ['GET', '/_sim/snapshots', '; did you mean /_sim/worlds/{name}/snapshots?'],
  ['GET', '/_sim/publisher/statements', '; did you mean /_sim/publisher/statement?'],
  ['GET', '/_sim/nothing/of/the/kind', ';'],
])(
  '%s %s: an address that is not there is told with those that it resembles',
  async (method, path, meant) => {
    const at = await started();
    const headers = { authorization: 'Bearer dev-publisher' };
    const [asked] = path.split('?');
    expect(await at.call(method, path, { headers })).toMatchObject({
      status: 404,
      body: {
        error: {
          code: 'noSuchAddress',
          message: `there is nothing at ${asked}${meant} / lists the addresses, /openapi/control.json describes them`,
        },
      },
    });
  },
);

test.each([
  ['/customers', '; did you mean /v1/customers?'],
  ['/Customers/some/orders/', '; did you mean /v1/Customers/some/orders?'],
  ['/saas/subscriptions', '; did you mean /api/saas/subscriptions?'],
  ['/nothing', ';'],
])('%s: an address without its beginning is told with the whole', async (path, meant) => {
  const at = await started();
  expect((await at.get(path)).body.error).toEqual({
    code: 'noSuchAddress',
    message: `there is nothing at ${path}${meant} / lists the addresses`,
  });
});

test.each([
  ['/_sim/ledger?subscription=one', 'subscription', '; did you mean subscriptionId?'],
  ['/_sim/invoices?wolrd=default', 'wolrd', '; did you mean world?'],
  ['/_sim/requests?stauts=404', 'stauts', '; did you mean status?'],
  ['/_sim/faults?all=true&active=no', 'active', ''],
])('GET %s: a parameter that is not known is refused, not overlooked', async (path, parameter, meant) => {
  const at = await started();
  expect(await at.get(path)).toMatchObject({
    status: 400,
    body: { error: { target: parameter, message: `${parameter}: is not a known member${meant}` } },
  });
});
