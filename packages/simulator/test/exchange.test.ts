import { describe, expect, test } from 'vitest';
import { claimsOf, marketplace, partnerCenter, redeem, signedIn, withAccounts } from './support/sign-in.ts';

const form = { grant_type: 'jwt_token' };
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('Partner Center’s token exchange (PC 1.3)', () => {
  test.each(['/generatetoken', '/v3/generatetoken'])(
    '%s: a user’s token becomes one of Partner Center',
    async (path) => {
      const caller = await withAccounts();
      const user = await signedIn(caller, 'helpdesk-agent', 1);
      const { status, body } = await caller.call('POST', path, { form, ...bearer(user.access_token) });
      expect(status).toBe(200);
      expect(body).toEqual({ access_token: expect.any(String), token_type: 'bearer', expires_in: 3600 });
      expect(claimsOf(body.access_token)).toMatchObject({
        aud: partnerCenter,
        upn: 'helpdesk-agent@direct.example',
        roles: ['HelpdeskAgent'],
        oid: claimsOf(user.access_token)['oid'],
        marketsim_world: 'default',
      });
      expect((await caller.get('/v1/customers', bearer(body.access_token))).status).toBe(200);
    },
  );

  test('a retired Graph token of an application can be changed, though the API itself refuses it', async () => {
    const caller = await withAccounts();
    const asked = { grant_type: 'client_credentials', resource: 'https://graph.windows.net' };
    const { access_token: graph } = (await redeem(caller, asked, { version: 1 })).body;
    expect((await caller.get('/v1/customers', bearer(graph))).body.code).toBe(900420);
    const { body } = await caller.call('POST', '/generatetoken', { form, ...bearer(graph) });
    expect(claimsOf(body.access_token)).not.toHaveProperty('scp');
    expect((await caller.get('/v1/customers', bearer(body.access_token))).status).toBe(200);
  });

  test('refuses in Partner Center’s shape', async () => {
    const caller = await withAccounts();
    const user = (await signedIn(caller, 'admin-agent')).access_token;
    const call = (given: Readonly<Record<string, string>>, token?: string) =>
      caller.call('POST', '/generatetoken', { form: given, ...(token === undefined ? {} : bearer(token)) });
    const other = await call({ grant_type: 'client_credentials' }, user);
    expect([other.status, other.body]).toEqual([
      400,
      { code: 3000, description: expect.stringContaining('grant_type'), data: [], source: 'PartnerFD' },
    ]);
    expect((await call({}, user)).body.code).toBe(3000);
    const missing = await call(form);
    expect([missing.status, missing.body.code]).toEqual([401, 400]);
    expect(missing.headers.get('www-authenticate')).toMatch(/^OAuth realm=urn:cpsvc:cpid:/);
    expect(missing.headers.get('ms-cv')).toMatch(/^.{16}\.0$/);
    expect(missing.headers.get('x-locale')).toBe('en-US');
    const scope = `${marketplace}/.default`;
    const wrong = (await redeem(caller, { grant_type: 'client_credentials', scope })).body.access_token;
    const audience = await call(form, wrong);
    expect([audience.status, audience.body.code]).toEqual([401, 800001]);
    const { publisher, call: raw } = caller;
    const secret = { client_id: publisher.applicationId, client_secret: 'any' };
    const asked = { ...secret, grant_type: 'client_credentials', resource: partnerCenter };
    const issued = await raw('POST', `/${publisher.tenantId}/oauth2/token`, { form: asked });
    const unregistered = await call(form, issued.body.access_token);
    expect([unregistered.status, unregistered.body.code]).toEqual([403, 2032]);
    expect((await caller.get('/generatetoken', bearer(user))).status).toBe(405);
  });
});
