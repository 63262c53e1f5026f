import type { CartLineRequest } from '../cart/cart.ts';
import { paidTermOf } from '../cart/lines.ts';
import { catalogItemIdOf, type OfferedPlan, priceFor } from '../catalog/catalog.ts';
import type { Context } from '../decision.ts';
import type { EventBody } from '../event.ts';
import type { Currency } from '../money.ts';
import type { Order, OrderLineItem } from '../order/order.ts';
import { pricedIn } from '../pricing/line-price.ts';
import { marginAt } from '../pricing/margin.ts';
import { declareRules } from '../rule.ts';
import { activateAtOnce } from '../subscription/activation.ts';
import type { PendingSubscription } from '../subscription/subscription.ts';
import { windowFrom } from '../subscription/window.ts';
import { durationMs, plusMs } from '../time.ts';

export const purchaseRules = declareRules({
  'PUR-19': {
    says: 'Price, currency, term and trial of the first term are fixed at checkout.',
    source: 'https://learn.microsoft.com/partner-center/marketplace/price-changes',
    confidence: 'D',
  },
  'REN-01': {
    says: 'A new subscription renews automatically unless the partner decides otherwise.',
    parameters: ['autoRenew.default'],
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage',
    confidence: 'D',
  },
});

/** Who sells: a partner, with the reseller that it puts on record, or the marketplace itself. */
type Seller =
  | {
      readonly channel: 'csp';
      readonly partnerId: string;
      readonly resellerMpnId?: string;
      /** Resellers that take part besides the one on record (PC 2.9). */
      readonly furtherMpnIds?: readonly string[];
    }
  | { readonly channel: 'direct' };

/** A purchase of one plan in which everything has been checked. */
export interface Purchase {
  readonly seller: Seller;
  readonly customerId: string;
  readonly item: OfferedPlan;
  readonly currency: Currency;
  readonly wish: Pick<CartLineRequest, 'id' | 'quantity' | 'term' | 'friendlyName' | 'renewsTo' | 'remarks'> &
    Partial<Pick<CartLineRequest, 'provisioningContext'>>;
  readonly startsWithTrial: boolean;
  /** Ids of the order that it makes. */
  readonly placed: Pick<Order, 'id' | 'alternateId'>;
  readonly attested?: boolean;
}

/** The order and the subscription that a purchase makes, with its activation where the plan activates by itself (PUR-19). */
export function purchaseEvents(purchase: Purchase, context: Context): readonly EventBody[] {
  const subscription = pendingSubscription(purchase, context);
  const { autoActivation = false } = purchase.item.plan;
  return [
    { type: 'OrderPlaced', order: orderFor(subscription, purchase, context) },
    { type: 'SubscriptionPurchased', subscription },
    ...(autoActivation ? activateAtOnce(subscription, context) : []),
  ];
}

const partnerOf = (seller: Seller): Pick<PendingSubscription, 'partnerId'> =>
  seller.channel === 'csp' ? { partnerId: seller.partnerId } : {};

const resellerOf = (seller: Seller): string | undefined =>
  seller.channel === 'csp' ? seller.resellerMpnId : undefined;

function pendingSubscription(purchase: Purchase, context: Context): PendingSubscription {
  const { seller, customerId, item, currency, wish, startsWithTrial, placed } = purchase;
  const { offer, plan } = item;
  const { now, state, ids } = context;
  const { settings } = state;
  const chosen = paidTermOf(item, wish);
  const price = chosen && priceFor(plan, chosen, currency);
  if (!price) throw new Error(`${plan.planId} has no price for what is bought`);
  const paidTerm = { ...chosen, ...(price.instalments && { instalments: price.instalments }) };
  const windowEndsAt = windowFrom('orderedAt', now, { subscription: { paidTerm }, settings });
  const mpnId = resellerOf(seller);
  return {
    phase: 'pending',
    id: ids.guid('subscription', placed.id, wish.id),
    channel: seller.channel,
    ...partnerOf(seller),
    customerId,
    publisherId: offer.publisherId,
    productId: offer.productId,
    skuId: plan.skuId,
    availabilityId: plan.availabilityId,
    orderId: placed.id,
    lineItemNumber: 0,
    friendlyName: wish.friendlyName || plan.title,
    quantity: wish.quantity,
    ...billedIn(seller, currency, context),
    reseller: mpnId ? { kind: 'reseller', mpnId } : { kind: 'none' },
    autoRenew: settings['autoRenew.default'],
    paidTerm,
    unitPrice: price.unitPrice,
    startsWithTrial,
    orderedAt: now,
    lapsesAt: plusMs(now, durationMs(settings['act.pendingExpiry'])),
    ...(windowEndsAt && { windowEndsAt }),
    ...stepsOf(item, context),
    tokensIssued: 0,
    operationsOpened: 0,
    version: 1,
  };
}

/** The currency of whoever pays, and beside it that of the price where they differ (BIL-17). */
function billedIn(
  seller: Seller,
  priced: Currency,
  { state }: Context,
): Pick<PendingSubscription, 'currency' | 'pricingCurrency'> {
  const partner = seller.channel === 'csp' ? state.partners.get(seller.partnerId) : undefined;
  const currency = partner?.billingCurrency ?? priced;
  return currency === priced ? { currency } : { currency, pricingCurrency: priced };
}

const stepsOf = ({ offer }: OfferedPlan, { state }: Context): Pick<PendingSubscription, 'steps'> => {
  const { steps = [] } = state.publishers.get(offer.publisherId) ?? {};
  return steps.length > 0 ? { steps: steps.map((step) => ({ ...step, done: false })) } : {};
};

function orderFor(
  subscription: PendingSubscription,
  { seller, item, wish, placed, attested }: Purchase,
  { now, state }: Context,
): Order {
  const { startsWithTrial, paidTerm, unitPrice, customerId } = subscription;
  const margin = startsWithTrial ? undefined : marginAt(subscription, now, state);
  const term = startsWithTrial ? wish.term : paidTerm;
  const mpnId = resellerOf(seller);
  const completed = item.plan.autoActivation || state.settings['order.completesAt'] === 'checkout';
  return {
    ...placed,
    customerId,
    ...partnerOf(seller),
    createdAt: now,
    status: completed ? 'completed' : 'pending',
    transactionType: 'UserPurchase',
    billingCycle: term.billingCycle,
    currency: pricedIn(subscription),
    ...(attested !== undefined && { attested }),
    lineItems: [
      {
        lineItemNumber: 0,
        catalogItemId: catalogItemIdOf(item),
        subscriptionId: subscription.id,
        termDuration: term.duration,
        transaction: 'new',
        friendlyName: subscription.friendlyName,
        quantity: subscription.quantity,
        unitPrice: startsWithTrial ? 0 : unitPrice,
        ...(margin !== undefined && { margin }),
        ...(wish.renewsTo && { renewsTo: wish.renewsTo }),
        ...(mpnId && { partnerIdOnRecord: mpnId }),
        ...remarksOf(seller, wish),
      },
    ],
  };
}

/** What the partner added to the line. */
function remarksOf(
  seller: Seller,
  { remarks, provisioningContext = {} }: Purchase['wish'],
): Pick<OrderLineItem, 'remarks' | 'provisioningContext' | 'furtherMpnIds'> {
  const furtherMpnIds = seller.channel === 'csp' ? seller.furtherMpnIds : undefined;
  return {
    ...(Object.keys(provisioningContext).length > 0 && { provisioningContext }),
    ...(furtherMpnIds && { furtherMpnIds }),
    ...(remarks && { remarks }),
  };
}
