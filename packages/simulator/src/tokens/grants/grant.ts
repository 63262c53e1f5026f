import { refuse } from '@marketsim/http';
import { isSharedTenant, worldOfTenant } from '../find-application.ts';
import { missingField, type OAuthProblem, oauthProblem } from '../oauth-problem.ts';
import { grantForCode } from './authorization-code.ts';
import { grantToApplication } from './client-credentials.ts';
import { grantForPassword } from './password.ts';
import { grantForRefreshToken } from './refresh.ts';
import type { Issued, TokenCall } from './token-call.ts';

const grants: ReadonlyMap<string, (call: TokenCall) => Promise<Issued>> = new Map([
  ['client_credentials', grantToApplication],
  ['authorization_code', grantForCode],
  ['refresh_token', grantForRefreshToken],
  ['password', grantForPassword],
]);

/** Issues what a call of a token endpoint asks for. */
export async function grant(call: TokenCall): Promise<Issued> {
  const { context, request, tenant, form } = call;
  const type = form.grant_type;
  const known = grants.get(type ?? '');
  if (known) return known(call);
  if (!isSharedTenant(tenant)) await worldOfTenant({ worlds: context.worlds, request }, tenant);
  return type ? refuseGrant(type) : refuse<OAuthProblem>(missingField('grant_type'));
}

function refuseGrant(type: string): never {
  const onBehalfOf = type === 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  const hint = onBehalfOf ? ' Acting on behalf of a user by his token (on-behalf-of) is not simulated.' : '';
  const known = [...grants.keys()].join(', ');
  const detail = `The app requested an unsupported grant type '${type}'.${hint} Supported: ${known}.`;
  return refuse<OAuthProblem>(oauthProblem('unsupported_grant_type', 70003, detail));
}
