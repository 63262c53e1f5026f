import type { Subscription } from '../client/resources.ts';
import type { House } from '../house.ts';

/**
 * Writes down what was bought where nobody has told the publisher yet: of a subscription that was set up without its
 * landing page, and that no webhook has been about. What it knows stays as it is, though the marketplace may say otherwise.
 */
export function learn({ records }: House, subscription: Subscription): void {
  const { id, planId, quantity, saasSubscriptionStatus } = subscription;
  const { planId: known, seats = quantity, since } = records.of(id);
  if (known !== undefined || planId === '') return;
  records.update(id, {
    planId,
    ...(seats !== undefined && { seats }),
    ...(since.access === undefined && { access: saasSubscriptionStatus === 'Subscribed' ? 'on' : 'off' }),
  });
}
