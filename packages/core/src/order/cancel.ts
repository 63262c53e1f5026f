import { cancelTrialCharge, refundTerm } from '../billing/refunds.ts';
import type { Context, Decision } from '../decision.ts';
import type { EventBody } from '../event.ts';
import { accept, reject } from '../outcome.ts';
import { endNow } from '../subscription/cancellation.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { inWindow } from '../subscription/window.ts';
import { durationMs, plusMs } from '../time.ts';

/** Cancels an order of a sandbox account, and with it the subscriptions that it made (PC 5.4). */
export interface CancelOrder {
  readonly type: 'CancelOrder';
  readonly orderId: string;
}

/** How long after it was placed an order can be cancelled. */
const cancellable = durationMs('P60D');

/** Inside the window of a subscription its money goes back; refused by productive accounts, and of orders that are old or cancelled. */
export function cancelOrder({ orderId }: CancelOrder, context: Context): Decision {
  const { state, now } = context;
  const order = state.orders.get(orderId);
  if (!order) return reject({ code: 'orderNotFound', orderId });
  if (!state.partners.get(order.partnerId ?? '')?.sandbox) return reject({ code: 'notSandbox' });
  const tooLate = now >= plusMs(order.createdAt, cancellable);
  const isPurchase = order.transactionType === 'UserPurchase' && order.lineItems.some(isNew);
  if (tooLate || !isPurchase || order.status === 'cancelled')
    return reject({ code: 'orderNotCancellable', orderId });
  const ended = order.lineItems
    .filter(isNew)
    .flatMap(({ subscriptionId }) => state.subscriptions.get(subscriptionId) ?? [])
    .flatMap((subscription) => endOf(subscription, context));
  return accept([...ended, { type: 'OrderClosed', orderId, status: 'cancelled' }]);
}

const isNew = ({ transaction }: { readonly transaction: string }): boolean => transaction === 'new';

function endOf(subscription: Subscription, context: Context): readonly EventBody[] {
  if (subscription.phase === 'ended') return [];
  const end = endNow(subscription, { type: 'Cancel' }, context);
  if (subscription.phase === 'pending') return end;
  if (subscription.term.trial)
    return [{ type: 'Charged', charges: cancelTrialCharge(subscription, context) }, ...end];
  const charges = inWindow(subscription, context.now) ? refundTerm(subscription, context) : [];
  return charges.length > 0 ? [{ type: 'Charged', charges }, ...end] : end;
}
