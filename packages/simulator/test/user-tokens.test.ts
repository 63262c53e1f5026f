import { createHash } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { openRefreshToken, sealRefreshToken } from '../src/tokens/refresh-token.ts';
import { started } from './support/running.ts';
import {
  authorizeQuery,
  claimsOf,
  codeOf,
  marketplace,
  partnerCenter,
  redeem,
  redirectUri,
  signedIn,
  withAccounts,
} from './support/sign-in.ts';

const forCode = { grant_type: 'authorization_code', redirect_uri: redirectUri };
const scope = `openid offline_access ${partnerCenter}/user_impersonation`;
const minute = 60_000;
const start = Date.UTC(2026, 0, 5);

/** A simulator whose wall clock the test moves. */
async function withClock() {
  const clock = { now: start };
  return { clock, caller: await withAccounts({ wallClock: () => clock.now }) };
}

describe('a password is sent, as by old samples (PC 1.2)', () => {
  const settings = { 'auth.passwordGrant': true };
  const form = { grant_type: 'password', username: 'admin-agent@direct.example', password: 'any' };

  test('it is good for tokens of that user, in either form', async () => {
    const caller = await withAccounts({ settings });
    const v1 = await redeem(caller, { ...form, resource: partnerCenter, scope: 'openid' }, { version: 1 });
    expect(v1).toMatchObject({ status: 200, body: { refresh_token: expect.any(String) } });
    expect(claimsOf(v1.body.access_token)).toMatchObject({
      upn: 'admin-agent@direct.example',
      roles: ['AdminAgent'],
    });
    expect(claimsOf(v1.body.id_token)).toMatchObject({ upn: 'admin-agent@direct.example' });
    const v2 = await redeem(caller, { ...form, username: 'billing-admin', scope });
    expect(claimsOf(v2.body.access_token)).toMatchObject({ roles: ['BillingAdmin'] });
    const refreshed = { grant_type: 'refresh_token', refresh_token: v2.body.refresh_token };
    expect((await redeem(caller, refreshed)).status).toBe(200);
  });

  test.each(['userrealm', 'UserRealm'])('first the client asks who checks it (%s)', async (address) => {
    const { get } = await withAccounts();
    const ask = async (user: string) => (await get(`/common/${address}/${user}?api-version=1.0`)).body;
    expect(await ask('Admin-Agent%40Direct.example')).toMatchObject({
      account_type: 'Managed',
      domain_name: 'direct.example',
    });
    expect(await ask('ana@nowhere.example')).toMatchObject({ account_type: 'Unknown' });
  });

  test('a native application needs no secret, nor for what it got', async () => {
    const caller = await withAccounts({ settings });
    const secretless = { client_secret: undefined };
    const first = await redeem(caller, { ...form, ...secretless, scope });
    expect(first.status).toBe(200);
    const refresh = { grant_type: 'refresh_token', refresh_token: first.body.refresh_token };
    expect((await redeem(caller, { ...refresh, ...secretless })).status).toBe(200);
    const ofWeb = (await signedIn(caller, 'admin-agent')).refresh_token;
    const refused = await redeem(caller, { ...refresh, ...secretless, refresh_token: ofWeb });
    expect([refused.status, refused.body.error_codes]).toEqual([401, [7000218]]);
  });

  test('one whose definition gives a secret has to show it', async () => {
    const partner = {
      alias: 'direct',
      name: 'Direct',
      kind: 'directBill',
      mpnId: '1',
      country: 'US',
    } as const;
    const world = { version: 1, partners: [{ ...partner, clientSecret: 'right' }] } as const;
    const caller = await started({ world, settings });
    const application = (await caller.simulator.worlds.require()).directory.partner();
    const shown = (client_secret?: string) =>
      caller.call('POST', `/${application?.tenantId}/oauth2/v2.0/token`, {
        form: {
          ...form,
          client_id: application?.applicationId ?? '',
          scope,
          ...(client_secret ? { client_secret } : {}),
        },
      });
    expect((await shown()).body.error_codes).toEqual([7000218]);
    expect((await shown('right')).status).toBe(200);
  });

  test('no second factor was used, neither then nor when the token is refreshed', async () => {
    const caller = await withAccounts({
      settings: { ...settings, 'auth.conditionalAccess': 'secondFactor' },
    });
    const first = await redeem(caller, { ...form, scope: `${scope} offline_access` });
    const refresh = { grant_type: 'refresh_token', refresh_token: first.body.refresh_token, scope };
    const second = await redeem(caller, refresh);
    for (const { body } of [first, second]) {
      expect(claimsOf(body.access_token)['amr']).toEqual(['pwd']);
      const headers = { authorization: `Bearer ${body.access_token}`, ValidateMfa: 'true' };
      const blocked = await caller.get('/v1/customers', { headers });
      expect([blocked.status, blocked.body.code]).toEqual([403, 900309]);
      expect(blocked.headers.get('isMfaCompliant')).toBe('false');
    }
  });

  test.each([
    { change: { username: 'nobody' }, error: 'invalid_grant', code: 50034 },
    { change: { username: undefined }, error: 'invalid_request', code: 900144 },
    { change: { password: undefined }, error: 'invalid_request', code: 900144 },
  ])('$change is refused', async ({ change, error, code }) => {
    const { status, body } = await redeem(await withAccounts({ settings }), { ...form, scope, ...change });
    expect([status, body.error, body.error_codes]).toEqual([400, error, [code]]);
  });
});

