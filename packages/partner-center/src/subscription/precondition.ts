import type { Subscription } from '@marketsim/core';
import type { PartnerContext } from '../context.ts';
import { bareEtag, etagOf } from '../etag.ts';
import { refuseDomain } from '../execute.ts';

/** The etags that came with an update: header and body. */
export interface SentEtags {
  readonly ifMatch: string | undefined;
  readonly inBody: string | undefined;
}

/**
 * The version that the caller wants to change, from If-Match or a non-empty etag in the body; nothing when any
 * will do. Ends the request as stale when the etag is not the current one, or is required and missing (GEN-08).
 */
export function expectedVersion(
  ctx: PartnerContext,
  subscription: Subscription,
  { ifMatch, inBody }: SentEtags,
): number | undefined {
  const header = ifMatch === undefined ? undefined : bareEtag(ifMatch);
  if (header === '*') return undefined;
  const sent = [header, inBody].filter((etag) => etag !== undefined && etag !== '');
  const missing = sent.length === 0 && ctx.engine.state.settings['etag.required'];
  const current = etagOf(subscription);
  const { id: subscriptionId, version } = subscription;
  if (missing || sent.some((etag) => etag !== current)) {
    return refuseDomain(ctx, { code: 'staleEtag', subscriptionId, version });
  }
  return sent.length === 0 ? undefined : version;
}
