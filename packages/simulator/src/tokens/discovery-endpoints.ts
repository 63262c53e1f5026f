import type { Contract, RequestInfo } from '@marketsim/http';
import { z } from 'zod';
import type { Worlds } from '../worlds/worlds.ts';
import { publicDevelopmentKey } from './development-key.ts';
import { worldOfTenant } from './find-application.ts';
import { issuerOf, type TokenVersion } from './issuer.ts';
import { signInEndpoint } from './sign-in-api.ts';

const shared = {
  params: z.object({ tenant: z.string() }),
  query: z.object({}),
  refusals: [],
  tag: 'Sign-in',
};

const keys = {
  id: 'TOK-3',
  method: 'get',
  path: '/:tenant/discovery/keys',
  summary: 'Keys that tokens are signed with (JWKS)',
  source: 'SF 1.4',
  ...shared,
  replies: { 200: { description: 'The keys.', schema: z.object({ keys: z.array(z.looseObject({})) }) } },
} as const satisfies Contract;

const configuration = {
  id: 'TOK-4',
  method: 'get',
  path: '/:tenant/v2.0/.well-known/openid-configuration',
  summary: 'Where to find issuer, keys and token endpoint, v2 form',
  source: 'SF 1.4',
  ...shared,
  replies: { 200: { description: 'The configuration.', schema: z.looseObject({ issuer: z.string() }) } },
} as const satisfies Contract;

const configurationV1 = {
  ...configuration,
  id: 'TOK-5',
  path: '/:tenant/.well-known/openid-configuration',
  summary: 'Where to find issuer, keys and token endpoint, v1 form',
} as const satisfies Contract;

/** TOK-3: one key for all tenants; any tenant's address shows it, `common` included. */
export const readKeys = signInEndpoint({
  contract: keys,
  handle: () => ({ status: 200, body: { keys: [publicDevelopmentKey] } }),
});

interface Described {
  readonly tenant: string;
  /** Tenant in the issuer's name. */
  readonly issuing: string;
  readonly version: TokenVersion;
}

/** Addresses for all tenants have a placeholder in the issuer's place, as at Entra. */
async function issuingTenant(worlds: Worlds, tenant: string, request: RequestInfo): Promise<string> {
  if (tenant === 'common' || tenant === 'organizations') return '{tenantid}';
  await worldOfTenant(worlds, tenant, request);
  return tenant.toLowerCase();
}

const document = (base: string, { tenant, issuing, version }: Described) => {
  const v2 = version === 2 ? 'v2.0/' : '';
  return {
    issuer: issuerOf(issuing, version),
    authorization_endpoint: `${base}/${tenant}/oauth2/${v2}authorize`,
    token_endpoint: `${base}/${tenant}/oauth2/${v2}token`,
    jwks_uri: `${base}/${tenant}/discovery/${v2}keys`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    response_types_supported: ['code', 'id_token', 'code id_token'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  };
};

/** TOK-4: for a tenant of one of the worlds. */
export const readConfiguration = signInEndpoint({
  contract: configuration,
  handle: async ({ params: { tenant }, request }, { worlds }) => {
    const issuing = await issuingTenant(worlds, tenant, request);
    return { status: 200, body: document(request.base, { tenant, issuing, version: 2 }) };
  },
});

/** TOK-5: the same in the older form. */
export const readConfigurationV1 = signInEndpoint({
  contract: configurationV1,
  handle: async ({ params: { tenant }, request }, { worlds }) => {
    const issuing = await issuingTenant(worlds, tenant, request);
    return { status: 200, body: document(request.base, { tenant, issuing, version: 1 }) };
  },
});
