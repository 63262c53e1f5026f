import { reasonOf, type TokenFault, type VerifiedToken } from '@marketsim/http';
import { z } from 'zod';
import { compact } from '../compact.ts';
import { isIssuerOf } from './issuer.ts';
import { signingKeys } from './signing-keys.ts';

/** A token whose signature, issuer and expiry were right when it was looked at. */
export interface GoodToken {
  readonly token: VerifiedToken;
  /** Claim `marketsim_world`. */
  readonly world: string | undefined;
  /** Seconds since 1970, of the wall clock. */
  readonly expiresAt: number;
}

const claims = z.object({
  tid: z.guid(),
  appid: z.string().optional(),
  azp: z.string().optional(),
  aud: z.string(),
  iss: z.string(),
  exp: z.number(),
  oid: z.string().optional(),
  upn: z.string().optional(),
  preferred_username: z.string().optional(),
  scp: z.string().optional(),
  amr: z.array(z.string()).default([]),
  roles: z.array(z.string()).default([]),
  marketsim_world: z.string().optional(),
});

const fault = (kind: TokenFault['fault'], detail: string): TokenFault => ({
  admitted: false,
  fault: kind,
  detail,
});

/** Checks a JWT at a moment of the wall clock, in milliseconds (PC 1.5, SF 1.5). */
export async function verifyToken(text: string, nowMs: number): Promise<GoodToken | TokenFault> {
  const [jose, { publicKey }] = await Promise.all([import('jose'), signingKeys()]);
  try {
    const options = { algorithms: ['RS256'], currentDate: new Date(nowMs) };
    const { payload } = await jose.jwtVerify(text, publicKey, options);
    const parsed = claims.safeParse(payload);
    if (parsed.success) return goodToken(parsed.data);
    const missing = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
    return fault('malformed', `the token's claims are missing or wrong: ${missing}`);
  } catch (error) {
    if (error instanceof jose.errors.JWTExpired) return fault('expired', 'the token has expired');
    const unreadable =
      error instanceof jose.errors.JWTInvalid ||
      error instanceof jose.errors.JWSInvalid ||
      error instanceof jose.errors.JWTClaimValidationFailed;
    return unreadable
      ? fault('malformed', `the token is not a valid JWT: ${reasonOf(error)}`)
      : fault('badSignature', `the token was not signed here: ${reasonOf(error)}`);
  }
}

function goodToken(payload: z.output<typeof claims>): GoodToken | TokenFault {
  const { tid, aud, iss, exp, scp, amr, roles } = payload;
  if (!isIssuerOf(iss, tid)) {
    return fault('badSignature', `${iss} does not issue tokens of tenant ${tid}`);
  }
  const user = scp !== undefined;
  return {
    token: {
      kind: user ? 'user' : 'app',
      tenantId: tid.toLowerCase(),
      applicationId: (payload.appid ?? payload.azp ?? '').toLowerCase(),
      audience: aud,
      objectId: payload.oid ?? '',
      ...compact({ userName: payload.upn ?? payload.preferred_username }),
      mfa: user && amr.includes('mfa'),
      roles: user ? roles : [],
    },
    world: payload.marketsim_world,
    expiresAt: exp,
  };
}
