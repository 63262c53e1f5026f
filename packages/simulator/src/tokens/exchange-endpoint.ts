import { type Contract, refuse } from '@marketsim/http';
import { z } from 'zod';
import { partnerCenterAudience } from './audiences.ts';
import {
  type ExchangeContext,
  type ExchangeProblem,
  exchangeEndpoint,
  exchangeProblem,
} from './exchange-api.ts';
import { issueToken } from './issue-token.ts';
import { issuerBaseOf } from './issuer.ts';
import { tokenLifeSeconds } from './sign-token.ts';
import { issueUserToken } from './user-token.ts';
import { usersOf } from './users.ts';

const exchange = {
  id: 'AUTH-2',
  method: 'post',
  path: '/generatetoken',
  summary: 'Changes a token of Entra into one of Partner Center',
  source: 'PC 1.3',
  access: 'A+U',
  tag: 'Sign-in',
  params: z.object({}),
  query: z.object({}),
  body: z.object({ grant_type: z.string().optional() }),
  bodyRequired: false,
  form: true,
  refusals: [{ status: 400, code: 3000, when: 'grant_type is not jwt_token' }],
  replies: {
    200: {
      description: 'The token.',
      schema: z.object({
        access_token: z.string(),
        token_type: z.literal('bearer'),
        expires_in: z.int(),
      }),
    },
  },
} as const satisfies Contract;

/** AUTH-2: nothing needs it any more, since the APIs take Entra's tokens; both kinds are accepted (PC 1.3). */
export const exchangeToken = exchangeEndpoint({
  contract: exchange,
  alsoAt: ['/v3/generatetoken'],
  handle: async ({ body, request }, context) => {
    const type = body?.grant_type;
    if (type !== 'jwt_token') {
      const detail = `grant_type: expected "jwt_token", got ${type ? `"${type}"` : 'nothing'}`;
      refuse<ExchangeProblem>(exchangeProblem(400, 3000, detail));
    }
    const token = await exchanged(context, issuerBaseOf(context.world, request));
    return { status: 200, body: { access_token: token, token_type: 'bearer', expires_in: tokenLifeSeconds } };
  },
});

/** The same caller, from now on and for Partner Center. */
function exchanged(context: ExchangeContext, issuerBase: string | undefined): Promise<string> {
  const { world, application, token, wallClock } = context;
  const issuedAt = Math.floor(wallClock() / 1000);
  const same = {
    version: 1,
    application,
    audience: partnerCenterAudience,
    world: world.name,
    issuedAt,
    issuerBase,
  } as const;
  if (token.kind === 'app') return issueToken(same);
  const user = usersOf(world.directory, application).find(({ objectId }) => objectId === token.objectId);
  if (user) return issueUserToken({ ...same, user, scp: 'user_impersonation', mfa: token.mfa });
  const detail = `Access denied: there is no user ${token.objectId} in tenant ${token.tenantId}.`;
  return refuse<ExchangeProblem>(exchangeProblem(403, 2032, detail));
}
