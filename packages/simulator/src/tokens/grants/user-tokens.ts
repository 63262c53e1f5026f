import { refuse } from '@marketsim/http';
import type { SignIn } from '../authorization-codes.ts';
import type { Client } from '../find-application.ts';
import { issuerBaseOf } from '../issuer.ts';
import { missingField, type OAuthProblem, oauthProblem } from '../oauth-problem.ts';
import { sealRefreshToken } from '../refresh-token.ts';
import { hasScope, type Wanted, wantedByResource, wantedByScope } from '../scopes.ts';
import { issueIdToken, issueUserToken } from '../user-token.ts';
import { type TenantUser, userOf } from '../users.ts';
import { type Issued, secondsOf, type TokenCall } from './token-call.ts';

/** A sign-in that is turned into tokens, for the application that it was made for. */
export interface Redemption {
  readonly client: Client;
  readonly signIn: SignIn;
  readonly wanted: Wanted;
  readonly nonce?: string | undefined;
}

/** A refusal of a code or refresh token. */
export const invalidGrant = (code: number, description: string): OAuthProblem =>
  oauthProblem('invalid_grant', code, description);

/** Refuses a sign-in of another application, tenant or world than the caller's. */
export function checkSignIn({ world, application }: Client, signIn: SignIn): void {
  if (signIn.applicationId !== application.applicationId) {
    const detail = `The grant was issued for another client: ${signIn.applicationId}.`;
    refuse<OAuthProblem>(invalidGrant(700007, detail));
  }
  if (signIn.tenantId !== application.tenantId) {
    const detail = `The grant is for tenant ${signIn.tenantId} and must be redeemed there.`;
    refuse<OAuthProblem>(invalidGrant(700005, detail));
  }
  if (signIn.world !== world.name) {
    const detail = `The grant is of world '${signIn.world}', the call is for world '${world.name}'.`;
    refuse<OAuthProblem>(invalidGrant(70000, detail));
  }
}

/** What the call asks for; what it leaves open is as asked for when signing in. */
export function wantedOf({ version, form }: TokenCall, signIn: SignIn): Wanted {
  const wanted =
    version === 2 ? wantedByScope(form.scope || signIn.scope) : resourceWanted(form.resource, signIn);
  return 'kind' in wanted ? refuse<OAuthProblem>(wanted) : wanted;
}

function resourceWanted(asked: string | undefined, { resource }: SignIn): Wanted | OAuthProblem {
  const name = asked || resource;
  return name ? wantedByResource(name) : missingField('resource');
}

/** Access token, new refresh token where one is due, and an id token where `openid` was asked for (PC 1.2). */
export async function tokensOf(call: TokenCall, redemption: Redemption): Promise<Issued> {
  const { context, request, version, form } = call;
  const { client, signIn, wanted, nonce } = redemption;
  const { world, application } = client;
  const user = userOf(world.directory, application, signIn.who);
  const issuedAt = secondsOf(context);
  const mfa = !signIn.passwordOnly;
  const common = { version, application, issuedAt, issuerBase: issuerBaseOf(world, request), user, mfa };
  const { audience, scp } = wanted;
  const [accessToken, refreshToken, idToken] = await Promise.all([
    issueUserToken({ ...common, audience, scp, world: world.name }),
    refreshable(call, signIn) ? sealRefreshToken(signIn, issuedAt) : undefined,
    asks(call, signIn, 'openid') ? issueIdToken({ ...common, nonce }) : undefined,
  ]);
  return {
    issuedAt,
    audience,
    accessToken,
    scope: wanted.granted,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(idToken === undefined ? {} : { idToken }),
    ...(form.client_info === '1' ? { clientInfo: clientInfoOf(user) } : {}),
  };
}

const asks = ({ form }: TokenCall, { scope }: SignIn, name: string): boolean =>
  hasScope(form.scope ?? '', name) || hasScope(scope, name);

/** The v2 form gives a refresh token only when `offline_access` was asked for. */
const refreshable = (call: TokenCall, signIn: SignIn): boolean =>
  call.version === 1 || call.form.grant_type === 'refresh_token' || asks(call, signIn, 'offline_access');

/** What MSAL knows an account by. */
export const clientInfoOf = ({ objectId, tenantId }: TenantUser): string =>
  Buffer.from(JSON.stringify({ uid: objectId, utid: tenantId })).toString('base64url');
