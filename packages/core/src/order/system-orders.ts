import { catalogItemIdOf } from '../catalog/catalog.ts';
import type { Context } from '../decision.ts';
import type { EventBody } from '../event.ts';
import type { BasisPoints } from '../money.ts';
import type { Operation } from '../operation/operation.ts';
import { pricedIn } from '../pricing/line-price.ts';
import { marginAt } from '../pricing/margin.ts';
import { declareRules } from '../rule.ts';
import type { RunningSubscription, Subscription } from '../subscription/subscription.ts';
import type { LineTransaction, Order, OrderLineItem } from './order.ts';

export const systemOrderRules = declareRules({
  'PUR-15': {
    says: 'An order of SaaS is pending until its subscription is activated, and makes no line before that.',
    parameters: ['order.completesAt'],
    source: 'https://learn.microsoft.com/partner-center/developer/checkout-a-cart',
    confidence: 'I',
  },
});

const orderLength = 33;
const alternateIdLength = 12;

/** Ids of an order, from what it is made of. */
export const orderIds = ({ ids }: Pick<Context, 'ids'>, ...parts: readonly (string | number)[]) => ({
  id: ids.base64url(orderLength, 'order', ...parts),
  alternateId: ids.hex(alternateIdLength, 'alternate', ...parts),
});

/** The end of an order whose subscription was never activated; a completed one stays completed (RB 14.3). */
export const cancelledOrder = ({ orderId }: Subscription, { state }: Context): readonly EventBody[] =>
  state.orders.get(orderId)?.status === 'pending'
    ? [{ type: 'OrderClosed', orderId, status: 'cancelled' }]
    : [];

type LineRequest = Pick<OrderLineItem, 'transaction' | 'quantity' | 'unitPrice' | 'margin'>;

function lineFor(subscription: Subscription, line: LineRequest): OrderLineItem {
  const { reseller } = subscription;
  return {
    lineItemNumber: 0,
    catalogItemId: catalogItemIdOf({ offer: subscription, plan: subscription }),
    subscriptionId: subscription.id,
    termDuration: subscription.paidTerm.duration,
    friendlyName: subscription.friendlyName,
    ...line,
    ...(reseller.kind === 'reseller' && { partnerIdOnRecord: reseller.mpnId }),
  };
}

function completedOrder(
  subscription: RunningSubscription,
  line: LineRequest,
  {
    context,
    key,
    transactionType,
  }: { readonly context: Context; readonly key: string } & Pick<Order, 'transactionType'>,
): Order {
  return {
    ...orderIds(context, subscription.id, key),
    customerId: subscription.customerId,
    ...(subscription.partnerId !== undefined && { partnerId: subscription.partnerId }),
    createdAt: context.now,
    status: 'completed',
    billingCycle: subscription.paidTerm.billingCycle,
    currency: pricedIn(subscription),
    lineItems: [lineFor(subscription, line)],
    transactionType,
  };
}

function transactionOf(subscription: Subscription, { action, quantity }: Operation): LineTransaction {
  if (action === 'ChangePlan') return 'convert';
  return quantity > subscription.quantity ? 'addQuantity' : 'removeQuantity';
}

/** A line's margin, where it has one. */
const withMargin = (margin: BasisPoints | undefined): Pick<OrderLineItem, 'margin'> =>
  margin === undefined ? {} : { margin };

/** A plan changes for the seats that there are by then: a renewal may have come between question and answer (REN-10). */
const quantityOf = (subscription: Subscription, { action, quantity }: Operation): number =>
  action === 'ChangePlan' ? subscription.quantity : quantity;

/** The order that a change of quantity or plan adds (PC 6.3 row 5), with the margin of what it charges. */
export const adjustmentOrder = (
  subscription: RunningSubscription,
  operation: Operation,
  { context, margin }: { readonly context: Context; readonly margin: BasisPoints | undefined },
): Order =>
  completedOrder(
    subscription,
    {
      transaction: transactionOf(subscription, operation),
      quantity: quantityOf(subscription, operation),
      unitPrice: subscription.unitPrice,
      ...withMargin(margin),
    },
    { context, key: operation.id, transactionType: 'UserPurchase' },
  );

/** The order that the marketplace itself adds when a term renews (PC 6.3 row 9). */
export const renewalOrder = (
  subscription: RunningSubscription,
  { number, unitPrice }: { readonly number: number; readonly unitPrice: number },
  context: Context,
): Order =>
  completedOrder(
    subscription,
    {
      transaction: 'renew',
      quantity: subscription.quantity,
      unitPrice,
      ...withMargin(marginAt(subscription, context.now, context.state)),
    },
    { context, key: `term ${number}`, transactionType: 'SystemPurchase' },
  );
