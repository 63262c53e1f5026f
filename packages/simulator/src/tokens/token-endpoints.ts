import { type Contract, refuse } from '@marketsim/http';
import { z } from 'zod';
import { grant } from './grants/grant.ts';
import { type Issued, tokenForm } from './grants/token-call.ts';
import { type OAuthProblem, resourceUnsupported } from './oauth-problem.ts';
import { signInEndpoint } from './sign-in-api.ts';
import { tokenLifeSeconds } from './sign-token.ts';

const shared = {
  method: 'post',
  source: 'PC 1.1, PC 1.2, SF 1.4',
  tag: 'Sign-in',
  params: z.object({ tenant: z.string() }),
  query: z.object({}),
  refusals: [{ status: 401, code: 'invalid_client', when: 'the secret is missing or wrong' }],
  body: tokenForm,
  bodyRequired: false,
  form: true,
} as const;

const userMembers = {
  scope: z.string().optional(),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
  client_info: z.string().optional(),
};

const issueV1 = {
  ...shared,
  id: 'TOK-1',
  path: '/:tenant/oauth2/token',
  summary: 'Token for credentials, a code or a refresh token, v1 form',
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
        ...userMembers,
      }),
    },
  },
} as const satisfies Contract;

const issueV2 = {
  ...shared,
  id: 'TOK-2',
  path: '/:tenant/oauth2/v2.0/token',
  summary: 'Token for credentials, a code or a refresh token, v2 form',
  replies: {
    200: {
      description: 'The token.',
      schema: z.object({
        token_type: z.literal('Bearer'),
        expires_in: z.int(),
        ext_expires_in: z.int(),
        access_token: z.string(),
        ...userMembers,
      }),
    },
  },
} as const satisfies Contract;

/** What comes with a user's token; `undefined` is left out of the reply. */
const userPart = ({ scope, refreshToken, idToken, clientInfo }: Issued) => ({
  scope,
  refresh_token: refreshToken,
  id_token: idToken,
  client_info: clientInfo,
});

/** TOK-1: the v1 form. */
export const issueTokenV1 = signInEndpoint({
  contract: issueV1,
  handle: async ({ params: { tenant }, body: form = {}, request }, context) => {
    const issued = await grant({ context, request, tenant, form, version: 1 });
    return {
      status: 200,
      body: {
        token_type: 'Bearer',
        expires_in: String(tokenLifeSeconds - 1),
        ext_expires_in: String(tokenLifeSeconds - 1),
        expires_on: String(issued.issuedAt + tokenLifeSeconds),
        not_before: String(issued.issuedAt),
        resource: issued.audience,
        access_token: issued.accessToken,
        ...userPart(issued),
      },
    };
  },
});

/** TOK-2: the v2 form. */
export const issueTokenV2 = signInEndpoint({
  contract: issueV2,
  handle: async ({ params: { tenant }, body: form = {}, request }, context) => {
    if (form.resource) refuse<OAuthProblem>(resourceUnsupported());
    const issued = await grant({ context, request, tenant, form, version: 2 });
    const seconds = tokenLifeSeconds - 1;
    return {
      status: 200,
      body: {
        token_type: 'Bearer',
        expires_in: seconds,
        ext_expires_in: seconds,
        access_token: issued.accessToken,
        ...userPart(issued),
      },
    };
  },
});