describe('a code is redeemed', () => {
  test('v1: for texts, with refresh token, id token and scope (PC 1.2)', async () => {
    const caller = await withAccounts();
    const body = await signedIn(caller, 'admin-agent', 1);
    expect(body).toMatchObject({
      token_type: 'Bearer',
      scope: 'user_impersonation',
      expires_in: '3599',
      resource: partnerCenter,
      refresh_token: expect.any(String),
    });
    const { tenantId, applicationId } = caller.partner;
    const keys = createLocalJWKSet((await caller.get(`/${tenantId}/discovery/keys`)).body);
    const issuer = `https://sts.windows.net/${tenantId}/`;
    const access = await jwtVerify(body.access_token, keys, { issuer, audience: partnerCenter });
    expect(access.payload).toMatchObject({
      appid: applicationId,
      tid: tenantId,
      oid: expect.any(String),
      upn: 'admin-agent@direct.example',
      unique_name: 'admin-agent@direct.example',
      scp: 'user_impersonation',
      roles: ['AdminAgent'],
      wids: [expect.any(String)],
      amr: ['pwd', 'mfa'],
      ver: '1.0',
      marketsim_world: 'default',
    });
    const id = await jwtVerify(body.id_token, keys, { issuer, audience: applicationId });
    expect(id.payload).toMatchObject({ upn: 'admin-agent@direct.example', oid: access.payload['oid'] });
    expect(id.payload['oid']).not.toBe(caller.partner.objectId);
  });

  test('v2: for numbers; a global admin has the directory role in wids', async () => {
    const caller = await withAccounts();
    const body = await signedIn(caller, 'global-admin');
    expect(body).toMatchObject({ expires_in: 3599, scope: `openid ${partnerCenter}/user_impersonation` });
    expect(body).not.toHaveProperty('resource');
    expect(claimsOf(body.access_token)).toMatchObject({
      azp: caller.partner.applicationId,
      ver: '2.0',
      preferred_username: 'global-admin@direct.example',
      upn: 'global-admin@direct.example',
      roles: ['GlobalAdmin'],
      wids: expect.arrayContaining(['62e90394-69f5-4237-9190-012177145e10']),
    });
  });

  test('id token, refresh token and nonce come when they were asked for', async () => {
    const caller = await withAccounts();
    const plain = await codeOf(caller, { change: { scope: `${partnerCenter}/.default` } });
    const bare = (await redeem(caller, { ...forCode, code: plain })).body;
    expect(Object.keys(bare)).toEqual([
      'token_type',
      'expires_in',
      'ext_expires_in',
      'access_token',
      'scope',
    ]);
    expect(bare.scope).toBe(`${partnerCenter}/user_impersonation ${partnerCenter}/.default`);
    const code = await codeOf(caller, { change: { nonce: 'n-7' } });
    const { body } = await redeem(caller, { ...forCode, code, client_info: '1' });
    expect(claimsOf(body.id_token)).toMatchObject({ nonce: 'n-7' });
    const info = JSON.parse(Buffer.from(body.client_info, 'base64url').toString());
    expect(info).toEqual({ uid: claimsOf(body.id_token)['oid'], utid: caller.partner.tenantId });
  });

  test('at common too, for another resource than the one consented to', async () => {
    const caller = await withAccounts();
    const code = await codeOf(caller, { tenant: 'common', version: 1 });
    const form = { ...forCode, code, resource: 'https://graph.windows.net' };
    const { status, body } = await redeem(caller, form, { tenant: 'common', version: 1 });
    expect([status, claimsOf(body.access_token)['aud']]).toEqual([200, 'https://graph.windows.net']);
  });

  test('without a resource the scopes are Graph’s', async () => {
    const caller = await withAccounts();
    const code = await codeOf(caller, { change: { scope: 'openid profile Mail.Read' } });
    const { body } = await redeem(caller, { ...forCode, code });
    expect(claimsOf(body.access_token)).toMatchObject({
      aud: 'https://graph.microsoft.com',
      scp: 'Mail.Read openid profile',
    });
  });
});

