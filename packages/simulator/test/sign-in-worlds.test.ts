import { describe, expect, test } from 'vitest';
import type { Application } from '../src/index.ts';
import { started } from './support/running.ts';
import {
  answerIn,
  authorizeQuery,
  claimsOf,
  partnerCenter,
  redirectUri,
  type SignInCaller,
  signedIn,
  withAccounts,
} from './support/sign-in.ts';

const worldHeader = 'x-marketsim-world';

/** Two worlds beside the default one; `twin` has the ids of `other`, as a fork has. */
async function withTwins() {
  const caller = await withAccounts();
  const { worlds } = caller.simulator;
  const other = await worlds.create('other');
  const partner = other.directory.partner();
  const source = other.identified.partners.find(({ alias }) => alias === partner?.alias);
  if (!partner || !source) throw new Error('the other world has a partner');
  const { tenantId, applicationId, name } = source;
  await worlds.create('twin', {
    definition: {
      version: 1,
      partners: [
        { alias: source.alias, name, kind: 'directBill', mpnId: '1', country: 'US', tenantId, applicationId },
      ],
    },
  });
  return { ...caller, other: partner };
}

const inWorld = (world?: string): { readonly headers: Record<string, string> } => ({
  headers: world === undefined ? {} : { [worldHeader]: world },
});

async function code(
  { get }: SignInCaller,
  {
    partner,
    tenant,
    world,
    change,
  }: {
    readonly partner: Application;
    readonly tenant?: string;
    readonly world?: string;
    readonly change?: Readonly<Record<string, string>>;
  },
) {
  const query = authorizeQuery(partner, change);
  const path = `/${tenant ?? partner.tenantId}/oauth2/v2.0/authorize?${query}`;
  const reply = await get(path, inWorld(world));
  return reply.status === 302
    ? { code: answerIn(reply.headers.get('location')).get('code') ?? '' }
    : { page: reply.text };
}

const redeemed = (
  { call }: SignInCaller,
  {
    partner,
    given,
    tenant,
    world,
  }: {
    readonly partner: Application;
    readonly given: Readonly<Record<string, string>>;
    readonly tenant?: string;
    readonly world?: string;
  },
) => {
  const form = {
    client_id: partner.applicationId,
    client_secret: 'any',
    redirect_uri: redirectUri,
    ...given,
  };
  return call('POST', `/${tenant ?? partner.tenantId}/oauth2/v2.0/token`, { form, ...inWorld(world) });
};

const grant_type = 'authorization_code';

describe('the world of a sign-in', () => {
  test('is that of the tenant', async () => {
    const caller = await withAccounts();
    const other = await caller.simulator.worlds.create('other');
    const partner = other.directory.partner();
    if (!partner) throw new Error('no partner');
    for (const tenant of [partner.tenantId, 'common']) {
      const found = await code(caller, { partner, tenant });
      const { body } = await redeemed(caller, {
        partner,
        tenant,
        given: { grant_type, code: found.code ?? '' },
      });
      expect(claimsOf(body.access_token)).toMatchObject({ marketsim_world: 'other', tid: partner.tenantId });
    }
    const foreign = await code(caller, { partner, world: 'default' });
    expect(foreign.page).toContain('AADSTS90002: ');
    const nowhere = await code(caller, { partner, tenant: 'common', world: 'nowhere' });
    expect(nowhere.page).toContain('There is no world &#39;nowhere&#39;');
  });

  test('is the default one, made when it is first asked for', async () => {
    const { partner } = await withAccounts();
    for (const tenant of [partner.tenantId, 'common']) {
      const fresh = await started();
      expect(fresh.simulator.worlds.list()).toEqual([]);
      const { status } = await fresh.get(`/${tenant}/oauth2/v2.0/authorize?${authorizeQuery(partner)}`);
      expect(status).toBe(302);
    }
  });

  test('must be named where several have the tenant: by header, or by parameter for browsers', async () => {
    const caller = await withTwins();
    const { other: partner } = caller;
    for (const tenant of [partner.tenantId, 'common']) {
      const unnamed = await code(caller, { partner, tenant });
      expect(unnamed.page).toContain('is in several worlds (other, twin)');
      const byHeader = await code(caller, { partner, tenant, world: 'twin' });
      const byParameter = await code(caller, { partner, tenant, change: { marketsim_world: 'twin' } });
      for (const found of [byHeader, byParameter]) {
        const given = { grant_type, code: found.code ?? '' };
        const { body } = await redeemed(caller, { partner, tenant, given });
        expect(claimsOf(body.access_token)).toMatchObject({ marketsim_world: 'twin' });
        const refresh = { grant_type: 'refresh_token', refresh_token: body.refresh_token };
        const again = await redeemed(caller, { partner, tenant, given: refresh });
        expect(claimsOf(again.body.access_token)).toMatchObject({ marketsim_world: 'twin' });
      }
    }
  });

  test('cannot be another one when the code or the refresh token is redeemed', async () => {
    const caller = await withTwins();
    const { other: partner } = caller;
    const found = await code(caller, { partner, world: 'twin' });
    const given = { grant_type, code: found.code ?? '' };
    const refused = await redeemed(caller, { partner, given, world: 'other' });
    expect(refused.body).toMatchObject({ error: 'invalid_grant', error_codes: [70000] });
    expect(refused.body.error_description).toContain("of world 'twin'");
    const { body } = await redeemed(caller, { partner, given, world: 'twin' });
    const refresh = { grant_type: 'refresh_token', refresh_token: body.refresh_token };
    const again = await redeemed(caller, { partner, given: refresh, world: 'other' });
    expect(again.body).toMatchObject({ error: 'invalid_grant', error_codes: [70000] });
  });

  test('is that of the token at every API: a header that contradicts it is refused', async () => {
    const caller = await withAccounts();
    await caller.simulator.worlds.create('other');
    const { access_token: token } = await signedIn(caller, 'admin-agent');
    const headers = { authorization: `Bearer ${token}` };
    const call = (world: string) =>
      caller.get('/v1/customers', { headers: { ...headers, [worldHeader]: world } });
    expect((await call('default')).status).toBe(200);
    const contradicted = await call('other');
    expect([contradicted.status, contradicted.body.description]).toEqual([
      401,
      expect.stringContaining('the token is for world "default", the header x-marketsim-world names "other"'),
    ]);
  });
});

