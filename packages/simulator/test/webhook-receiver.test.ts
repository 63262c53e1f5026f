import express from 'express';
import { auth } from 'express-oauth2-jwt-bearer';
import { generateKeyPair, SignJWT } from 'jose';
import { afterEach, describe, expect, test } from 'vitest';
import { listen } from '../src/server/listen.ts';
import { developmentKeyId } from '../src/tokens/development-key.ts';
import { createWebhookTokens } from '../src/tokens/webhook-token.ts';
import { type SignInCaller, withAccounts } from './support/sign-in.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A publisher's endpoint that knows the authority's address and its own application, and nothing else of ours. */
async function receiver({ simulator, publisher }: SignInCaller) {
  const app = express();
  const issuerBaseURL = `${simulator.url}/${publisher.tenantId}`;
  app.post('/webhook', auth({ issuerBaseURL, audience: publisher.applicationId }), (_, response) => {
    response.sendStatus(200);
  });
  const { port, close } = await listen(app, { host: '127.0.0.1', port: 0 });
  closing.push(close);
  return async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`http://127.0.0.1:${port}/webhook`, { method: 'POST', headers });
    return [response.status, response.headers.get('www-authenticate') ?? ''] as const;
  };
}

const refused = (why: string) => [401, expect.stringContaining(why)];

describe('express-oauth2-jwt-bearer, from the metadata address alone', () => {
  test.each(['microsoft', 'own'])('takes a webhook token, auth.issuer=%s', async (issuer) => {
    const caller = await withAccounts({ settings: { 'auth.issuer': issuer } });
    const tokens = createWebhookTokens({ wallClock: Date.now });
    const post = await receiver(caller);
    const issuerBase = issuer === 'own' ? caller.simulator.url : undefined;
    expect(await post(await tokens.for(caller.publisher, { issuerBase }))).toEqual([200, '']);
    const otherIssuer = issuer === 'own' ? undefined : caller.simulator.url;
    expect(await post(await tokens.for(caller.publisher, { issuerBase: otherIssuer }))).toEqual(
      refused("Unexpected 'iss' value"),
    );
  });

  test('refuses one for another application, one that has expired, and one that another key signed', async () => {
    const caller = await withAccounts();
    const post = await receiver(caller);
    const tokens = createWebhookTokens({ wallClock: Date.now });
    const { tenantId } = caller.publisher;
    const foreign = await tokens.for({ tenantId, applicationId: caller.partner.applicationId });
    expect(await post(foreign)).toEqual(refused("Unexpected 'aud' value"));
    const past = createWebhookTokens({ wallClock: () => Date.now() - 2 * 3_600_000 });
    expect(await post(await past.for(caller.publisher))).toEqual(
      refused("'exp' claim timestamp check failed"),
    );

    const { privateKey } = await generateKeyPair('RS256');
    const good = await tokens.for(caller.publisher);
    const claims = JSON.parse(Buffer.from(good.split('.')[1] ?? '', 'base64url').toString());
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: developmentKeyId })
      .sign(privateKey);
    expect(await post(forged)).toEqual(refused('signature verification failed'));
    expect(await post(good)).toEqual([200, '']);
  });

  test('a webhook token opens no API of the marketplace', async () => {
    const caller = await withAccounts();
    const token = await createWebhookTokens({ wallClock: Date.now }).for(caller.publisher);
    const headers = { authorization: `Bearer ${token}` };
    const list = await caller.get('/api/saas/subscriptions?api-version=2018-08-31', { headers });
    expect(list.status).toBe(403);
    expect((await caller.get('/v1/customers', { headers })).status).toBe(401);
  });
});
