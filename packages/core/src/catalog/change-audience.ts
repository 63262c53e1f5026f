import type { Context, Decision } from '../decision.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import type { CspAudience, Offer } from './catalog.ts';
import { mayResell } from './sellable.ts';

export const audienceRules = declareRules({
  'PUR-07': {
    says: 'A partner that has resold an offer once cannot be taken from those that may.',
    source: 'https://learn.microsoft.com/partner-center/marketplace/cloud-solution-providers',
    confidence: 'D/P',
  },
});

/** The publisher decides anew which partners may resell an offer (PUR-06, PUR-07). */
export interface ChangeAudience {
  readonly type: 'ChangeAudience';
  readonly productId: string;
  readonly cspAudience: CspAudience;
}

/** Refused with productNotFound, partnerNotFound, or audienceResold when somebody would be left out who has sold it. */
export function changeAudience({ productId, cspAudience }: ChangeAudience, context: Context): Decision {
  const offer = context.state.offers.get(productId);
  if (!offer) return reject({ code: 'productNotFound', productId });
  const named = typeof cspAudience === 'string' ? [] : cspAudience.partners;
  const unknown = named.find((id) => !context.state.partners.has(id));
  if (unknown !== undefined) return reject({ code: 'partnerNotFound', partnerId: unknown });
  const partnerIds = resellersOf(offer, context).filter((id) => !mayResell({ cspAudience }, id));
  return partnerIds.length > 0
    ? reject({ code: 'audienceResold', productId, partnerIds })
    : accept([{ type: 'AudienceChanged', productId, cspAudience }]);
}

/** The partners that have sold an offer, whatever became of what they sold. */
function resellersOf({ productId, publisherId }: Offer, { state }: Context): readonly string[] {
  const sold = [...state.subscriptionsByPublisher.of(publisherId)].flatMap(
    (id) => state.subscriptions.get(id) ?? [],
  );
  const partnerIds = sold
    .filter((subscription) => subscription.productId === productId)
    .flatMap(({ partnerId }) => partnerId ?? []);
  return [...new Set(partnerIds)];
}
