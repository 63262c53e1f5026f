import { createHash } from 'node:crypto';
import { developmentKeyId } from './development-key.ts';
import { signingKeys } from './signing-keys.ts';

/** Seconds that a token is good for: one hour (SF 1.4). */
export const tokenLifeSeconds = 3600;

/** What every token says. */
export interface Stamp {
  readonly issuer: string;
  readonly audience: string;
  readonly subject: string;
  /** Seconds since 1970, of the wall clock; good from then on for `tokenLifeSeconds`. */
  readonly issuedAt: number;
}

/** Signs a JWT with the development key. */
export async function signToken(claims: Readonly<Record<string, unknown>>, stamp: Stamp): Promise<string> {
  const { issuer, audience, subject, issuedAt } = stamp;
  const [{ SignJWT }, { privateKey }] = await Promise.all([import('jose'), signingKeys()]);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: developmentKeyId })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(subject)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(issuedAt + tokenLifeSeconds)
    .sign(privateKey);
}

/** An opaque text that follows from others: for claims that only have to look right and to stay the same. */
export const derivedText = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url');
