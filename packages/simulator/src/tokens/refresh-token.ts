import { createHash } from 'node:crypto';
import { z } from 'zod';
import { compact } from '../compact.ts';
import type { SignIn } from './authorization-codes.ts';
import { privateDevelopmentKey } from './development-key.ts';
import { userRoles } from './users.ts';

/** Seconds that a refresh token is good for: 90 days. */
const lifeSeconds = 90 * 86_400;

const signIn = z.object({
  world: z.string(),
  tenantId: z.string(),
  applicationId: z.string(),
  who: z.enum(userRoles),
  scope: z.string(),
  resource: z.string().optional(),
  publicClient: z.literal(true).optional(),
  passwordOnly: z.literal(true).optional(),
});

/** As published as the key it derives from: a refresh token outlives the process without being stored. */
const sealingKey = (): Uint8Array =>
  new Uint8Array(createHash('sha256').update(`refresh token ${privateDevelopmentKey.d}`).digest());

/** Seals a sign-in into a refresh token; `issuedAt` is in seconds since 1970, of the wall clock. */
export async function sealRefreshToken(granted: SignIn, issuedAt: number): Promise<string> {
  const { EncryptJWT } = await import('jose');
  return new EncryptJWT({ ...granted })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifeSeconds)
    .encrypt(sealingKey());
}

/** The sign-in of a refresh token at a moment of the wall clock, in milliseconds, or what is wrong with it. */
export async function openRefreshToken(
  text: string,
  nowMs: number,
): Promise<SignIn | 'malformed' | 'expired'> {
  const { errors, jwtDecrypt } = await import('jose');
  try {
    const { payload } = await jwtDecrypt(text, sealingKey(), { currentDate: new Date(nowMs) });
    const parsed = signIn.safeParse(payload);
    return parsed.success ? compact(parsed.data) : 'malformed';
  } catch (error) {
    if (error instanceof errors.JWTExpired) return 'expired';
    if (error instanceof errors.JOSEError) return 'malformed';
    throw error;
  }
}
