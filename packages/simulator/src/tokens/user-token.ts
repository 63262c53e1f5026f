import { createHash } from 'node:crypto';
import { clientClaims, type TokenRequest } from './issue-token.ts';
import { issuerOf } from './issuer.ts';
import { derivedText, signToken } from './sign-token.ts';
import type { TenantUser } from './users.ts';

/** What an app+user token shall say beside. */
export interface UserTokenRequest extends TokenRequest {
  readonly user: TenantUser;
  /** Names of scopes, separated by blanks. */
  readonly scp: string;
  readonly mfa: boolean;
}

/** How a user signed in: with a second factor, as Partner Center demands, unless by password alone (PC 1.2). */
const methods = (mfa: boolean): readonly string[] => (mfa ? ['pwd', 'mfa'] : ['pwd']);

/** Signs an app+user token (PC 1.2). The claim `marketsim_world` says where it is good. */
export function issueUserToken(request: UserTokenRequest): Promise<string> {
  const { version, application, audience, world, issuedAt, issuerBase, user, scp, mfa } = request;
  const { tenantId, objectId, roles, wids } = user;
  const issuer = issuerOf(tenantId, version, issuerBase);
  const claims = {
    acr: '1',
    ...clientClaims({ version, application }, issuer),
    ...nameClaims(request),
    amr: methods(mfa),
    tid: tenantId,
    oid: objectId,
    upn: user.userName,
    scp,
    roles,
    wids,
    marketsim_world: world,
  };
  const subject = derivedText('subject', objectId, audience);
  return signToken(claims, { issuer, audience, subject, issuedAt });
}

/** What an id token shall say. */
export interface IdTokenRequest
  extends Pick<TokenRequest, 'version' | 'application' | 'issuedAt' | 'issuerBase'> {
  readonly user: TenantUser;
  readonly mfa: boolean;
  readonly nonce?: string | undefined;
  /** The authorization code that comes with it. */
  readonly code?: string;
}

/** Signs an id token for an application. */
export function issueIdToken(request: IdTokenRequest): Promise<string> {
  const { version, application, issuedAt, issuerBase, user, mfa, nonce, code } = request;
  const { tenantId, objectId } = user;
  const claims = {
    ...nameClaims(request),
    ...(version === 1 ? { amr: methods(mfa), upn: user.userName } : {}),
    tid: tenantId,
    oid: objectId,
    ...(nonce === undefined ? {} : { nonce }),
    ...(code === undefined ? {} : { c_hash: codeHash(code) }),
    ver: version === 1 ? '1.0' : '2.0',
  };
  return signToken(claims, {
    issuer: issuerOf(tenantId, version, issuerBase),
    audience: application.applicationId,
    subject: derivedText('subject', objectId, application.applicationId),
    issuedAt,
  });
}

const nameClaims = ({
  version,
  user: { displayName, userName },
}: Pick<IdTokenRequest, 'version' | 'user'>): Readonly<Record<string, string>> => ({
  name: displayName,
  ...(version === 1 ? { unique_name: userName } : { preferred_username: userName }),
});

/** The left half of the code's SHA-256 (OpenID Connect Core 3.3.2.11). */
const codeHash = (code: string): string =>
  createHash('sha256').update(code).digest().subarray(0, 16).toString('base64url');
