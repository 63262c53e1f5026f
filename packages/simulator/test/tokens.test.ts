import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { started } from './support/running.ts';

const partnerCenter = 'https://api.partnercenter.microsoft.com';
const marketplace = '20e940b3-4c77-4b0b-9a53-9e16a1b010a7';

async function withAccounts(options = {}) {
  const caller = await started(options);
  const { directory } = await caller.simulator.worlds.require();
  const [partner, publisher] = [directory.partner(), directory.publisher()];
  if (!partner || !publisher) throw new Error('the seeded world has a partner and a publisher');
  return { ...caller, partner, publisher };
}

const contoso = {
  alias: 'contoso',
  name: 'Contoso Cloud',
  kind: 'directBill',
  mpnId: '4567890',
  country: 'US',
} as const;

const almostEmpty = { version: 1, startsAt: '2026-01-05T09:00:00Z' } as const;

const credentials = (applicationId: string, more: Readonly<Record<string, string>> = {}) => ({
  grant_type: 'client_credentials',
  client_id: applicationId,
  client_secret: 'anything',
  ...more,
});

describe('token endpoint', () => {
  test('v1: every value is text, and the token verifies against the served keys', async () => {
    const { call, get, publisher } = await withAccounts();
    const form = credentials(publisher.applicationId, { resource: marketplace });
    const issued = await call('POST', `/${publisher.tenantId}/oauth2/token`, { form });
    expect(issued.status).toBe(200);
    expect(issued.headers.get('cache-control')).toContain('no-store');
    expect(issued.body).toMatchObject({
      token_type: 'Bearer',
      expires_in: '3599',
      ext_expires_in: '3599',
      resource: marketplace,
    });
    expect(Number(issued.body.expires_on) - Number(issued.body.not_before)).toBe(3600);

    const keys = await get(`/${publisher.tenantId}/discovery/keys`);
    const { payload, protectedHeader } = await jwtVerify(
      issued.body.access_token,
      createLocalJWKSet(keys.body),
      { issuer: `https://sts.windows.net/${publisher.tenantId}/`, audience: marketplace },
    );
    expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: keys.body.keys[0].kid });
    expect(payload).toMatchObject({
      tid: publisher.tenantId,
      appid: publisher.applicationId,
      oid: publisher.objectId,
      ver: '1.0',
      marketsim_world: 'default',
    });
    expect(payload).not.toHaveProperty('azp');
    expect(keys.body.keys[0]).not.toHaveProperty('d');
  });

  test('a tenant is named by its id or by its domain, in any case', async () => {
    const { call, get, partner } = await withAccounts();
    const form = credentials(partner.applicationId, { resource: partnerCenter });
    const issued = await call('POST', '/Direct.example/oauth2/token', { form });
    expect(issued.status).toBe(200);
    expect(decodeJwt(issued.body.access_token)['tid']).toBe(partner.tenantId);
    const { body } = await get('/direct.example/.well-known/openid-configuration');
    expect(body).toMatchObject({
      issuer: `https://sts.windows.net/${partner.tenantId}/`,
      token_endpoint: expect.stringContaining('/direct.example/oauth2/token'),
    });
    const unknown = await call('POST', '/nobody.example/oauth2/token', { form });
    expect([unknown.status, unknown.body.error_codes]).toEqual([400, [90002]]);
  });

  test('a partner’s domain can be one of its own', async () => {
    const world = { ...almostEmpty, partners: [{ ...contoso, domain: 'contoso.onmicrosoft.com' }] };
    const { call, get, simulator } = await started({ world });
    const { directory } = await simulator.worlds.require();
    const { applicationId = '' } = directory.partner() ?? {};
    const form = credentials(applicationId, { resource: partnerCenter });
    expect((await call('POST', '/contoso.onmicrosoft.com/oauth2/token', { form })).status).toBe(200);
    expect((await call('POST', '/contoso.example/oauth2/token', { form })).status).toBe(400);
    const { body } = await get('/_sim/accounts');
    expect(body.partners).toMatchObject([{ domain: 'contoso.onmicrosoft.com' }]);
  });

  test('v2: numbers, azp and the v2 issuer, as the configuration document says', async () => {
    const { call, get, partner } = await withAccounts();
    const form = credentials(partner.applicationId, { scope: `${partnerCenter}/.default` });
    const issued = await call('POST', `/${partner.tenantId}/oauth2/v2.0/token`, { form });
    expect(issued.body).toMatchObject({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 });

    const { body: configuration } = await get(`/${partner.tenantId}/v2.0/.well-known/openid-configuration`);
    const keys = await get(new URL(configuration.jwks_uri).pathname);
    const { payload } = await jwtVerify(issued.body.access_token, createLocalJWKSet(keys.body), {
      issuer: configuration.issuer,
      audience: partnerCenter,
    });
    expect(payload).toMatchObject({ azp: partner.applicationId, ver: '2.0', tid: partner.tenantId });
    expect(configuration.token_endpoint).toContain(`/${partner.tenantId}/oauth2/v2.0/token`);
  });

  test('v2: scopes of sign-in are passed over, which MSAL for Java sends in any case', async () => {
    const { call, partner } = await withAccounts();
    const scope = `openid profile offline_access ${partnerCenter}/.default`;
    const form = credentials(partner.applicationId, { scope });
    const issued = await call('POST', `/${partner.tenantId}/oauth2/v2.0/token`, { form });
    expect(issued.status).toBe(200);
    expect(issued.body).not.toHaveProperty('refresh_token');
  });

  test('the v1 configuration document has the v1 issuer', async () => {
    const { get, partner } = await withAccounts();
    const { body } = await get(`/${partner.tenantId}/.well-known/openid-configuration`);
    expect(body.issuer).toBe(`https://sts.windows.net/${partner.tenantId}/`);
    const common = await get('/common/v2.0/.well-known/openid-configuration');
    expect(common.body.issuer).toBe('https://login.microsoftonline.com/{tenantid}/v2.0');
    const unknown = await get('/nobody/v2.0/.well-known/openid-configuration');
    expect([unknown.status, unknown.body.error_codes]).toEqual([400, [90002]]);
  });

  test('takes the credentials as Basic authentication too', async () => {
    const { call, partner } = await withAccounts();
    const basic = Buffer.from(`${partner.applicationId}:s%3Acret`).toString('base64');
    const { status } = await call('POST', `/${partner.tenantId}/oauth2/token`, {
      form: { grant_type: 'client_credentials', resource: partnerCenter },
      headers: { authorization: `Basic ${basic}` },
    });
    expect(status).toBe(200);
  });

  test.each([
    ['no grant type', { grant_type: '' }, 400, 'invalid_request', 900144],
    ['another grant', { grant_type: 'device_code' }, 400, 'unsupported_grant_type', 70003],
    [
      'a user’s token as grant',
      { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: 'a.b.c' },
      ...([400, 'unsupported_grant_type', 70003] as const),
    ],
    [
      'a password: users have a second factor',
      { grant_type: 'password', username: 'admin-agent', password: 'secret' },
      ...([400, 'invalid_grant', 50076] as const),
    ],
    ['no client id', { client_id: '' }, 400, 'invalid_request', 900144],
    ['an unknown application', { client_id: 'nobody' }, 400, 'unauthorized_client', 700016],
    ['no secret', { client_secret: '' }, 401, 'invalid_client', 7000218],
    [
      'an assertion that is none instead of the secret',
      { client_secret: '', client_assertion: 'a.b.c' },
      ...([401, 'invalid_client', 50027] as const),
    ],
    ['no resource', { resource: '' }, 400, 'invalid_request', 900144],
    ['an unknown resource', { resource: 'https://nowhere.example' }, 400, 'invalid_resource', 500011],
  ])('v1 refuses %s', async (_, change, status, error, code) => {
    const { call, partner } = await withAccounts();
    const form = { ...credentials(partner.applicationId, { resource: partnerCenter }), ...change };
    const refused = await call('POST', `/${partner.tenantId}/oauth2/token`, { form });
    expect(refused.status).toBe(status);
    expect(refused.body).toMatchObject({ error, error_codes: [code] });
    expect(refused.body.error_description).toMatch(new RegExp(`^AADSTS${code}: `));
    expect(refused.body.trace_id).toEqual(expect.any(String));
    expect(refused.body.timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
  });

  test.each([
    ['no scope', {}, 'invalid_request'],
    ['a scope without .default', { scope: partnerCenter }, 'invalid_scope'],
    ['scopes of sign-in alone', { scope: 'openid profile' }, 'invalid_scope'],
    ['two scopes', { scope: `${partnerCenter}/.default openid/.default` }, 'invalid_scope'],
    ['the resource of the v1 form', { resource: partnerCenter }, 'invalid_request'],
  ])('v2 refuses %s', async (_, scope, error) => {
    const { call, partner } = await withAccounts();
    const form = credentials(partner.applicationId, scope);
    const refused = await call('POST', `/${partner.tenantId}/oauth2/v2.0/token`, { form });
    expect(refused.status).toBe(400);
    expect(refused.body.error).toBe(error);
  });

  test('refuses an empty body, a GET and an unknown tenant in the OAuth shape', async () => {
    const { call, get, partner } = await withAccounts();
    const empty = await call('POST', `/${partner.tenantId}/oauth2/token`);
    expect([empty.status, empty.body.error]).toEqual([400, 'invalid_request']);
    const wrongMethod = await get(`/${partner.tenantId}/oauth2/token`);
    expect([wrongMethod.status, wrongMethod.body.error]).toEqual([405, 'invalid_request']);
    const form = credentials(partner.applicationId, { resource: partnerCenter });
    const unknown = await call('POST', '/11111111-2222-4333-8444-555555555555/oauth2/token', { form });
    expect([unknown.status, unknown.body.error_codes]).toEqual([400, [90002]]);
  });

  test('a secret that the definition gives is the only one taken', async () => {
    const direct = {
      alias: 'direct',
      name: 'Direct',
      kind: 'directBill',
      mpnId: '1',
      country: 'US',
    } as const;
    const world = { version: 1, partners: [{ ...direct, clientSecret: 'right' }] } as const;
    const { call, simulator } = await started({ world });
    const partner = (await simulator.worlds.require()).directory.partner();
    const token = (secret: string) =>
      call('POST', `/${partner?.tenantId}/oauth2/token`, {
        form: {
          ...credentials(partner?.applicationId ?? '', { resource: partnerCenter }),
          client_secret: secret,
        },
      });
    expect((await token('right')).status).toBe(200);
    const wrong = await token('wrong');
    expect(wrong.status).toBe(401);
    expect(wrong.body).toMatchObject({ error: 'invalid_client', error_codes: [7000215] });
  });

  test('the tenant picks the world; the header does where a tenant is in several', async () => {
    const { call, simulator, partner } = await withAccounts();
    const other = await simulator.worlds.create('other');
    const there = other.directory.partner();
    const issued = await call('POST', `/${there?.tenantId}/oauth2/token`, {
      form: credentials(there?.applicationId ?? '', { resource: partnerCenter }),
    });
    const claims = JSON.parse(Buffer.from(issued.body.access_token.split('.')[1], 'base64url').toString());
    expect(claims.marketsim_world).toBe('other');

    const form = credentials(partner.applicationId, { resource: partnerCenter });
    const path = `/${partner.tenantId}/oauth2/token`;
    const elsewhere = await call('POST', path, { form, headers: { 'x-marketsim-world': 'other' } });
    expect(elsewhere.body.error_codes).toEqual([90002]);
    const nowhere = await call('POST', path, { form, headers: { 'x-marketsim-world': 'none' } });
    expect(nowhere.body.error_description).toContain("no world 'none'");
  });
});
