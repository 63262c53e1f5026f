import * as jose from 'jose';
import { describe, expect, test } from 'vitest';
import { signingKeys } from '../src/tokens/signing-keys.ts';
import { publisherDirectory } from './support/publisher-directory.ts';
import { status } from './support/receiver.ts';
import type { Caller } from './support/running.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { type Told, told } from './support/told.ts';

const isv = { authorization: 'Bearer dev-publisher' } as const;
const version = 'api-version=2018-08-31';

/** A purchase of the customer itself. */
const direct = { customer: 'customer-1', offerId: 'teamwork', planId: 'standard', quantity: 1 } as const;

async function switchOn(at: Caller, name: string, more: object = {}): Promise<void> {
  const answer = await at.post('/_sim/faults', { name, ...more });
  expect([answer.status, answer.body.symptom]).toEqual([201, expect.any(String)]);
}

const call = (at: Caller, method: string, path: string, more: object = {}) =>
  at.call(method, `/api/saas/subscriptions${path}${path.includes('?') ? '&' : '?'}${version}`, {
    headers: isv,
    ...more,
  });

/** A purchase token of a subscription. */
async function tokenOf(at: Told, id: string): Promise<string> {
  const { body } = await at.get(`/_sim/portal/subscriptions/${id}/link`);
  return new URL(body.link).searchParams.get('token') ?? '';
}

const resolve = (at: Caller, token: string) =>
  call(at, 'POST', '/resolve', { headers: { ...isv, 'x-ms-marketplace-token': token } });

describe('at sign-in and on the landing page', () => {
  test('F03: resolve fails now and then, and works when it is tried again', async () => {
    const at = await told();
    const token = await tokenOf(at, at.buyActive());
    await switchOn(at, 'F03');
    const answers = [];
    for (let n = 0; n < 10; n++) answers.push(await resolve(at, token));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 400]));
    expect(answers.find((answer) => answer.status === 400)?.body).toMatchObject({ code: 'InvalidValue' });
  });

  test('F05: every call is 403 with a JSON string; Partner Center is as ever', async () => {
    const at = await told();
    await switchOn(at, 'F05');
    const answer = await call(at, 'GET', '');
    expect([answer.status, typeof answer.body]).toEqual([403, 'string']);
    const partner = await at.get('/v1/customers', { headers: { authorization: 'Bearer dev-admin-agent' } });
    expect(partner.status).toBe(200);
  });

  test('F06: the token endpoint answers 401 invalid_client, for one publisher and not for the other', async () => {
    const at = await told();
    const [first, second] = publisherDirectory(at.world);
    await switchOn(at, 'F06', { publisherId: 'publisher-1' });
    const signIn = ({
      tenantId,
      applicationId,
    }: {
      readonly tenantId: string;
      readonly applicationId: string;
    }) =>
      at.call('POST', `/${tenantId}/oauth2/token`, {
        form: {
          ...{ grant_type: 'client_credentials', client_id: applicationId, client_secret: 'any' },
          resource: '20e940b3-4c77-4b0b-9a53-9e16a1b010a7',
        },
      });
    const refused = await signIn(first);
    expect([refused.status, refused.body.error]).toEqual([401, 'invalid_client']);
    expect((await signIn(second)).status).toBe(200);
  });
});

