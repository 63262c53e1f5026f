import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Account } from '../account.ts';
import { marketplaceResource } from '../client/token.ts';
import { readAs, send } from '../client/wire.ts';
import type { Environment } from '../options.ts';

/** Whether a bearer is the marketplace's; otherwise the status to answer and why. */
type Verified =
  | { readonly ok: true }
  | { readonly ok: false; readonly status: 401 | 503; readonly reason: string };

/** Checks the `authorization` header of a webhook call. */
export type Verifier = (header: string | undefined) => Promise<Verified>;

interface Trust {
  readonly issuers: readonly string[];
  readonly keys: JWTVerifyGetKey;
}

const metadata = z.object({ issuer: z.string().optional(), jwks_uri: z.url({ protocol: /^https?$/ }) });

const denied = (reason: string): Verified => ({ ok: false, status: 401, reason });

/** Webhook bearers are of the v1 form (SF 4.6), so the v1 metadata tells their issuer. */
async function discover(
  { authority, tenantId, headers }: Account,
  { callTimeoutMs }: Environment,
): Promise<Trust> {
  const url = `${authority}/${tenantId}/.well-known/openid-configuration`;
  const read = readAs(await send({ method: 'GET', url, headers }, callTimeoutMs), metadata);
  if (!read.ok) throw new Error(read.message);
  const { issuer, jwks_uri } = read.value;
  const known = [
    `https://sts.windows.net/${tenantId}/`,
    `https://login.microsoftonline.com/${tenantId}/v2.0`,
  ];
  const keys = createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: callTimeoutMs, headers });
  return { issuers: issuer ? [...known, issuer] : known, keys };
}

const claimReasons: Readonly<Record<string, string>> = {
  aud: 'the audience is another application',
  iss: 'the issuer is not trusted',
  exp: 'the token has no usable expiry',
  nbf: 'the token is not valid yet',
};

function reasonOf(error: unknown): Verified {
  if (error instanceof errors.JWTExpired) return denied('the token has expired');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return denied(claimReasons[error.claim] ?? 'a claim is not good');
  }
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed) {
    return denied('the signature is not good');
  }
  if (error instanceof errors.JWKSTimeout) return { ok: false, status: 503, reason: 'no signing keys' };
  if (error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC') {
    return denied('the token cannot be read');
  }
  return { ok: false, status: 503, reason: 'the signing keys cannot be had' };
}

const isIssuerFailure = (error: unknown): boolean =>
  error instanceof errors.JWTClaimValidationFailed && error.claim === 'iss';

/**
 * A check by the authority's v1 metadata alone (SF 4.6): signature, expiry, issuer as published or in the v1 or v2
 * form of Microsoft's hosts, own application as audience, own tenant, and the marketplace as caller in `appid` or
 * `azp`. The metadata is kept; a well-signed token of an issuer that it does not name has it read once more, since
 * an authority may take another name while it runs. When it cannot be had the call is answered 503, so that it is
 * tried again.
 */
export function createVerifier(account: Account, environment: Environment): Verifier {
  let trust: Promise<Trust> | undefined;
  const trusted = (): Promise<Trust> => {
    trust ??= discover(account, environment).catch((error: unknown) => {
      trust = undefined;
      throw error;
    });
    return trust;
  };
  const claimsOf = async (token: string, { issuers, keys }: Trust): Promise<JWTPayload> => {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      audience: account.applicationId,
      issuer: [...issuers],
      requiredClaims: ['exp'],
      currentDate: new Date(environment.now()),
    });
    return payload;
  };
  const read = async (token: string): Promise<JWTPayload> => {
    const used = trusted();
    try {
      return await claimsOf(token, await used);
    } catch (error) {
      if (!isIssuerFailure(error)) throw error;
      // A call at the same time may have dropped it already: what it reads is new enough for this one.
      if (trust === used) trust = undefined;
      return claimsOf(token, await trusted());
    }
  };
  return async (header) => {
    const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
    if (token === undefined) return denied('there is no bearer token');
    try {
      const payload = await read(token);
      if (String(payload['tid']).toLowerCase() !== account.tenantId.toLowerCase())
        return denied('the tenant is another one');
      const caller = payload['appid'] ?? payload['azp'];
      return caller === marketplaceResource ? { ok: true } : denied('the caller is not the marketplace');
    } catch (error) {
      return reasonOf(error);
    }
  };
}
