import type { Subscription } from '@marketsim/core';
import type { PartnerContext } from '../context.ts';
import { etagFit } from '../etag.ts';
import { refuseDomain } from '../execute.ts';
import { commerceFault, refuseWith } from '../problem.ts';
import { subscriptionEtag } from './etag.ts';

/**
 * The version that the caller wants to change, from If-Match or a non-empty etag in the body; nothing when any
 * will do. Ends the request as stale when the etag is not the current one, or is required and missing (GEN-08).
 */
export function expectedVersion(
  ctx: PartnerContext,
  subscription: Subscription,
  sent: Parameters<typeof etagFit>[0],
): number | undefined {
  const { id: subscriptionId, version } = subscription;
  const fit = etagFit(sent, subscriptionEtag(subscription));
  if (fit === 'missing' && ctx.engine.state.settings['etag.required']) {
    refuseWith(commerceFault(400, 2055, 'If-Match is required: send the etag of the subscription.'));
  }
  if (fit === 'stale') {
    return refuseDomain(ctx, { code: 'staleEtag', subscriptionId, version });
  }
  return fit === 'current' ? version : undefined;
}
