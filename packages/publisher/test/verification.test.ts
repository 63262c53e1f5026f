import { expect, test } from 'vitest';
import { applicationId, marketplaceApp, type TokenChange, tenantId, webhookToken } from './double.ts';
import { announce, deliver, event, readJson, sell, stage } from './stage.ts';

const other = '00000000-1111-4222-8333-444444444444';
const v2 = {
  iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
  appid: undefined,
  azp: marketplaceApp,
};

const good: readonly [string, TokenChange][] = [
  ['v1', {}],
  ['v2', { claims: v2 }],
  ['with the published issuer', { claims: { iss: 'https://stand-in.example/' } }],
];
test.each(good)('a token %s is accepted', async (_name, change) => {
  const at = await stage();
  sell(at, { saasSubscriptionStatus: 'Subscribed' });
  announce(at, event());
  expect((await deliver(at, event(), await webhookToken(change))).status).toBe(200);
});

const bad: readonly [string, TokenChange, string][] = [
  ['expired', { expiresInSeconds: -10 }, 'the token has expired'],
  ['without expiry', { claims: { exp: undefined } }, 'the token has no usable expiry'],
  ['for another audience', { claims: { aud: other } }, 'the audience is another application'],
  ['of another tenant', { claims: { tid: other } }, 'the tenant is another one'],
  ['of another caller', { claims: { appid: applicationId } }, 'the caller is not the marketplace'],
  ['of another issuer', { claims: { iss: 'https://evil.example/' } }, 'the issuer is not trusted'],
  ['with a bad signature', { forged: 'forged' }, 'the signature is not good'],
];
test.each(bad)('a token %s is answered with 401', async (_name, change, reason) => {
  const at = await stage();
  sell(at, { saasSubscriptionStatus: 'Subscribed' });
  announce(at, event());
  const { status, text } = await deliver(at, event(), await webhookToken(change));
  expect(status).toBe(401);
  expect(JSON.parse(text)).toEqual({ error: { code: 'webhook.401', message: reason } });
  expect(at.lines.join()).toContain(reason);
  expect(at.double.journal).not.toContain('operation');
  const { events } = await readJson(`${at.base}/events`);
  expect(events).toMatchObject([{ verified: false, answer: `401 ${reason}` }]);
});

test.each([['nonsense'], ['a.b.c']])('the token %j is answered with 401', async (bearer) => {
  const at = await stage();
  const { status, text } = await deliver(at, event(), bearer);
  expect(status).toBe(401);
  expect(text).toContain('the token cannot be read');
});

test('no token is answered with 401', async () => {
  const at = await stage();
  const reply = await fetch(`${at.base}/webhook`, { method: 'POST', body: JSON.stringify(event()) });
  expect(reply.status).toBe(401);
});

test('without metadata the call is to come again, and then passes', async () => {
  const at = await stage();
  announce(at, event());
  at.double.refusals.set('metadata', { status: 500 });
  expect((await deliver(at, event())).status).toBe(503);
  at.double.refusals.clear();
  expect((await deliver(at, event())).status).toBe(200);
});
