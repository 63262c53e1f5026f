import type { Application } from '../worlds/directory.ts';
import { developmentKeyId } from './development-key.ts';
import { issuerOf, type TokenVersion } from './issuer.ts';
import { signingKeys } from './signing-keys.ts';

/** Seconds that a token is good for: one hour (SF 1.4). */
export const tokenLifeSeconds = 3600;

/** What an app-only token shall say. */
export interface TokenRequest {
  readonly version: TokenVersion;
  readonly application: Application;
  readonly audience: string;
  readonly world: string;
  /** Seconds since 1970, of the wall clock. */
  readonly issuedAt: number;
}

/** Signs an app-only token (PC 1.2, SF 1.4). The claim `marketsim_world` says where it is good. */
export async function issueToken(request: TokenRequest): Promise<string> {
  const { version, application, audience, world, issuedAt } = request;
  const { tenantId, applicationId, objectId } = application;
  const issuer = issuerOf(tenantId, version);
  const client =
    version === 1
      ? { appid: applicationId, appidacr: '1', idp: issuer, ver: '1.0' }
      : { azp: applicationId, azpacr: '1', ver: '2.0' };
  const [{ SignJWT }, { privateKey }] = await Promise.all([import('jose'), signingKeys()]);
  return new SignJWT({ ...client, idtyp: 'app', tid: tenantId, oid: objectId, marketsim_world: world })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: developmentKeyId })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(objectId)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(issuedAt + tokenLifeSeconds)
    .sign(privateKey);
}
