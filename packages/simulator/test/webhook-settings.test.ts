import { createRemoteJWKSet, decodeJwt, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { status } from './support/receiver.ts';
import { type Told, told } from './support/told.ts';

const bearerOf = ({ receiver }: Told): string =>
  receiver.calls.at(-1)?.headers.authorization?.replace('Bearer ', '') ?? '';

/** A publisher that was told of a suspension, with the application and tenant that it knows itself by. */
async function suspended(settings: Record<string, string>) {
  const at = await told({ settings });
  const id = at.buyActive();
  await at.setStatus(id, 'suspended');
  await at.receiver.came(1);
  const { publisherId } = at.subscription(id);
  const publisher = at.engine.state.publishers.get(publisherId);
  if (!publisher) throw new Error('no publisher');
  return { ...at, id, publisher };
}

const marketplace = '20e940b3-4c77-4b0b-9a53-9e16a1b010a7';

describe('C34: the bearer of a webhook', () => {
  test.each([
    ['v1', 'the documentation has it', '1.0', 'appid', 'https://sts.windows.net/TENANT/'],
    ['v2', 'it was seen', '2.0', 'azp', 'https://login.microsoftonline.com/TENANT/v2.0'],
  ])('is of %s as %s', async (form, _, ver, caller, iss) => {
    const at = await suspended({ 'webhook.jwt': form });
    const { tenantId, applicationId } = at.publisher;
    const keys = createRemoteJWKSet(new URL(`${at.simulator.url}/${tenantId}/discovery/keys`));
    const { payload } = await jwtVerify(bearerOf(at), keys, {
      issuer: iss.replace('TENANT', tenantId),
      audience: applicationId,
    });
    expect(payload).toMatchObject({ ver, [caller]: marketplace, tid: tenantId });
    expect(payload).not.toHaveProperty(caller === 'azp' ? 'appid' : 'azp');
  });

  test('is missing where there is none', async () => {
    const at = await suspended({ 'webhook.jwt': 'none' });
    expect(at.receiver.calls[0]?.headers).not.toHaveProperty('authorization');
  });

  test.each(['expired', 'wrongAud', 'wrongCaller', 'badSignature', 'wrongIssuer'])(
    'F36: is one to be refused: %s',
    async (form) => {
      const at = await suspended({ 'webhook.jwt': form });
      const { tenantId, applicationId } = at.publisher;
      const keys = createRemoteJWKSet(new URL(`${at.simulator.url}/${tenantId}/discovery/keys`));
      const options = { issuer: `https://sts.windows.net/${tenantId}/`, audience: applicationId };
      const found = await jwtVerify(bearerOf(at), keys, options).then(
        ({ payload }) => payload['appid'],
        (error: Error) => error.message,
      );
      expect(found).toEqual(
        {
          expired: '"exp" claim timestamp check failed',
          wrongAud: 'unexpected "aud" claim value',
          wrongCaller: applicationId,
          badSignature: 'signature verification failed',
          wrongIssuer: 'unexpected "iss" claim value',
        }[form],
      );
      expect(decodeJwt(bearerOf(at))).toMatchObject({ tid: tenantId, ver: '1.0' });
    },
  );
});

describe('C35: the check of a bearer', () => {
  const checks = {
    'that the documentation demands': async (token: string, keys: JWTVerifyGetKey) =>
      (await jwtVerify(token, keys)).payload,
    'of a sample, which looks at no signature': async (token: string) => decodeJwt(token),
  };

  test.each([
    ['v1', [marketplace, marketplace]],
    ['badSignature', ['refused', marketplace]],
  ])('is passed by %s as far as it goes', async (form, callers) => {
    const at = await suspended({ 'webhook.jwt': form });
    const { tenantId, applicationId } = at.publisher;
    const keys = createRemoteJWKSet(new URL(`${at.simulator.url}/${tenantId}/discovery/keys`));
    const found = Object.values(checks).map(async (check) => {
      const { aud, tid, appid } = await check(bearerOf(at), keys);
      expect([aud, tid]).toEqual([applicationId, tenantId]);
      return appid;
    });
    const seen = await Promise.allSettled(found);
    expect(seen.map((one) => (one.status === 'fulfilled' ? one.value : 'refused'))).toEqual(callers);
  });
});

test.each(['Suspended', 'Subscribed'])('C23: a suspension shows the status %s', async (shown) => {
  const at = await suspended({ 'webhook.suspendSnapshot': shown });
  expect(at.receiver.calls[0]?.payload).toMatchObject({
    action: 'Suspend',
    subscription: { saasSubscriptionStatus: shown },
  });
});

describe('C36: before a renewal', () => {
  test.each([
    [false, ['Renew']],
    [true, ['Subscribe', 'Renew']],
  ])('a bare Subscribe, as in 2021: %s', async (stub, actions) => {
    const at = await told({ settings: { 'webhook.renewStub': stub } });
    const id = at.buyActive();
    await at.advance('P1M');
    expect(at.receiver.actions()).toEqual(actions);
    const [first, last] = [at.receiver.calls[0]?.payload, at.receiver.calls.at(-1)?.payload];
    if (!stub) return;
    expect(first).toEqual({
      id: last?.id,
      activityId: last?.id,
      operationRequestSource: 'Azure',
      subscriptionId: id,
      timeStamp: last?.['timeStamp'],
      action: 'Subscribe',
    });
  });
});

test('SF 4.3: in the older form a renewal hardly says of what, a reinstatement hardly anything', async () => {
  const at = await told({ settings: { 'webhook.format': 'legacyStub' } });
  const id = at.buyActive();
  await at.advance('P1M');
  await at.setStatus(id, 'suspended');
  await at.setStatus(id, 'active');
  await at.receiver.came(3);
  const [renew, suspend, reinstate] = at.receiver.calls.map(({ payload }) => payload);
  expect(renew?.['subscription']).toEqual({
    id,
    publisherId: 'publisher-1',
    offerId: 'teamwork',
    name: 'Standard',
  });
  expect(suspend?.['subscription']).toMatchObject({ planId: 'standard' });
  expect(reinstate).toEqual({ subscriptionId: id, operationType: 'Reinstate' });
});

test('F16: a webhook comes again and again, and its last answer is the one that counts', async () => {
  const at = await told({ settings: { 'webhook.duplicate': 2 } });
  const id = at.buyActive();
  at.receiver.answer = (call, response, number) =>
    number === 3 ? at.quiet(call, response, number) : status(500)(call, response, number);
  await at.setQuantity(id, 12);
  await at.receiver.came(3);
  expect(new Set(at.receiver.calls.map(({ payload }) => payload.id)).size).toBe(1);
  await expect.poll(() => at.deliveries()).toMatchObject([{ state: 'accepted', tried: 3 }]);
  await at.advance('PT10S');
  expect(at.subscription(id).quantity).toBe(12);
});

test('a webhook comes as late as the world has it', async () => {
  const at = await told({ settings: { 'webhook.delay': 'PT5M' } });
  const id = at.buyActive();
  await at.setStatus(id, 'suspended');
  await at.advance('PT4M59S');
  expect(at.receiver.calls).toEqual([]);
  await at.advance('PT1S');
  expect(at.receiver.actions()).toEqual(['Suspend']);
});

test('a caller whose question is put off is not kept waiting for the answer', async () => {
  const at = await told({ settings: { 'webhook.delay': 'PT5M' } });
  const id = at.buyActive();
  const answer = await at.setQuantity(id, 12);
  expect(answer.status).toBe(202);
  await at.advance('PT5M10S');
  expect(at.subscription(id).quantity).toBe(12);
});

test('F17: every other webhook of a subscription is overtaken by the next one', async () => {
  const at = await told({ settings: { 'webhook.reorder': 'PT1H' } });
  const [id, other] = [at.buyActive(), at.buyActive()];
  await at.setStatus(id, 'suspended');
  await at.setStatus(other, 'suspended');
  await at.setStatus(id, 'deleted');
  await at.receiver.came(1);
  expect(at.receiver.actions()).toEqual(['Unsubscribe']);
  await at.advance('PT1H');
  expect(at.receiver.calls.map(({ payload }) => [payload.action, payload.subscriptionId])).toEqual([
    ['Unsubscribe', id],
    ['Suspend', id],
    ['Suspend', other],
  ]);
});

test('F21: a change that was agreed to and failed is taken back by one of equal values', async () => {
  const at = await told({ settings: { 'op.revert': true } });
  const id = at.buyActive();
  at.receiver.answer = async ({ payload }, response) => {
    response.writeHead(200).end();
    await at.patch(payload, 'Success');
  };
  const answer = await at.setQuantity(id, 12);
  await at.receiver.came(2);
  expect(at.receiver.calls.map(({ payload }) => payload)).toMatchObject([
    { action: 'ChangeQuantity', status: 'InProgress', quantity: 12, subscription: { quantity: 10 } },
    { action: 'ChangeQuantity', status: 'InProgress', quantity: 10, subscription: { quantity: 10 } },
  ]);
  await expect.poll(() => at.subscription(id).openOperationId).toBeUndefined();
  expect(at.subscription(id).quantity).toBe(10);
  const [asked, revert] = [...at.engine.state.operations.values()].map((operation) => operation.status);
  expect([answer.status, asked, revert]).toEqual([400, 'Failed', 'Succeeded']);
  expect(at.engine.state.ledger.chargesOf(id)).toHaveLength(1);
});

test('[R] SF 2.8: an operation of the publisher is NotStarted until its webhook goes out, then as that says', async () => {
  const at = await told();
  const headers = { authorization: 'Bearer dev-publisher' };
  const bought = { customer: 'customer-1', offerId: 'teamwork', planId: 'standard', quantity: 10 };
  const { id } = (await at.post('/_sim/portal/purchases', bought)).body;
  const path = `/api/saas/subscriptions/${id}`;
  const version = 'api-version=2018-08-31';
  await at.post(`${path}/activate?${version}`, {}, { headers });
  await at.post('/_sim/deliveries/hold');
  const asked = await at.call('PATCH', `${path}?${version}`, { headers, body: { quantity: 12 } });
  const operation = `${path}/operations/${asked.headers.get('operation-id')}?${version}`;
  const statusNow = async () => (await at.get(operation, { headers })).body.status;
  expect(await statusNow()).toBe('NotStarted');
  const seen = Promise.withResolvers<string>();
  at.receiver.answer = async (_, response) => {
    seen.resolve(await statusNow());
    response.writeHead(200).end();
  };
  await at.post('/_sim/deliveries/release');
  expect([await seen.promise, at.receiver.calls[0]?.payload['status']]).toEqual(['InProgress', 'InProgress']);
});
