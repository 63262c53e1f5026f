import type { Application } from '../worlds/directory.ts';
import { issuerOf, type TokenVersion } from './issuer.ts';
import { signToken } from './sign-token.ts';

/** For whom a token shall be, and for what. */
export interface TokenRequest {
  readonly version: TokenVersion;
  readonly application: Application;
  readonly audience: string;
  readonly world: string;
  /** Seconds since 1970, of the wall clock. */
  readonly issuedAt: number;
  /** What the issuer's name begins with; Microsoft's hosts without. */
  readonly issuerBase?: string | undefined;
}

/** Signs an app-only token (PC 1.1, SF 1.4). The claim `marketsim_world` says where it is good. */
export function issueToken(request: TokenRequest): Promise<string> {
  const { version, application, audience, world, issuedAt, issuerBase } = request;
  const { tenantId, objectId } = application;
  const issuer = issuerOf(tenantId, version, issuerBase);
  const claims = {
    ...clientClaims(request, issuer),
    idtyp: 'app',
    tid: tenantId,
    oid: objectId,
    marketsim_world: world,
  };
  return signToken(claims, { issuer, audience, subject: objectId, issuedAt });
}

/** The application that a token was issued to, in the words of the token's version. */
export const clientClaims = (
  { version, application: { applicationId } }: Pick<TokenRequest, 'version' | 'application'>,
  issuer: string,
): Readonly<Record<string, string>> =>
  version === 1
    ? { appid: applicationId, appidacr: '1', idp: issuer, ver: '1.0' }
    : { azp: applicationId, azpacr: '1', ver: '2.0' };
