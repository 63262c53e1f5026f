import { createRemoteJWKSet, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { createWebhookTokens } from '../src/tokens/webhook-token.ts';
import { partnerCenter, redeem, type SignInCaller, signedIn, withAccounts } from './support/sign-in.ts';

const own = { settings: { 'auth.issuer': 'own' } } as const;
const versions = [1, 2] as const;

const metadataPath = (tenant: string, version: 1 | 2): string =>
  `/${tenant}${version === 1 ? '' : '/v2.0'}/.well-known/openid-configuration`;

/** A token as a client gets it, and what its tenant's metadata says. */
async function issued(caller: SignInCaller, version: 1 | 2) {
  const asked = version === 1 ? { resource: partnerCenter } : { scope: `${partnerCenter}/.default` };
  const { body } = await redeem(caller, { grant_type: 'client_credentials', ...asked }, { version });
  const { body: metadata } = await caller.get(metadataPath(caller.partner.tenantId, version));
  return { token: body.access_token, metadata };
}

describe('setting auth.issuer', () => {
  test.each(versions)('microsoft, the default: the hosts of Microsoft, v%i', async (version) => {
    const caller = await withAccounts();
    const { token, metadata } = await issued(caller, version);
    const { tenantId } = caller.partner;
    const names = [
      `https://sts.windows.net/${tenantId}/`,
      `https://login.microsoftonline.com/${tenantId}/v2.0`,
    ];
    expect(metadata.issuer).toBe(names[version - 1]);
    const keys = createRemoteJWKSet(new URL(metadata.jwks_uri));
    await jwtVerify(token, keys, { issuer: metadata.issuer, audience: partnerCenter });
  });

  test.each(versions)('own: the address by which the simulator was called, v%i', async (version) => {
    const caller = await withAccounts(own);
    const { url } = caller.simulator;
    const { token, metadata } = await issued(caller, version);
    const { tenantId } = caller.partner;
    expect(metadata.issuer).toBe(`${url}/${tenantId}/${version === 1 ? '' : 'v2.0'}`);
    const keys = createRemoteJWKSet(new URL(metadata.jwks_uri));
    await jwtVerify(token, keys, { issuer: metadata.issuer, audience: partnerCenter });
    const user = await signedIn(caller, 'admin-agent', version);
    for (const each of [user.access_token, user.id_token]) {
      await jwtVerify(each, keys, { issuer: metadata.issuer });
    }
    const headers = { authorization: `Bearer ${token}` };
    expect((await caller.get('/v1/customers', { headers })).status).toBe(200);
  });

  test('is of a world, changes while it runs, and takes no token away that was issued before', async () => {
    const caller = await withAccounts();
    await caller.simulator.worlds.create('other', own);
    const other = (await caller.simulator.worlds.require('other')).directory.partner();
    const there = await caller.get(metadataPath(other?.tenantId ?? '', 2));
    expect(there.body.issuer).toBe(`${caller.simulator.url}/${other?.tenantId}/v2.0`);
    const before = await issued(caller, 2);
    expect(before.metadata.issuer).toMatch(/^https:\/\/login\.microsoftonline\.com\//);
    await caller.call('PATCH', '/_sim/settings', { body: { 'auth.issuer': 'own' } });
    expect((await issued(caller, 2)).metadata.issuer).toContain(caller.simulator.url);
    const headers = { authorization: `Bearer ${before.token}` };
    expect((await caller.get('/v1/customers', { headers })).status).toBe(200);
  });

  test('of a shared address: a placeholder for the tenant, by the setting of the world that is named', async () => {
    const { get, simulator } = await withAccounts();
    await simulator.worlds.create('other', own);
    const common = await get(metadataPath('common', 2));
    expect(common.body.issuer).toBe('https://login.microsoftonline.com/{tenantid}/v2.0');
    const headers = { 'x-marketsim-world': 'other' };
    const named = await get(metadataPath('organizations', 1), { headers });
    expect(named.body.issuer).toBe(`${simulator.url}/{tenantid}/`);
    const nowhere = await get(metadataPath('common', 2), { headers: { 'x-marketsim-world': 'nowhere' } });
    expect([nowhere.status, nowhere.body.error_codes]).toEqual([400, [90002]]);
  });
});

describe('metadata', () => {
  test('names addresses that answer, and only what they can do', async () => {
    const caller = await withAccounts();
    const { tenantId } = caller.partner;
    for (const version of versions) {
      const { body } = await caller.get(metadataPath(tenantId, version));
      const v2 = version === 2 ? 'v2.0/' : '';
      expect(body).toMatchObject({
        authorization_endpoint: `${caller.simulator.url}/${tenantId}/oauth2/${v2}authorize`,
        token_endpoint: `${caller.simulator.url}/${tenantId}/oauth2/${v2}token`,
        response_types_supported: ['code', 'code id_token'],
        code_challenge_methods_supported: ['S256', 'plain'],
        grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
      });
      const statuses = await Promise.all(
        [body.authorization_endpoint, body.token_endpoint, body.jwks_uri].map(
          async (address: string) => (await caller.get(new URL(address).pathname)).status,
        ),
      );
      expect(statuses).toEqual([400, 405, 200]);
    }
  });

  const instance = (endpoint?: string): string =>
    `/common/discovery/instance?api-version=1.1${endpoint === undefined ? '' : `&authorization_endpoint=${encodeURIComponent(endpoint)}`}`;

  test('instance discovery knows Microsoft’s cloud and the simulator itself', async () => {
    const { get, simulator, partner } = await withAccounts();
    const { host } = new URL(simulator.url);
    for (const origin of ['https://login.microsoftonline.com', 'https://login.windows.net', simulator.url]) {
      const { status, body } = await get(instance(`${origin}/${partner.tenantId}/oauth2/v2.0/authorize`));
      expect(status).toBe(200);
      expect(body.tenant_discovery_endpoint).toBe(
        `${simulator.url}/${partner.tenantId}/v2.0/.well-known/openid-configuration`,
      );
      const aliases = body.metadata.map((cloud: { aliases: string[] }) => cloud.aliases);
      expect(aliases).toEqual([expect.arrayContaining(['login.microsoftonline.com']), [host]]);
    }
    const v1 = await get(instance('https://login.microsoftonline.com/common/oauth2/authorize'));
    expect(v1.body.tenant_discovery_endpoint).toBe(
      `${simulator.url}/common/.well-known/openid-configuration`,
    );
  });

  test.each([
    ['another host', 'https://login.example/common/oauth2/authorize', 'invalid_instance', 50049],
    ['no authorize address', 'https://login.microsoftonline.com/common', 'invalid_request', 50050],
    ['no address', 'common', 'invalid_request', 50050],
    ['nothing', undefined, 'invalid_request', 900144],
  ])('instance discovery refuses %s', async (_, endpoint, error, code) => {
    const { get } = await withAccounts();
    const { status, body } = await get(instance(endpoint));
    expect([status, body.error, body.error_codes]).toEqual([400, error, [code]]);
  });
});

describe('webhook tokens (SF 4.6)', () => {
  const publisher = {
    tenantId: '7f1c2a90-4d5e-4b6f-8a11-0c2d3e4f5a6b',
    applicationId: '3b9e6d12-8c47-4f0a-9e55-61d2a7b8c901',
  };
  const start = Date.UTC(2026, 0, 5);

  const withClock = () => {
    const clock = { now: start };
    return { clock, tokens: createWebhookTokens({ wallClock: () => clock.now }) };
  };

  const claims = async (token: Promise<string>): Promise<Record<string, unknown>> =>
    JSON.parse(Buffer.from((await token).split('.')[1] ?? '', 'base64url').toString());

  test('are of the v1 form, for one hour', async () => {
    const { tokens } = withClock();
    expect(await claims(tokens.for(publisher))).toEqual({
      aud: publisher.applicationId,
      appid: '20e940b3-4c77-4b0b-9a53-9e16a1b010a7',
      appidacr: '2',
      tid: publisher.tenantId,
      iss: `https://sts.windows.net/${publisher.tenantId}/`,
      idp: `https://sts.windows.net/${publisher.tenantId}/`,
      iat: start / 1000,
      nbf: start / 1000,
      exp: start / 1000 + 3600,
      ver: '1.0',
      oid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
      sub: expect.any(String),
      rh: expect.any(String),
      uti: expect.any(String),
      aio: expect.any(String),
    });
  });

  test('are kept per publisher until five minutes before their end', async () => {
    const { clock, tokens } = withClock();
    const first = await tokens.for(publisher);
    const other = await tokens.for({ ...publisher, applicationId: '9b9e6d12-8c47-4f0a-9e55-61d2a7b8c909' });
    expect(other).not.toBe(first);
    clock.now = start + 55 * 60_000 - 1;
    expect(await tokens.for(publisher)).toBe(first);
    clock.now = start + 55 * 60_000;
    const renewed = await tokens.for(publisher);
    expect(renewed).not.toBe(first);
    expect((await claims(Promise.resolve(renewed)))['exp']).toBe(start / 1000 + 55 * 60 + 3600);
    expect(await tokens.for(publisher)).toBe(renewed);
  });

  test('are issued by the simulator’s own address where that is asked for', async () => {
    const { tokens } = withClock();
    const base = 'http://127.0.0.1:4600';
    expect((await claims(tokens.for(publisher, { issuerBase: base })))['iss']).toBe(
      `${base}/${publisher.tenantId}/`,
    );
    expect((await claims(tokens.for(publisher)))['iss']).toMatch(/^https:\/\/sts\.windows\.net\//);
  });
});
