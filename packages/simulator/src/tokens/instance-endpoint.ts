import { type Contract, refuse } from '@marketsim/http';
import { z } from 'zod';
import { invalidRequest, missingField, type OAuthProblem, oauthProblem } from './oauth-problem.ts';
import { signInEndpoint } from './sign-in-api.ts';

const cloud = z.object({
  preferred_network: z.string(),
  preferred_cache: z.string(),
  aliases: z.array(z.string()),
});

/** Hosts of the public cloud, one and the same to clients. */
const publicCloud: z.output<typeof cloud> = {
  preferred_network: 'login.microsoftonline.com',
  preferred_cache: 'login.windows.net',
  aliases: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
};

const instance = {
  id: 'TOK-10',
  method: 'get',
  path: '/common/discovery/instance',
  summary: 'Whether an authority is known, and by which other names',
  source: 'SF 1.4',
  tag: 'Sign-in',
  params: z.object({}),
  query: z.object({ authorization_endpoint: z.string().optional(), 'api-version': z.string().optional() }),
  refusals: [{ status: 400, code: 'invalid_instance', when: 'the authority is none of these' }],
  replies: {
    200: {
      description: 'Names of the authority, and where to read more about the tenant.',
      schema: z.object({
        tenant_discovery_endpoint: z.string(),
        'api-version': z.string(),
        metadata: z.array(cloud),
      }),
    },
  },
} as const satisfies Contract;

/** Tenant and version that an authorize address names. */
const authorizePath = /^\/([^/]+)\/oauth2\/(v2\.0\/)?authorize\/?$/i;

/** TOK-10: what MSAL asks before it trusts an authority. Known are Microsoft's public cloud and the simulator itself. */
export const readInstance = signInEndpoint({
  contract: instance,
  handle: ({ query, request: { base } }) => {
    const { authorization_endpoint: endpoint, 'api-version': version = '1.1' } = query;
    if (!endpoint) return refuse<OAuthProblem>(missingField('authorization_endpoint'));
    const url = URL.parse(endpoint);
    const path = authorizePath.exec(url?.pathname ?? '');
    if (!url || !path?.[1]) {
      const detail = `'authorization_endpoint' must be the absolute authorize address of a tenant, not '${endpoint}'.`;
      return refuse<OAuthProblem>(invalidRequest(50050, `The request is malformed: ${detail}`));
    }
    const { host } = new URL(base);
    const clouds = publicCloud.aliases.includes(host)
      ? [publicCloud]
      : [publicCloud, { preferred_network: host, preferred_cache: host, aliases: [host] }];
    if (!clouds.some(({ aliases }) => aliases.includes(url.host))) {
      const detail = `Unknown or invalid instance '${url.host}'.`;
      return refuse<OAuthProblem>(oauthProblem('invalid_instance', 50049, detail));
    }
    return {
      status: 200,
      body: {
        tenant_discovery_endpoint: `${base}/${path[1]}/${path[2] ?? ''}.well-known/openid-configuration`,
        'api-version': version,
        metadata: clouds,
      },
    };
  },
});