describe('at sign-in and at activation, a little further on', () => {
  test('F08: every call is 403, as without a service principal', async () => {
    const at = await told();
    await switchOn(at, 'F08');
    const answer = await call(at, 'GET', '');
    expect([answer.status, answer.body]).toEqual([403, expect.stringContaining('service principal')]);
  });

  test('F10: Activate is 200, the purchase stays pending, and an Unsubscribe comes three minutes later', async () => {
    const at = await told();
    const { body } = await at.post('/_sim/portal/purchases', direct);
    await switchOn(at, 'F10');
    expect((await call(at, 'POST', `/${body.id}/activate`)).status).toBe(200);
    const statusOf = async () => (await call(at, 'GET', `/${body.id}`)).body.saasSubscriptionStatus;
    expect(await statusOf()).toBe('PendingFulfillmentStart');
    await at.advance('PT180S');
    expect([await statusOf(), at.receiver.actions()]).toEqual(['Unsubscribed', ['Unsubscribe']]);
  });

  test('F10: of one subscription, once; others are activated', async () => {
    const at = await told();
    const bought = await Promise.all([1, 2].map(() => at.post('/_sim/portal/purchases', direct)));
    const [one, other] = bought.map(({ body }) => body.id);
    await switchOn(at, 'F10', { subscriptionId: one, count: 1 });
    for (const id of [other, one]) expect((await call(at, 'POST', `/${id}/activate`)).status).toBe(200);
    const statusOf = async (id: string) => (await call(at, 'GET', `/${id}`)).body.saasSubscriptionStatus;
    expect([await statusOf(one), await statusOf(other)]).toEqual(['PendingFulfillmentStart', 'Subscribed']);
    await at.advance('PT180S');
    expect([await statusOf(one), await statusOf(other)]).toEqual(['Unsubscribed', 'Subscribed']);
    expect((await at.get('/_sim/faults?all=true')).body.faults).toMatchObject([{ struck: 1, isOn: false }]);
  });
});

describe('in changes and operations', () => {
  test('F22: the operation of a notice is 404 or 400, that of a change is there', async () => {
    const at = await told();
    const id = at.buyActive();
    await switchOn(at, 'F22');
    await at.setQuantity(id, 12);
    await at.advance('P1M');
    const [change, renew] = at.receiver.calls.map(({ payload }) => payload);
    const read = async (operationId = '') =>
      (await call(at, 'GET', `/${id}/operations/${operationId}`)).status;
    expect([await read(change?.id), await read(renew?.id)]).toEqual([200, 404]);
    await at.call('DELETE', '/_sim/faults');
    await switchOn(at, 'F22', { parameters: { status: 400 } });
    expect(await read(renew?.id)).toBe(400);
  });

  test('F23: the list of operations is empty while one is open', async () => {
    const at = await told();
    const id = at.buyActive();
    await at.post('/_sim/deliveries/hold');
    await at.setQuantity(id, 12);
    const open = async () => (await call(at, 'GET', `/${id}/operations`)).body.operations;
    expect(await open()).toHaveLength(1);
    await switchOn(at, 'F23');
    expect(await open()).toEqual([]);
  });

  test('F34: a refusal by PATCH is thanked for, and the change is made', async () => {
    const at = await told();
    const id = at.buyActive();
    await switchOn(at, 'F34');
    const patched = Promise.withResolvers<number>();
    at.receiver.answer = async ({ payload }, response) => {
      response.writeHead(200).end();
      patched.resolve((await at.patch(payload, 'Failure')).status);
      await at.quietly(payload);
    };
    await at.setQuantity(id, 12);
    expect(await patched.promise).toBe(200);
    await at.advance('PT10S');
    expect(at.subscription(id).quantity).toBe(12);
  });

  test('F44: a year is not cancelled after 72 hours, a month is, and so is a year before', async () => {
    const at = await told();
    const buy = async (planId: string) => {
      const { id } = (await at.post('/_sim/portal/purchases', { ...direct, planId })).body;
      expect((await call(at, 'POST', `/${id}/activate`)).status).toBe(200);
      return id;
    };
    await switchOn(at, 'F44');
    const [early, year, month] = [await buy('annual'), await buy('annual'), await buy('standard')];
    expect((await call(at, 'DELETE', `/${early}`)).status).toBe(202);
    await at.advance('PT72H1S');
    const refused = await call(at, 'DELETE', `/${year}`);
    expect([refused.status, refused.body.target]).toEqual([400, 'unsubscribe']);
    expect((await call(at, 'DELETE', `/${month}`)).status).toBe(202);
  });

  test('F57: what is read right after a change is what was before, for two seconds', async () => {
    const at = await told();
    const id = at.buyActive();
    await switchOn(at, 'F57');
    at.receiver.answer = async ({ payload }, response) => {
      response.writeHead(200).end();
      await at.patch(payload, 'Success');
    };
    await at.setQuantity(id, 12);
    const shownQuantity = async () => (await call(at, 'GET', `/${id}`)).body.quantity;
    expect([at.subscription(id).quantity, await shownQuantity()]).toEqual([12, 10]);
    await at.advance('PT2S');
    expect(await shownQuantity()).toBe(12);
  });

  test('F37: pages of two, whose next link is on another host and leads on', async () => {
    const at = await told();
    const ids = [at.buyActive(), at.buyActive(), at.buyActive()];
    await switchOn(at, 'F37');
    const first = (await call(at, 'GET', '')).body;
    expect(first.subscriptions).toHaveLength(2);
    const link = new URL(first['@nextLink']);
    expect(link.hostname).toBe('localhost');
    const second = await at.get(link.pathname + link.search, { headers: isv });
    expect(second.body.subscriptions).toMatchObject([{ id: ids[2] }]);
    await at.call('DELETE', '/_sim/faults/F37');
    expect((await call(at, 'GET', '')).body.subscriptions).toHaveLength(3);
  });
});

