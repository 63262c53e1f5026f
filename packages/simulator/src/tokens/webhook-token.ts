import { createHash } from 'node:crypto';
import type { Settings } from '@marketsim/core';
import { marketplaceAudience } from './audiences.ts';
import { issuerOf, type TokenVersion } from './issuer.ts';
import { derivedText, signToken, tokenLifeSeconds } from './sign-token.ts';

/** The publisher that is called, as its offers' technical configuration names it (SF 4.6). */
interface WebhookAudience {
  readonly tenantId: string;
  readonly applicationId: string;
}

/** The form of a token: a version, or what is wrong with it (setting `webhook.jwt`). */
type WebhookTokenForm = Exclude<Settings['webhook.jwt'], 'none'>;

/** Bearers of the marketplace's webhook calls. */
export interface WebhookTokens {
  /**
   * A token for a publisher, of the first version unless asked otherwise, good for five minutes at least where nothing is
   * wrong with it. The issuer is the publisher's tenant at Microsoft's host, or at `issuerBase`, the simulator's own
   * address without a slash at its end (setting `auth.issuer`).
   */
  for(
    publisher: WebhookAudience,
    asked?: { readonly form?: WebhookTokenForm; readonly issuerBase?: string | undefined },
  ): Promise<string>;
}

/** Seconds before its end at which a token is replaced. */
const renewedBefore = 300;

/** Publishers whose token is kept; the oldest makes room. */
const capacity = 1000;

interface Kept {
  readonly token: Promise<string>;
  /** Seconds since 1970. */
  readonly staleAt: number;
}

/** Tokens of webhook calls, one per publisher until five minutes before its end. `wallClock` is in milliseconds. */
export function createWebhookTokens({ wallClock }: { readonly wallClock: () => number }): WebhookTokens {
  const kept = new Map<string, Kept>();
  const issue = (publisher: WebhookAudience, form: WebhookTokenForm, issuerBase?: string): Kept => {
    const issuedAt = Math.floor(wallClock() / 1000);
    const token = signWebhookToken(publisher, form, { issuedAt, issuerBase });
    return { token, staleAt: issuedAt + tokenLifeSeconds - renewedBefore };
  };
  return {
    for(publisher, { form = 'v1', issuerBase } = {}) {
      const key = [publisher.tenantId, publisher.applicationId, form, issuerBase].join(' ');
      const known = kept.get(key);
      if (known && wallClock() / 1000 < known.staleAt) return known.token;
      kept.delete(key);
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size >= capacity) kept.delete(oldest);
      const fresh = issue(publisher, form, issuerBase);
      kept.set(key, fresh);
      return fresh.token;
    },
  };
}

/** Signs a token of a form (SF 4.6). */
async function signWebhookToken(
  publisher: WebhookAudience,
  form: WebhookTokenForm,
  { issuedAt, issuerBase }: { readonly issuedAt: number; readonly issuerBase: string | undefined },
): Promise<string> {
  const { tenantId, applicationId } = publisher;
  const version = form === 'v2' ? 2 : 1;
  const issuer = issuerOf(form === 'wrongIssuer' ? somebodyElse(tenantId) : tenantId, version, issuerBase);
  const stamp = {
    issuer,
    audience: form === 'wrongAud' ? somebodyElse(applicationId) : applicationId,
    subject: marketplacePrincipal(tenantId),
    issuedAt: form === 'expired' ? issuedAt - 2 * tokenLifeSeconds : issuedAt,
  };
  // As Microsoft's emulator has it: the publisher seems to call itself (SF 4.6).
  const caller = form === 'wrongCaller' ? applicationId : marketplaceAudience;
  const token = await signToken(
    { ...callerClaims(caller, version, issuer), ...commonClaims(publisher, issuedAt) },
    stamp,
  );
  return form === 'badSignature' ? forged(token) : token;
}

const callerClaims = (caller: string, version: TokenVersion, issuer: string) =>
  version === 1
    ? { appid: caller, appidacr: '2', idp: issuer, ver: '1.0' }
    : { azp: caller, azpacr: '2', ver: '2.0' };

function commonClaims({ tenantId, applicationId }: WebhookAudience, issuedAt: number) {
  const principal = marketplacePrincipal(tenantId);
  return {
    aio: derivedText('aio', principal, String(issuedAt)).slice(0, 36),
    oid: principal,
    rh: `0.${derivedText('rh', tenantId, applicationId)}.`,
    tid: tenantId,
    uti: derivedText('uti', tenantId, applicationId, String(issuedAt)).slice(0, 22),
  };
}

/** A token whose signature belongs to another one. */
function forged(token: string): string {
  const [header = '', claims = '', signature = ''] = token.split('.');
  return [header, claims, [...signature].reverse().join('')].join('.');
}

/** A GUID that is not this one, and always the same. */
const somebodyElse = (id: string): string => guidOf(`not ${id}`);

/** Object id of the marketplace's service principal in a tenant. */
const marketplacePrincipal = (tenantId: string): string => guidOf(`marketplace ${tenantId}`);

function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