describe('a code is good once', () => {
  test('a second redemption is refused; a refused one leaves it as it was', async () => {
    const caller = await withAccounts();
    const code = await codeOf(caller);
    expect((await redeem(caller, { ...forCode, code, client_secret: '' })).status).toBe(401);
    expect((await redeem(caller, { ...forCode, code, scope: `${partnerCenter}/read` })).status).toBe(400);
    expect((await redeem(caller, { ...forCode, code })).status).toBe(200);
    const again = await redeem(caller, { ...forCode, code });
    expect(again.status).toBe(400);
    expect(again.body).toMatchObject({ error: 'invalid_grant', error_codes: [54005] });
  });

  test('for ten minutes of the wall clock', async () => {
    const { clock, caller } = await withClock();
    const [late, early] = [await codeOf(caller), await codeOf(caller)];
    await caller.simulator.advance('P1Y');
    clock.now = start + 10 * minute - 1;
    expect((await redeem(caller, { ...forCode, code: early })).status).toBe(200);
    clock.now = start + 10 * minute;
    const expired = await redeem(caller, { ...forCode, code: late });
    expect(expired.body).toMatchObject({ error: 'invalid_grant', error_codes: [70008] });
  });

  test('and only for the same application, redirect address and tenant', async () => {
    const caller = await withAccounts();
    const code = await codeOf(caller);
    const other = caller.simulator.worlds.loaded('default')?.directory.partner('provider');
    const foreign = await redeem(
      caller,
      { ...forCode, code, client_id: other?.applicationId },
      { tenant: other?.tenantId ?? '' },
    );
    expect(foreign.body).toMatchObject({ error: 'invalid_grant', error_codes: [700007] });
    const elsewhere = await redeem(caller, { ...forCode, code, redirect_uri: `${redirectUri}/` });
    expect(elsewhere.body).toMatchObject({ error: 'invalid_client', error_codes: [500112] });
    const nowhere = await redeem(caller, { ...forCode, code, redirect_uri: undefined });
    expect(nowhere.body).toMatchObject({ error: 'invalid_request', error_codes: [900144] });
    const garbage = await redeem(caller, { ...forCode, code: 'garbage' });
    expect(garbage.body).toMatchObject({ error: 'invalid_grant', error_codes: [70000] });
    const none = await redeem(caller, { ...forCode });
    expect(none.body).toMatchObject({ error: 'invalid_request', error_codes: [900144] });
    expect((await redeem(caller, { ...forCode, code })).status).toBe(200);
  });

  test('and of an application with several tenants, only for the one that was signed in to', async () => {
    const applicationId = '3b9e6d12-8c47-4f0a-9e55-61d2a7b8c901';
    const vendor = { kind: 'directBill', country: 'US', applicationId } as const;
    const partners = [
      { ...vendor, alias: 'one', name: 'One', mpnId: '1' },
      { ...vendor, alias: 'two', name: 'Two', mpnId: '2' },
    ];
    const publishers = [{ alias: 'isv', name: 'ISV', landingPageUrl: 'https://isv.example' }];
    const caller = await withAccounts({ world: { version: 1, partners, publishers } });
    const code = await codeOf(caller);
    const tenant = caller.simulator.worlds.loaded('default')?.directory.partner('two')?.tenantId ?? '';
    const refused = await redeem(caller, { ...forCode, code }, { tenant });
    expect(refused.body).toMatchObject({ error: 'invalid_grant', error_codes: [700005] });

    const change = { login_hint: 'admin-agent@two.example' };
    const shared = await codeOf(caller, { tenant: 'common', change });
    const { body } = await redeem(caller, { ...forCode, code: shared }, { tenant: 'common' });
    expect(claimsOf(body.access_token)).toMatchObject({ tid: tenant, upn: 'admin-agent@two.example' });
    const form = { grant_type: 'refresh_token', refresh_token: body.refresh_token };
    const again = await redeem(caller, form, { tenant: 'common' });
    expect(claimsOf(again.body.access_token)).toMatchObject({ tid: tenant });
    const query = authorizeQuery(caller.partner, { login_hint: undefined });
    const page = await caller.get(`/common/oauth2/v2.0/authorize?${query}`);
    expect(page.text).toContain('Sign in to One or Two');
    expect(page.text.match(/name="login_hint"/g)).toHaveLength(10);
  });

  test('v1 needs a resource, here or when signing in', async () => {
    const caller = await withAccounts();
    const code = await codeOf(caller, { version: 1, change: { scope: 'openid' } });
    const refused = await redeem(caller, { ...forCode, code }, { version: 1 });
    expect(refused.body).toMatchObject({ error: 'invalid_request', error_codes: [900144] });
    const change = { scope: 'openid', resource: marketplace };
    const named = await codeOf(caller, { version: 1, change });
    const { body } = await redeem(caller, { ...forCode, code: named }, { version: 1 });
    expect(body.resource).toBe(marketplace);
  });

  test.each([
    ['two resources', `${partnerCenter}/.default ${marketplace}/.default`, 700022],
    ['.default beside another', `${partnerCenter}/.default ${partnerCenter}/user_impersonation`, 70011],
  ])('v2 refuses %s', async (_, asked, error) => {
    const caller = await withAccounts();
    const code = await codeOf(caller);
    const { status, body } = await redeem(caller, { ...forCode, code, scope: asked });
    expect([status, body.error, body.error_codes]).toEqual([400, 'invalid_scope', [error]]);
  });
});

