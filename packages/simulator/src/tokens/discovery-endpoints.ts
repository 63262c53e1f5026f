import type { Contract } from '@marketsim/http';
import { z } from 'zod';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';
import { defaultWorld } from '../worlds/worlds.ts';
import { publicDevelopmentKey } from './development-key.ts';
import { isSharedTenant, namedWorld, type Search, worldOfTenant } from './find-application.ts';
import { worldHeader } from './gate.ts';
import { issuerBaseOf, issuerOf, type TokenVersion } from './issuer.ts';
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
  /** What the issuer's name begins with; Microsoft's hosts without. */
  readonly issuerBase: string | undefined;
}

/**
 * Addresses for all tenants have a placeholder in the issuer's place, as at Entra; their setting is that of the
 * world that the caller names, else of the default one.
 */
async function described(search: Search, tenant: string): Promise<Described> {
  const shared = isSharedTenant(tenant);
  const world = shared ? await worldOfCaller(search) : await worldOfTenant(search, tenant);
  const issuing = shared ? '{tenantid}' : (world.directory.tenantNamed(tenant) ?? tenant.toLowerCase());
  return { tenant, issuing, issuerBase: issuerBaseOf(world, search.request) };
}

const worldOfCaller = ({ worlds, request }: Search): Promise<SimulatedWorld> =>
  namedWorld(worlds, request.header(worldHeader) ?? defaultWorld);

/** What is the same for every tenant. */
const abilities = {
  token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
  response_types_supported: ['code', 'code id_token'],
  response_modes_supported: ['query', 'fragment', 'form_post'],
  code_challenge_methods_supported: ['S256', 'plain'],
  subject_types_supported: ['pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
  scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  claims_supported: [
    ...['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'c_hash', 'amr', 'name', 'oid', 'tid', 'upn', 'ver'],
    ...['preferred_username', 'unique_name'],
  ],
  request_uri_parameter_supported: false,
  tenant_region_scope: null,
  cloud_instance_name: 'microsoftonline.com',
};

const document = (base: string, { tenant, issuing, issuerBase }: Described, version: TokenVersion) => {
  const v2 = version === 2 ? 'v2.0/' : '';
  return {
    issuer: issuerOf(issuing, version, issuerBase),
    authorization_endpoint: `${base}/${tenant}/oauth2/${v2}authorize`,
    token_endpoint: `${base}/${tenant}/oauth2/${v2}token`,
    jwks_uri: `${base}/${tenant}/discovery/${v2}keys`,
    ...abilities,
  };
};

/** TOK-4: for a tenant of one of the worlds. */
export const readConfiguration = signInEndpoint({
  contract: configuration,
  handle: async ({ params: { tenant }, request }, { worlds }) => {
    const found = await described({ worlds, request }, tenant);
    return { status: 200, body: document(request.base, found, 2) };
  },
});

/** TOK-5: the same in the older form. */
export const readConfigurationV1 = signInEndpoint({
  contract: configurationV1,
  handle: async ({ params: { tenant }, request }, { worlds }) => {
    const found = await described({ worlds, request }, tenant);
    return { status: 200, body: document(request.base, found, 1) };
  },
});
