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
