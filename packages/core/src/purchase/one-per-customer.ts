import type { Offer } from '../catalog/catalog.ts';
import type { DomainError } from '../errors.ts';
import { declareRules } from '../rule.ts';
import type { State } from '../state/state.ts';

export const onePerCustomerRules = declareRules({
  'PUR-08': {
    says: 'Of some offers a customer has one subscription at a time; a suspended one counts, an ended one does not.',
    source: 'https://learn.microsoft.com/partner-center/create-a-new-subscription',
    confidence: 'D/P',
  },
});

/** Why an offer cannot be bought beside what the customer has of it, or nothing when it can (PUR-08). `boughtNow` are the products of earlier lines of the same checkout. */
export function repeatRefusal(
  customerId: string,
  { productId, onePerCustomer = false }: Offer,
  { subscriptions, subscriptionsByCustomer }: Pick<State, 'subscriptions' | 'subscriptionsByCustomer'>,
  boughtNow: ReadonlySet<string> = new Set(),
): DomainError | undefined {
  if (!onePerCustomer) return undefined;
  if (boughtNow.has(productId)) return { code: 'alreadyBought', productId };
  const has = [...subscriptionsByCustomer.of(customerId)].some((id) => {
    const subscription = subscriptions.get(id);
    return subscription?.productId === productId && subscription.phase !== 'ended';
  });
  return has ? { code: 'alreadyBought', productId } : undefined;
}
