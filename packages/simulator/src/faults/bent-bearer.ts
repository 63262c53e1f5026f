import { issuerOf } from '../tokens/issuer.ts';
import { signToken } from '../tokens/sign-token.ts';

/** How the bearer of a webhook differs from the one that the marketplace usually sends (SF 4.6). */
export type BearerBend = 'v2' | 'expired' | 'wrongAudience' | 'wrongCaller' | 'badSignature';

/** Two hours: an hour after its end. */
const agoSeconds = 7200;

/** Somebody else's application. */
const stranger = '5d1c9a40-7be2-4c38-9f06-1a2b3c4d5e6f';

/** A bearer of the marketplace, signed anew with one thing changed. */
export async function bentBearer(bearer: string, bend: BearerBend): Promise<string> {
  if (bend === 'badSignature') return withBrokenSignature(bearer);
  const { decodeJwt } = await import('jose');
  const { iss = '', aud, sub = '', iat = 0, nbf: _, exp: __, ...claims } = decodeJwt(bearer);
  const audience = bend === 'wrongAudience' ? stranger : String(aud);
  const issuedAt = bend === 'expired' ? iat - agoSeconds : iat;
  const stamp = { issuer: iss, audience, subject: sub, issuedAt };
  const caller = claims['ver'] === '2.0' ? 'azp' : 'appid';
  if (bend === 'wrongCaller') return signToken({ ...claims, [caller]: stranger }, stamp);
  if (bend !== 'v2' || caller === 'azp') return signToken(claims, stamp);
  const { appid: azp, appidacr: azpacr, ...rest } = claims;
  const issuer = issuerOf(String(claims['tid']), 2, baseOf(iss));
  return signToken({ ...rest, azp, azpacr, ver: '2.0' }, { ...stamp, issuer });
}

/** The simulator's own address, where it is its own issuer. */
const baseOf = (issuer: string): string | undefined =>
  new URL(issuer).hostname === 'sts.windows.net' ? undefined : new URL(issuer).origin;

/** Another first letter: the last ones may hold bits that say nothing. */
function withBrokenSignature(bearer: string): string {
  const [header, claims, signature = ''] = bearer.split('.');
  const first = signature.startsWith('A') ? 'B' : 'A';
  return [header, claims, first + signature.slice(1)].join('.');
}