describe('what tokens open', () => {
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
  const line = (catalogItemId: string) => ({
    lineItems: [{ id: 0, catalogItemId, quantity: 1, billingCycle: 'monthly', termDuration: 'P1M' }],
  });

  /** A customer of the first partner, and something to sell to it. */
  async function shop(caller: SignInCaller) {
    const { customers } = (await caller.get('/_sim/accounts')).body;
    const { partner } = caller;
    const customer = customers.find(({ partnerId }: { partnerId: string }) => partnerId === partner.tenantId);
    const engine = await caller.simulator.engine();
    const [catalogItemId = ''] = [...engine.state.planByCatalogItem.keys()];
    const path = `/v1/customers/${customer.tenantId}`;
    return {
      carts: `${path}/carts`,
      company: `${path}/agreements?agreementType=MicrosoftCustomerAgreement`,
      cart: line(catalogItemId),
    };
  }

  const appOnly = async ({ call, partner }: SignInCaller): Promise<string> => {
    const { body } = await call('POST', `/${partner.tenantId}/oauth2/token`, {
      form: {
        grant_type: 'client_credentials',
        client_id: partner.applicationId,
        client_secret: 'any',
        resource: partnerCenter,
      },
    });
    return body.access_token;
  };

  test('PC 1.4: an app+user token buys as far as the role goes', async () => {
    const caller = await withAccounts();
    const { carts, cart } = await shop(caller);
    const statuses: Record<string, unknown> = {};
    for (const who of ['admin-agent', 'global-admin', 'sales-agent', 'helpdesk-agent', 'billing-admin']) {
      for (const version of [1, 2] as const) {
        const { access_token: token } = await signedIn(caller, who, version);
        const { status, body } = await caller.post(carts, cart, bearer(token));
        statuses[`${who} v${version}`] = status === 201 ? 201 : [status, body.code];
      }
    }
    expect(statuses).toEqual({
      'admin-agent v1': 201,
      'admin-agent v2': 201,
      'global-admin v1': 201,
      'global-admin v2': 201,
      'sales-agent v1': 201,
      'sales-agent v2': 201,
      'helpdesk-agent v1': [403, 900308],
      'helpdesk-agent v2': [403, 900308],
      'billing-admin v1': [403, 900150],
      'billing-admin v2': [403, 900150],
    });
  });

  test('PC 1.5: an app-only token buys too, and is refused where a user must have signed in', async () => {
    const caller = await withAccounts();
    const { carts, company, cart } = await shop(caller);
    const token = await appOnly(caller);
    expect((await caller.post(carts, cart, bearer(token))).status).toBe(201);
    const { access_token: user } = await signedIn(caller, 'admin-agent');
    expect((await caller.get(company, bearer(user))).status).toBe(200);
    const refused = await caller.get(company, bearer(token));
    expect([refused.status, refused.body.code]).toEqual([403, 900329]);
  });

  test('strict: development tokens open nothing, signed ones all', async () => {
    const caller = await withAccounts({ auth: 'strict' });
    const list = '/api/saas/subscriptions?api-version=2018-08-31';
    const licenses = '/_sim/publisher/subscriptions/x/licenses';
    const refused = [
      await caller.get('/v1/customers', bearer('dev-admin-agent')),
      await caller.call('POST', '/generatetoken', {
        form: { grant_type: 'jwt_token' },
        ...bearer('dev-app'),
      }),
      await caller.get(list, bearer('dev-publisher')),
      await caller.post(licenses, { assigned: 1 }, bearer('dev-publisher')),
    ];
    expect(refused.map(({ status }) => status)).toEqual([401, 401, 403, 401]);
    for (const { text } of refused.toSpliced(2, 1))
      expect(text).toContain('development tokens are switched off');
    const { access_token: token } = await signedIn(caller, 'admin-agent');
    expect((await caller.get('/v1/customers', bearer(token))).status).toBe(200);
    expect((await caller.get('/_sim/accounts')).text).not.toContain('dev-');
  });
});
