import { createHash } from 'node:crypto';
import { marketplaceAudience } from './audiences.ts';
import { issuerOf } from './issuer.ts';
import { derivedText, signToken, tokenLifeSeconds } from './sign-token.ts';

/** The publisher that is called, as its offers' technical configuration names it (SF 4.6). */
interface WebhookAudience {
  readonly tenantId: string;
  readonly applicationId: string;
}

/** Bearers of the marketplace's webhook calls. */
export interface WebhookTokens {
  /**
   * A token for a publisher, good for five minutes at least. The issuer is the publisher's tenant at Microsoft's
   * host, or at `issuerBase`, the simulator's own address without a slash at its end (setting `auth.issuer`).
   */
  for(publisher: WebhookAudience, issuerBase?: string): Promise<string>;
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
  const issue = (publisher: WebhookAudience, issuer: string): Kept => {
    const issuedAt = Math.floor(wallClock() / 1000);
    const token = signWebhookToken(publisher, issuer, issuedAt);
    return { token, staleAt: issuedAt + tokenLifeSeconds - renewedBefore };
  };
  return {
    for(publisher, issuerBase) {
      const issuer = issuerOf(publisher.tenantId, 1, issuerBase);
      const key = `${publisher.applicationId} ${issuer}`;
      const known = kept.get(key);
      if (known && wallClock() / 1000 < known.staleAt) return known.token;
      kept.delete(key);
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size >= capacity) kept.delete(oldest);
      const fresh = issue(publisher, issuer);
      kept.set(key, fresh);
      return fresh.token;
    },
  };
}

/** The v1 form (SF 4.6): for the publisher's application, from the marketplace's, in the publisher's tenant. */
function signWebhookToken(
  { tenantId, applicationId }: WebhookAudience,
  issuer: string,
  issuedAt: number,
): Promise<string> {
  const principal = marketplacePrincipal(tenantId);
  const claims = {
    aio: derivedText('aio', principal, String(issuedAt)).slice(0, 36),
    appid: marketplaceAudience,
    appidacr: '2',
    idp: issuer,
    oid: principal,
    rh: `0.${derivedText('rh', tenantId, applicationId)}.`,
    tid: tenantId,
    uti: derivedText('uti', tenantId, applicationId, String(issuedAt)).slice(0, 22),
    ver: '1.0',
  };
  return signToken(claims, { issuer, audience: applicationId, subject: principal, issuedAt });
}

/** Object id of the marketplace's service principal in a tenant. */
function marketplacePrincipal(tenantId: string): string {
  const hex = createHash('sha256').update(`marketplace ${tenantId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
