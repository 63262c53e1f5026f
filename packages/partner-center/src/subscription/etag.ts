import type { Subscription } from '@marketsim/core';
import { etagOf } from '../etag.ts';

const etags = new WeakMap<Subscription, string>();

/** The etag of a subscription (PC 0.7), made once: one that changes is another object afterwards. */
export function subscriptionEtag(subscription: Subscription): string {
  const known = etags.get(subscription);
  if (known !== undefined) return known;
  const made = etagOf(subscription);
  etags.set(subscription, made);
  return made;
}
