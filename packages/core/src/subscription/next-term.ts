import { coverageCharge, posted } from '../billing/charges.ts';
import { priceFor } from '../catalog/catalog.ts';
import { planOf } from '../catalog/plan-of.ts';
import type { Context } from '../decision.ts';
import type { EventBody } from '../event.ts';
import { renewalOrder } from '../order/system-orders.ts';
import { pricedIn } from '../pricing/line-price.ts';
import { newQuantity, withRenewalQuantity } from './renewal-quantity.ts';
import type { RunningSubscription, TermCause } from './subscription.ts';
import type { TermPlan } from './terms.ts';
import { windowFrom } from './window.ts';

/**
 * A paid term that begins now, at the price in effect and with the seats that were chosen for it: with its order and its
 * first line (REN-05, REN-10, BIL-25, SUS-11).
 */
export function startNextTerm(
  before: RunningSubscription,
  next: TermPlan,
  { context, cause }: { readonly context: Context; readonly cause: TermCause },
): readonly EventBody[] {
  const subscription = withRenewalQuantity(before);
  const { id: subscriptionId, paidTerm } = subscription;
  const { settings } = context.state;
  const plan = planOf(subscription, context.state);
  const current = plan && priceFor(plan, paidTerm, pricedIn(subscription));
  const unitPrice = current?.unitPrice ?? subscription.unitPrice;
  const windowEndsAt = windowFrom('termStart', context.now, { subscription, settings });
  const order = renewalOrder(subscription, { number: next.term.number, unitPrice }, context);
  const description = cause === 'conversion' ? 'Paid subscription' : '';
  const line = { context, orderId: order.id, description };
  return [
    {
      type: 'TermStarted',
      subscriptionId,
      cause,
      ...next,
      unitPrice,
      ...(windowEndsAt && { windowEndsAt }),
      ...newQuantity(before),
    },
    { type: 'OrderPlaced', order },
    ...posted([coverageCharge({ ...subscription, ...next, unitPrice }, 'renew', line)], context),
  ];
}