describe('in the bearer of webhooks', () => {
  const bearerOf = async (name: string, more: object = {}) => {
    const at = await told();
    const id = at.buyActive();
    await switchOn(at, name, more);
    await at.setStatus(id, 'suspended');
    await at.receiver.came(1);
    const bearer = String(at.receiver.calls[0]?.headers.authorization).replace('Bearer ', '');
    return { bearer, publisher: publisherDirectory(at.world)[0] };
  };
  const verified = async (bearer: string, audience: string) => {
    const { publicKey } = await signingKeys();
    return jose.jwtVerify(bearer, publicKey, { audience }).then(
      ({ payload }) => payload,
      (error) => error.code,
    );
  };

  test('F35: a v2 token, with azp and the other issuer, and otherwise good', async () => {
    const { bearer, publisher } = await bearerOf('F35');
    expect(await verified(bearer, publisher.applicationId)).toMatchObject({
      ...{ ver: '2.0', azp: '20e940b3-4c77-4b0b-9a53-9e16a1b010a7', tid: publisher.tenantId },
      iss: `https://login.microsoftonline.com/${publisher.tenantId}/v2.0`,
    });
    expect(jose.decodeJwt(bearer)).not.toHaveProperty('appid');
  });

  test('F36: a bearer that has expired, or is for somebody else, of somebody else, or badly signed', async () => {
    for (const [bearer, wrong] of [
      ['expired', 'ERR_JWT_EXPIRED'],
      ['wrongAud', 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
      ['badSignature', 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'],
    ]) {
      const sent = await bearerOf('F36', { parameters: { bearer } });
      expect(await verified(sent.bearer, sent.publisher.applicationId)).toBe(wrong);
    }
    const { bearer, publisher } = await bearerOf('F36', { parameters: { bearer: 'wrongCaller' } });
    const claims = await verified(bearer, publisher.applicationId);
    expect(claims.appid).not.toBe('20e940b3-4c77-4b0b-9a53-9e16a1b010a7');
  });
});

describe('in what is shown', () => {
  const shown = async (name: string, more: object = {}, planId = 'standard') => {
    const at = await told();
    const id = at.buyActive({ planId, ...(planId === 'annual' && { term: yearly }) });
    await switchOn(at, name, more);
    const { body } = await call(at, 'GET', `/${id}`);
    at.receiver.answer = at.quiet;
    await at.setQuantity(id, 12);
    return { at, id, body, payload: at.receiver.calls[0]?.payload };
  };
  const yearly = { duration: 'P1Y', billingCycle: 'annual' } as const;

  test('F11: a term without dates, in replies and webhooks', async () => {
    const { body, payload } = await shown('F11');
    expect(body.term).toEqual({ termUnit: 'P1M' });
    expect(payload).toMatchObject({ subscription: { term: { termUnit: 'P1M', chargeDuration: null } } });
    expect(JSON.stringify(payload)).not.toContain('startDate');
  });

  test('F13: a year with the dates of a month', async () => {
    const { body } = await shown('F13', {}, 'annual');
    const term = { termUnit: 'P1Y', startDate: '2026-01-05T00:00:00Z', endDate: '2026-02-04T00:00:00Z' };
    expect(body.term).toEqual(term);
  });

  test('F14: a length of the term that no enumeration has', async () => {
    const { body, payload } = await shown('F14');
    expect(body.term.termUnit).toBe('P18M');
    expect(payload).toMatchObject({ subscription: { term: { termUnit: 'P18M' } } });
    const other = await shown('F14', { parameters: { unit: 'PAY' } });
    expect(other.body.term.termUnit).toBe('PAY');
  });

  test('F31: quantities as text', async () => {
    const { body, payload } = await shown('F31');
    expect([body.quantity, payload?.['quantity']]).toEqual(['10', '12']);
    expect(payload).toMatchObject({ subscription: { quantity: '10' } });
  });

  test('F40: the offer id of a preview purchase', async () => {
    const { body, payload } = await shown('F40');
    expect([body.offerId, payload?.['offerId']]).toEqual(['teamwork-preview', 'teamwork-preview']);
  });

  test('F49: answers without a body, good and bad', async () => {
    const { at, id } = await shown('F49');
    const [good, bad] = [await call(at, 'GET', `/${id}`), await call(at, 'GET', '/unknown')];
    expect([good.status, good.text, bad.status, bad.text]).toEqual([200, '', 404, '']);
  });

  test('F54: the plan of the subscription is not among the available ones', async () => {
    const { at, id } = await shown('F54');
    const { body } = await call(at, 'GET', `/${id}/listAvailablePlans`);
    const plans = body.plans.map(({ planId }: { readonly planId: string }) => planId);
    expect(plans).toContain('annual');
    expect(plans).not.toContain('standard');
  });

  test('F58: a status of reconciliation that nobody knows', async () => {
    const at = await told();
    const publisher = { authorization: 'Bearer dev-publisher.publisher-2' };
    const resourceId = at.buyActive({ planId: 'flat', quantity: 1 });
    const event = { resourceId, quantity: 1, dimension: 'storage', planId: 'flat' };
    const effectiveStartTime = at.engine.now();
    const headers = publisher;
    const used = { ...event, effectiveStartTime };
    expect((await at.post(`/api/usageEvent?${version}`, used, { headers })).status).toBe(200);
    await switchOn(at, 'F58');
    const rows = await at.get(`/api/usageEvents?usageStartDate=2026-01-01&${version}`, { headers });
    expect(rows.body).toMatchObject([{ reconStatus: 'TestHeaders' }]);
  });
});

describe('in batches and on the wire', () => {
  test('F48: a batch with one foreign subscription is refused as a whole', async () => {
    const at = await told();
    const headers = { authorization: 'Bearer dev-publisher.publisher-2' };
    const own = at.buyActive({ planId: 'flat', quantity: 1 });
    const use = { quantity: 1, dimension: 'storage', planId: 'flat', effectiveStartTime: at.engine.now() };
    const request = [own, at.buyActive()].map((resourceId) => ({ ...use, resourceId }));
    await switchOn(at, 'F48');
    expect((await at.post(`/api/batchUsageEvent?${version}`, { request }, { headers })).status).toBe(403);
    const alone = { request: request.slice(0, 1) };
    const accepted = await at.post(`/api/batchUsageEvent?${version}`, alone, { headers });
    expect(accepted.body.result).toMatchObject([{ status: 'Accepted' }]);
  });

  test('F48: of one publisher, once; then each event is judged by itself', async () => {
    const at = await told();
    const use = { quantity: 1, dimension: 'storage', planId: 'flat', effectiveStartTime: at.engine.now() };
    const own = at.buyActive({ planId: 'flat', quantity: 1 });
    const request = [own, at.buyActive()].map((resourceId) => ({ ...use, resourceId }));
    await switchOn(at, 'F48', { publisherId: 'publisher-2', count: 1 });
    const send = async (publisher: string) => {
      const headers = { authorization: `Bearer dev-publisher.${publisher}` };
      return (await at.post(`/api/batchUsageEvent?${version}`, { request }, { headers })).status;
    };
    expect([await send('publisher-1'), await send('publisher-2'), await send('publisher-2')]).toEqual([
      200, 403, 200,
    ]);
  });

  test('F52: 429, then HTML, then a reset, then a late answer, then all is well', async () => {
    const at = await told();
    await switchOn(at, 'F52', { parameters: { latencyMs: 1 } });
    const throttled = await call(at, 'GET', '');
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '10']);
    const page = await call(at, 'GET', '');
    expect([page.status, page.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
    await expect(call(at, 'GET', '')).rejects.toThrow('fetch failed');
    expect((await call(at, 'GET', '')).status).toBe(200);
    expect((await at.get('/_sim/faults?all=true')).body.faults).toMatchObject([{ struck: 4, isOn: false }]);
  });
});

describe('in webhooks', () => {
  test('F15: an action that the client does not know', async () => {
    const at = await told();
    at.buyActive();
    await switchOn(at, 'F15', { count: 1 });
    at.receiver.answer = ({ payload }, response) =>
      response.writeHead(payload.action === 'Transfer' ? 500 : 200).end();
    await at.advance('P1M');
    expect(at.receiver.actions().slice(0, 2)).toEqual(['Transfer', 'Renew']);
    const [delivery] = await at.deliveries();
    const { attempts } = await at.delivery(String(delivery?.['id']));
    expect(attempts).toMatchObject([{ status: 500, payload: { action: 'Transfer' } }, { status: 200 }]);
    expect(attempts[1]).not.toHaveProperty('payload');
  });

  test('F16: a webhook comes twice, with the same id', async () => {
    const at = await told();
    at.buyActive();
    await switchOn(at, 'F16', { route: 'Renew' });
    await at.advance('P1M');
    const [first, second, ...more] = at.receiver.calls.map(({ payload }) => payload.id);
    expect([first, more]).toEqual([second, []]);
    expect(await at.deliveries()).toMatchObject([{ state: 'accepted', lastStatus: 200 }]);
  });

  test('F16: for hours, until it strikes no more', async () => {
    const at = await told({ settings: { 'webhook.retry.schedule': 'fixed' } });
    at.buyActive();
    await switchOn(at, 'F16', { parameters: { for: 'hours' }, count: 2 });
    await at.advance('P31D');
    await at.advance('PT1H');
    expect(new Set(at.receiver.calls.map(({ payload }) => payload.id)).size).toBe(1);
    expect(at.receiver.calls).toHaveLength(3);
    const [delivery] = await at.deliveries();
    const { attempts } = await at.delivery(String(delivery?.['id']));
    expect(attempts.map((attempt) => attempt['error'] ?? attempt['status'])).toEqual([
      'F16: the answer did not reach the marketplace',
      'F16: the answer did not reach the marketplace',
      200,
    ]);
  });

  test('F17: what comes later comes first', async () => {
    const at = await told();
    const id = at.buyActive();
    await switchOn(at, 'F17', { subscriptionId: id });
    await at.setStatus(id, 'suspended');
    expect(await at.deliveries()).toMatchObject([{ action: 'Suspend', state: 'held' }]);
    await at.setStatus(id, 'deleted');
    await at.receiver.came(2);
    expect(at.receiver.actions()).toEqual(['Unsubscribe', 'Suspend']);
  });

  test('F17: and so it does after a restart in between', async () => {
    const dataFolder = await temporaryFolder();
    const before = await told({ dataFolder });
    const id = before.buyActive();
    await switchOn(before, 'F17');
    await before.setStatus(id, 'suspended');
    await before.simulator.close();
    const after = await told({ dataFolder }, before.receiver);
    expect(await after.deliveries()).toMatchObject([{ action: 'Suspend', state: 'held' }]);
    await after.setStatus(id, 'deleted');
    await after.receiver.came(2);
    expect(after.receiver.actions()).toEqual(['Unsubscribe', 'Suspend']);
  });

  test('F21: a change to the value that the snapshot has already', async () => {
    const at = await told();
    const id = at.buyActive();
    await switchOn(at, 'F21');
    await at.setQuantity(id, 12);
    expect(at.receiver.calls).toMatchObject([{ payload: { quantity: 12, subscription: { quantity: 12 } } }]);
  });

  test('F42: a Renew with the dates of the old term; the subscription has the new ones', async () => {
    const at = await told();
    const id = at.buyActive();
    await switchOn(at, 'F42');
    await at.advance('P1M');
    const old = { startDate: '2026-01-05T00:00:00Z', endDate: '2026-02-04T00:00:00Z' };
    expect(at.receiver.calls).toMatchObject([{ payload: { action: 'Renew', subscription: { term: old } } }]);
    const { body } = await call(at, 'GET', `/${id}`);
    expect(body.term.startDate).toBe('2026-02-05T00:00:00Z');
  });

  test('F43: a stub of a Subscribe comes before the Renew, whose snapshot is short', async () => {
    const at = await told();
    at.buyActive();
    await switchOn(at, 'F43');
    await at.advance('P1M');
    const [stub, renew] = at.receiver.calls.map(({ payload }) => payload);
    expect([stub?.action, Object.keys(stub ?? {}).includes('status')]).toEqual(['Subscribe', false]);
    expect(Object.keys(Object(renew?.['subscription']))).toEqual(['id', 'publisherId', 'offerId', 'name']);
    expect(renew?.action).toBe('Renew');
  });

  test('F55: nobody is called, and the change fails in the end', async () => {
    const at = await told();
    const id = at.buyActive();
    await switchOn(at, 'F55');
    await at.setQuantity(id, 12);
    await at.advance('PT8H');
    expect([at.receiver.calls, at.subscription(id).quantity]).toEqual([[], 10]);
    expect(await at.deliveries()).toMatchObject([
      { state: 'exhausted', lastError: 'F55: nobody answers at the address of the webhook' },
    ]);
  });

  test('F20: PATCH while the reply is outstanding is 409', async () => {
    const at = await told();
    const id = at.buyActive();
    await switchOn(at, 'F20');
    const patched = Promise.withResolvers<number>();
    at.receiver.answer = async (heard, response) => {
      patched.resolve((await at.patch(heard.payload, 'Success')).status);
      await status(200)(heard, response, 1);
    };
    await Promise.all([at.setQuantity(id, 12), patched.promise]);
    expect(await patched.promise).toBe(409);
  });

  test('F20: of one subscription alone', async () => {
    const at = await told();
    const [one, other] = [at.buyActive(), at.buyActive()];
    await switchOn(at, 'F20', { subscriptionId: one });
    const patched = new Map<string, number>();
    at.receiver.answer = async (heard, response) => {
      const { subscriptionId } = heard.payload;
      patched.set(subscriptionId, (await at.patch(heard.payload, 'Success')).status);
      await status(200)(heard, response, 1);
    };
    for (const id of [one, other]) await at.setQuantity(id, 12);
    expect([patched.get(one), patched.get(other)]).toEqual([409, 200]);
  });
});