describe('a code with a challenge needs its verifier (RFC 7636)', () => {
  const verifier = 'v'.repeat(43);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const S256 = { code_challenge: challenge, code_challenge_method: 'S256' };
  const plain = { code_challenge: verifier };

  test.each([
    ['S256', S256, verifier, 200],
    ['plain', plain, verifier, 200],
    ['S256 with the challenge itself', S256, challenge, 400],
    ['plain with another', plain, 'w'.repeat(43), 400],
    ['S256 without any', S256, undefined, 400],
    ['a verifier without a challenge', {}, verifier, 400],
  ])('%s', async (_, change, code_verifier, status) => {
    const caller = await withAccounts();
    const code = await codeOf(caller, { change });
    const answer = await redeem(caller, { ...forCode, code, code_verifier });
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body).toMatchObject({ error: 'invalid_grant', error_codes: [501481] });
  });
});

describe('a refresh token', () => {
  test('gives new tokens for any resource, and stays good beside the new one', async () => {
    const caller = await withAccounts();
    const first = await signedIn(caller, 'sales-agent', 1);
    const form = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
    const resource = { resource: partnerCenter, scope: 'openid' };
    const second = await redeem(caller, { ...form, ...resource }, { version: 1 });
    expect(second.status).toBe(200);
    expect(second.body).toMatchObject({ scope: 'user_impersonation', id_token: expect.any(String) });
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    expect(claimsOf(second.body.access_token)).toMatchObject({ roles: ['SalesAgent'], aud: partnerCenter });
    const old = await redeem(
      caller,
      { ...form, scope: `${marketplace}/.default` },
      { tenant: 'organizations' },
    );
    expect(claimsOf(old.body.access_token)).toMatchObject({ aud: marketplace, roles: ['SalesAgent'] });
    expect(old.body.refresh_token).toEqual(expect.any(String));
  });

  test('outlives the simulator, for 90 days of the wall clock', async () => {
    const { clock, caller } = await withClock();
    const { refresh_token } = await signedIn(caller, 'admin-agent');
    const later = await withAccounts({ wallClock: () => clock.now });
    const form = { grant_type: 'refresh_token', refresh_token };
    clock.now = start + 90 * 86_400_000 - 1000;
    expect((await redeem(later, form)).status).toBe(200);
    clock.now = start + 90 * 86_400_000;
    const expired = await redeem(later, form);
    expect(expired.body).toMatchObject({ error: 'invalid_grant', error_codes: [700082] });
  });

  test('is good for its own application only, and cannot be made up', async () => {
    const caller = await withAccounts();
    const { refresh_token } = await signedIn(caller, 'admin-agent');
    const form = { grant_type: 'refresh_token', refresh_token };
    const other = caller.simulator.worlds.loaded('default')?.directory.partner('provider');
    const foreign = await redeem(
      caller,
      { ...form, client_id: other?.applicationId },
      { tenant: other?.tenantId ?? '' },
    );
    expect(foreign.body).toMatchObject({ error: 'invalid_grant', error_codes: [700007] });
    for (const made of ['garbage', `${refresh_token.slice(0, -2)}xx`]) {
      const refused = await redeem(caller, { ...form, refresh_token: made });
      expect(refused.body).toMatchObject({ error: 'invalid_grant', error_codes: [9002313] });
    }
    const none = await redeem(caller, { ...form, refresh_token: undefined });
    expect(none.body).toMatchObject({ error: 'invalid_request', error_codes: [900144] });
    const wrongSecret = await redeem(caller, { ...form, client_secret: undefined });
    expect(wrongSecret.body).toMatchObject({ error: 'invalid_client', error_codes: [7000218] });
  });

  test('is not taken for a bearer, nor a sealed text of another shape for one of its kind', async () => {
    const caller = await withAccounts();
    const { refresh_token } = await signedIn(caller, 'admin-agent');
    const headers = { authorization: `Bearer ${refresh_token}` };
    expect((await caller.get('/v1/customers', { headers })).status).toBe(401);
    const signIn = { world: 'default', tenantId: 't', applicationId: 'a', who: 'nobody', scope };
    const sealed = await sealRefreshToken(signIn as never, start / 1000);
    expect(await openRefreshToken(sealed, start)).toBe('malformed');
  });
});

test('client credentials need a tenant of their own', async () => {
  const caller = await withAccounts();
  const form = { grant_type: 'client_credentials', scope: `${partnerCenter}/.default` };
  const { status, body } = await redeem(caller, form, { tenant: 'common' });
  expect([status, body.error_codes]).toEqual([400, [9001023]]);
});
