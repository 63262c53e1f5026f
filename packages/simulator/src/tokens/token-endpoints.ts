import { type Contract, type RequestInfo, refuse } from '@marketsim/http';
import { z } from 'zod';
import { resourceOf } from './audiences.ts';
import { applicationOf, type Credentials, worldOfTenant } from './find-application.ts';
import { issueToken, tokenLifeSeconds } from './issue-token.ts';
import type { TokenVersion } from './issuer.ts';
import { missingField, type OAuthProblem } from './oauth-problem.ts';
import { type SignInContext, signInEndpoint } from './sign-in-api.ts';

const form = z.object({
  grant_type: z.string().optional(),
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
});
const refusals = [{ status: 401, code: 'invalid_client', when: 'the secret is missing or wrong' }] as const;
const params = z.object({ tenant: z.string() });
const query = z.object({});

const issueV1 = {
  id: 'TOK-1',
  method: 'post',
  path: '/:tenant/oauth2/token',
  summary: 'App-only token, v1 form',
  source: 'PC 1.1, SF 1.4',
  tag: 'Sign-in',
  params,
  query,
  refusals,
  body: form.extend({ resource: z.string().optional() }),
  bodyRequired: false,
  form: true,
  replies: {
    200: {
      description: 'The token; every value is text.',
      schema: z.object({
        token_type: z.literal('Bearer'),
        expires_in: z.string(),
        ext_expires_in: z.string(),
        expires_on: z.string(),
        not_before: z.string(),
        resource: z.string(),
        access_token: z.string(),
      }),
    },
  },
} as const satisfies Contract;

const issueV2 = {
  id: 'TOK-2',
  method: 'post',
  path: '/:tenant/oauth2/v2.0/token',
  summary: 'App-only token, v2 form',
  source: 'PC 1.1, SF 1.4',
  tag: 'Sign-in',
  params,
  query,
  refusals,
  body: form.extend({ scope: z.string().optional() }),
  bodyRequired: false,
  form: true,
  replies: {
    200: {
      description: 'The token.',
      schema: z.object({
        token_type: z.literal('Bearer'),
        expires_in: z.int(),
        ext_expires_in: z.int(),
        access_token: z.string(),
      }),
    },
  },
} as const satisfies Contract;

type Grant = {
  readonly tenant: string;
  readonly form: z.output<typeof form>;
  readonly version: TokenVersion;
  readonly audience: () => string;
};

/** Issues a token for the client credentials of a form; refuses in the order in which Entra does. */
async function grant({ worlds }: SignInContext, request: RequestInfo, wanted: Grant) {
  const { tenant, form: fields, version } = wanted;
  const world = await worldOfTenant(worlds, tenant, request);
  if (!fields.grant_type) return refuse<OAuthProblem>(missingField('grant_type'));
  if (fields.grant_type !== 'client_credentials') {
    return refuse<OAuthProblem>({
      kind: 'oauth',
      status: 400,
      error: 'unsupported_grant_type',
      code: 70003,
      description: `The app requested an unsupported grant type '${fields.grant_type}'.`,
    });
  }
  const audience = wanted.audience();
  const application = applicationOf(world, tenant, credentialsOf(request, fields));
  const issuedAt = Math.floor(Date.now() / 1000);
  const token = await issueToken({ version, application, audience, world: world.name, issuedAt });
  return { token, audience, issuedAt };
}

/** RFC 6749 2.3.1: in the form, or as Basic authentication with both parts form-encoded. */
function credentialsOf(request: RequestInfo, fields: Grant['form']): Credentials {
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(request.header('authorization') ?? '')?.[1];
  if (basic === undefined) return { clientId: fields.client_id, clientSecret: fields.client_secret };
  const [id = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { clientId: formDecoded(id), clientSecret: formDecoded(rest.join(':')) };
}

const formDecoded = (text: string): string => new URLSearchParams(`_=${text}`).get('_') ?? '';

function knownResource(text: string): string {
  const resource = resourceOf(text);
  if (resource !== undefined) return resource;
  return refuse<OAuthProblem>({
    kind: 'oauth',
    status: 400,
    error: 'invalid_resource',
    code: 500011,
    description: `The resource principal named ${text} was not found in the tenant.`,
  });
}

function resourceOfScope(scope: string): string {
  const suffix = '/.default';
  if (scope.endsWith(suffix) && !scope.includes(' ')) return knownResource(scope.slice(0, -suffix.length));
  return refuse<OAuthProblem>({
    kind: 'oauth',
    status: 400,
    error: 'invalid_scope',
    code: 1002012,
    description: `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.`,
  });
}

/** TOK-1: the v1 form. */
export const issueTokenV1 = signInEndpoint({
  contract: issueV1,
  handle: async ({ params: { tenant }, body = {}, request }, context) => {
    const audience = (): string =>
      body.resource ? knownResource(body.resource) : refuse<OAuthProblem>(missingField('resource'));
    const issued = await grant(context, request, { tenant, form: body, version: 1, audience });
    return {
      status: 200,
      body: {
        token_type: 'Bearer',
        expires_in: String(tokenLifeSeconds - 1),
        ext_expires_in: String(tokenLifeSeconds - 1),
        expires_on: String(issued.issuedAt + tokenLifeSeconds),
        not_before: String(issued.issuedAt),
        resource: issued.audience,
        access_token: issued.token,
      },
    };
  },
});

/** TOK-2: the v2 form. */
export const issueTokenV2 = signInEndpoint({
  contract: issueV2,
  handle: async ({ params: { tenant }, body = {}, request }, context) => {
    const audience = (): string =>
      body.scope ? resourceOfScope(body.scope) : refuse<OAuthProblem>(missingField('scope'));
    const { token } = await grant(context, request, { tenant, form: body, version: 2, audience });
    const seconds = tokenLifeSeconds - 1;
    return {
      status: 200,
      body: { token_type: 'Bearer', expires_in: seconds, ext_expires_in: seconds, access_token: token },
    };
  },
});
