import type { Contract } from '@marketsim/http';
import { z } from 'zod';
import type { TokenVersion } from '../issuer.ts';
import { type SignInEndpoint, signInEndpoint } from '../sign-in-api.ts';
import { authorize } from './authorize.ts';
import { authorizeParameters } from './parameters.ts';

const shared = {
  source: 'PC 1.2',
  tag: 'Sign-in',
  params: z.object({ tenant: z.string() }),
  query: authorizeParameters,
  refusals: [],
  replies: {
    200: { description: 'A page: users to sign in as, or a form that takes the answer to the application.' },
    302: { description: 'Back to the application with a code or an error.' },
  },
} as const;

/** TOK-6, TOK-8: somebody comes with a browser, or a test with `login_hint`. */
const visited = (id: string, path: string, version: TokenVersion): SignInEndpoint =>
  signInEndpoint({
    contract: {
      ...shared,
      id,
      method: 'get',
      path,
      summary: `Signs a user in, v${version} form`,
    } satisfies Contract,
    handle: ({ params: { tenant }, query, request }, context) =>
      authorize({ context, request, tenant, parameters: query, version }),
  });

/** TOK-7, TOK-9: the same by a form, as the page sends it; what stands in the form wins over the query. */
const submitted = (id: string, path: string, version: TokenVersion): SignInEndpoint =>
  signInEndpoint({
    contract: {
      ...shared,
      id,
      method: 'post',
      path,
      summary: `Signs a user in by a form, v${version} form`,
      body: authorizeParameters,
      bodyRequired: false,
      form: true,
    } satisfies Contract,
    handle: ({ params: { tenant }, query, body, request }, context) =>
      authorize({ context, request, tenant, parameters: { ...query, ...body }, version }),
  });

const pathV1 = '/:tenant/oauth2/authorize';
const pathV2 = '/:tenant/oauth2/v2.0/authorize';

/** The authorize addresses in both forms. */
export const authorizeEndpoints: readonly SignInEndpoint[] = [
  visited('TOK-6', pathV1, 1),
  submitted('TOK-7', pathV1, 1),
  visited('TOK-8', pathV2, 2),
  submitted('TOK-9', pathV2, 2),
];
