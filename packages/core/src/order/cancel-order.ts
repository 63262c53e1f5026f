import { posted } from '../billing/charges.ts';
import { cancelTrialCharge, refundTerm } from '../billing/refunds.ts';
import type { Context, Decision } from '../decision.ts';
import type { EventBody } from '../event.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import { endNow } from '../subscription/cancellation.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { inWindow } from '../subscription/window.ts';
import { durationMs, plusMs } from '../time.ts';
import type { Order } from './order.ts';

export const cancelOrderRules = declareRules({
  'CAN-25': {
    says: 'A sandbox account may cancel an order for 60 days, which ends what was bought with it; any other account ends the subscription instead.',
    source:
      'https://learn.microsoft.com/partner-center/developer/cancel-an-order-from-the-integration-sandbox',
    confidence: 'D',
  },
});

/** Cancels an order of a sandbox account together with what was bought with it (CAN-25, PC 5.4). */
export interface CancelOrder {
  readonly type: 'CancelOrder';
  readonly orderId: string;
}

/** For how long after its creation (PC 5.4). */
const cancellableFor = 'P60D';

/**
 * Ends subscriptions at once, whatever the policy after the window. Refused with orderNotFound,
 * orderCancelNotAllowed outside the sandbox, orderNotCancellable for one that is too old, over, or that bought nothing
 * of its own.
 */
export function cancelOrder({ orderId }: CancelOrder, context: Context): Decision {
  const { state, now } = context;
  const order = state.orders.get(orderId);
  if (!order) return reject({ code: 'orderNotFound', orderId });
  if (!state.partners.get(order.partnerId ?? '')?.sandbox)
    return reject({ code: 'orderCancelNotAllowed', perUser: isOfSeats(order, context) });
  const inTime = now < plusMs(order.createdAt, durationMs(cancellableFor));
  const living = boughtWith(order, context).filter(({ phase }) => phase !== 'ended');
  if (!inTime || living.length === 0) return reject({ code: 'orderNotCancellable', orderId });
  return accept([
    ...living.flatMap((subscription) => ended(subscription, context)),
    { type: 'OrderClosed', orderId, status: 'cancelled' },
  ]);
}

const boughtWith = ({ lineItems }: Order, { state }: Context): readonly Subscription[] =>
  lineItems
    .filter(({ transaction }) => transaction === 'new')
    .flatMap(({ subscriptionId }) => state.subscriptions.get(subscriptionId) ?? []);

/** Whether an order is of seats: of those that it bought, added or renewed. */
const isOfSeats = ({ lineItems }: Order, { state }: Context): boolean =>
  lineItems.some(({ subscriptionId }) => {
    const productId = state.subscriptions.get(subscriptionId)?.productId ?? '';
    return state.offers.get(productId)?.pricingModel === 'perUser';
  });

function ended(subscription: Subscription, context: Context): readonly EventBody[] {
  return [
    ...posted(creditsOf(subscription, context), context),
    ...endNow(subscription, { type: 'Cancel' }, context),
  ];
}

function creditsOf(subscription: Subscription, context: Context) {
  if (subscription.phase !== 'running') return [];
  if (subscription.term.trial) return cancelTrialCharge(subscription, context);
  return inWindow(subscription, context.now) ? refundTerm(subscription, context) : [];
}
