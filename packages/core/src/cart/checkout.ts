import { catalogItemIdOf, type OfferedPlan, priceFor } from '../catalog/catalog.ts';
import { saleRefusal } from '../catalog/sellable.ts';
import type { Context, Decision } from '../decision.ts';
import type { DomainError } from '../errors.ts';
import type { EventBody } from '../event.ts';
import type { Order } from '../order/order.ts';
import { orderIds } from '../order/system-orders.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import { resellerRefusal } from '../subscription/reseller.ts';
import type { PendingSubscription, ResellerOfRecord, Subscription } from '../subscription/subscription.ts';
import { windowFrom } from '../subscription/window.ts';
import { durationMs, plusMs } from '../time.ts';
import type { Cart, CartLine, OrderFailure } from './cart.ts';
import { liveCart, saleFor } from './decide.ts';
import { isTermSold, paidTermOf, resellerParticipant, type Sale } from './lines.ts';

export const checkoutRules = declareRules({
  'PUR-01': {
    says: 'Direct-bill partners and indirect providers buy; an indirect reseller cannot.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-purchase',
    confidence: 'D/P',
  },
  'PUR-02': {
    says: 'The buying partner must have accepted the Microsoft Partner Agreement.',
    source: 'https://learn.microsoft.com/partner-center/developer/error-codes',
    confidence: 'D',
  },
  'PUR-03': {
    says: 'Nothing is ordered before the acceptance of the Microsoft Customer Agreement is recorded.',
    source:
      'https://learn.microsoft.com/partner-center/developer/confirm-customer-consent-customer-agreement',
    confidence: 'D',
  },
  'PUR-14': {
    says: 'Each SaaS line becomes an order and a subscription of its own; a group that fails is reported beside those that succeed.',
    source: 'https://learn.microsoft.com/partner-center/developer/checkout-a-cart',
    confidence: 'D',
  },
  'PUR-19': {
    says: 'Price, currency, term and trial of the first term are fixed at checkout.',
    source: 'https://learn.microsoft.com/partner-center/marketplace/price-changes',
    confidence: 'D',
  },
  'BIL-26': {
    says: 'A customer gets one trial of an offer, and none after having used it before.',
    source: 'https://learn.microsoft.com/partner-center/marketplace/plans-pricing',
    confidence: 'D',
  },
  'REN-01': {
    says: 'A new subscription renews automatically unless the partner decides otherwise.',
    parameters: ['autoRenew.default'],
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage',
    confidence: 'D',
  },
});

/** Orders what is in a cart (PC 4.6). Repeating it is answered from the cart's own result. */
export interface CheckOutCart {
  readonly type: 'CheckOutCart';
  readonly customerId: string;
  readonly cartId: string;
}

/** Checks the buyer, then orders group by group; a failed group does not stop the others (PUR-01..03, PUR-14). */
export function checkOutCart({ customerId, cartId }: CheckOutCart, context: Context): Decision {
  const cart = liveCart(cartId, customerId, context);
  const sale = saleFor(customerId, context);
  if (!cart || !sale) return reject({ code: 'cartNotFound', cartId });
  if (cart.checkout) {
    const repeats = context.state.settings['checkout.repeat'] === 'repeatResult';
    return repeats ? accept([]) : reject({ code: 'cartAlreadyOrdered', cartId });
  }
  const refusal = buyerRefusal(sale, context) ?? linesRefusal(cart);
  if (refusal) return reject(refusal);
  return accept(order(cart, sale, context));
}

function buyerRefusal({ partner, customer }: Sale, { state, now }: Context): DomainError | undefined {
  if (partner.kind === 'indirectReseller') return { code: 'partnerCannotTransact', partnerId: partner.id };
  if (!partner.agreementSigned) return { code: 'partnerAgreementMissing', partnerId: partner.id };
  const agreed = [...state.agreements.of(customer.id)].some(({ dateAgreed }) => dateAgreed <= now);
  return agreed ? undefined : { code: 'customerAgreementMissing', customerId: customer.id };
}

function linesRefusal({ lines }: Cart): DomainError | undefined {
  const problems = lines.flatMap(({ id, problem }) => (problem ? [{ line: id, problem }] : []));
  return problems.length > 0 ? { code: 'cartLinesInvalid', problems } : undefined;
}

function order(cart: Cart, sale: Sale, context: Context): readonly EventBody[] {
  const trialsUsed = new Set<string>();
  const orderIdsMade: string[] = [];
  const failures: OrderFailure[] = [];
  const events = cart.lines.flatMap((line): readonly EventBody[] => {
    const item = context.state.planByCatalogItem.get(line.catalogItemId);
    const error: DomainError | undefined = item
      ? lineRefusal(line, { item, sale, ordered: orderIdsMade.length }, context)
      : { code: 'availabilityNotFound', availabilityId: line.catalogItemId };
    if (error || !item) {
      if (error) failures.push({ orderGroup: line.orderGroup, error });
      return [];
    }
    const bought = purchase({ cart, line, item, sale, trialsUsed }, context);
    orderIdsMade.push(bought.order.id);
    return [
      { type: 'OrderPlaced', order: bought.order },
      { type: 'SubscriptionPurchased', subscription: bought.subscription },
    ];
  });
  if (orderIdsMade.length === 0) return [{ type: 'CheckoutFailed', cartId: cart.id, failures }];
  return [
    ...events,
    { type: 'CartOrdered', cartId: cart.id, checkout: { orderIds: orderIdsMade, failures } },
  ];
}

const resellerOn = ({ participants }: CartLine): string | undefined =>
  participants.find(({ key }) => key === resellerParticipant)?.value;

function lineRefusal(
  line: CartLine,
  { item, sale, ordered }: { readonly item: OfferedPlan; readonly sale: Sale; readonly ordered: number },
  context: Context,
): DomainError | undefined {
  const bought = context.state.subscriptionsByCustomer.of(sale.customer.id).size + ordered;
  if (sale.partner.sandbox && bought >= sandboxSubscriptions) {
    return { code: 'sandboxLimitExceeded', limit: `${sandboxSubscriptions} subscriptions per customer` };
  }
  const paid = paidTermOf(item, line);
  const sold = paid && isTermSold(item, paid, { currency: line.currency, settings: context.state.settings });
  if (!sold) return { code: 'termNotAllowed', term: line.term };
  const reseller = resellerOn(line);
  return (
    saleRefusal(item, sale.customer) ??
    (reseller === undefined ? undefined : resellerRefusal(sale.partner, reseller, context))
  );
}

const wasActive = (subscription: Subscription): boolean =>
  subscription.phase !== 'pending' && subscription.startedAt !== undefined;

const sandboxSubscriptions = 5;

interface PurchaseOf {
  readonly cart: Cart;
  readonly line: CartLine;
  readonly item: OfferedPlan;
  readonly sale: Sale;
  /** Offers whose trial an earlier line of the same checkout took. */
  readonly trialsUsed: Set<string>;
}

function takesTrial({ item, sale, trialsUsed }: PurchaseOf, { state }: Context): boolean {
  if (!item.plan.freeTrial) return false;
  const { productId } = item.offer;
  const usedBefore = [...state.subscriptionsByCustomer.of(sale.customer.id)].some((id) => {
    const earlier = state.subscriptions.get(id);
    const counts =
      earlier && (wasActive(earlier) || (earlier.phase === 'pending' && earlier.startsWithTrial));
    return counts && earlier.productId === productId;
  });
  const takes = !usedBefore && !trialsUsed.has(productId);
  if (takes) trialsUsed.add(productId);
  return takes;
}

function purchase(
  of: PurchaseOf,
  context: Context,
): { readonly order: Order; readonly subscription: PendingSubscription } {
  const { cart, line, item, sale } = of;
  const { now, state, ids } = context;
  const placed = orderIds(context, cart.id, line.orderGroup);
  const paidTerm = paidTermOf(item, line) ?? line.term;
  const unitPrice = priceFor(item.plan, paidTerm, line.currency)?.unitPrice ?? 0;
  const startsWithTrial = takesTrial(of, context);
  const friendlyName = line.friendlyName || item.plan.title;
  const mpnId = resellerOn(line);
  const reseller: ResellerOfRecord = mpnId ? { kind: 'reseller', mpnId } : { kind: 'none' };
  const windowEndsAt = windowFrom('orderedAt', now, { subscription: { paidTerm }, settings: state.settings });
  const subscription: PendingSubscription = {
    phase: 'pending',
    id: ids.guid('subscription', placed.id, line.id),
    channel: 'csp',
    partnerId: sale.partner.id,
    customerId: sale.customer.id,
    publisherId: item.offer.publisherId,
    productId: item.offer.productId,
    skuId: item.plan.skuId,
    availabilityId: item.plan.availabilityId,
    orderId: placed.id,
    lineItemNumber: 0,
    friendlyName,
    quantity: line.quantity,
    currency: line.currency,
    reseller,
    autoRenew: state.settings['autoRenew.default'],
    paidTerm,
    unitPrice,
    startsWithTrial,
    orderedAt: now,
    lapsesAt: plusMs(now, durationMs(state.settings['act.pendingExpiry'])),
    ...(windowEndsAt && { windowEndsAt }),
    ...stepsOf(item, context),
    tokensIssued: 0,
    operationsOpened: 0,
    version: 1,
  };
  return { order: orderFor(subscription, of, { placed, context }), subscription };
}

const stepsOf = ({ offer }: OfferedPlan, { state }: Context): Pick<PendingSubscription, 'steps'> => {
  const { steps = [] } = state.publishers.get(offer.publisherId) ?? {};
  return steps.length > 0 ? { steps: steps.map((step) => ({ ...step, done: false })) } : {};
};

function orderFor(
  subscription: PendingSubscription,
  { line, item, sale }: PurchaseOf,
  { placed, context }: { readonly placed: Pick<Order, 'id' | 'alternateId'>; readonly context: Context },
): Order {
  const mpnId = resellerOn(line);
  const { startsWithTrial, paidTerm, unitPrice } = subscription;
  const term = startsWithTrial ? line.term : paidTerm;
  const first = startsWithTrial ? 0 : unitPrice;
  return {
    ...placed,
    customerId: sale.customer.id,
    partnerId: sale.partner.id,
    createdAt: context.now,
    status: context.state.settings['order.completesAt'] === 'checkout' ? 'completed' : 'pending',
    transactionType: 'UserPurchase',
    billingCycle: term.billingCycle,
    currency: line.currency,
    lineItems: [
      {
        lineItemNumber: 0,
        catalogItemId: catalogItemIdOf(item),
        subscriptionId: subscription.id,
        termDuration: term.duration,
        transaction: 'new',
        friendlyName: subscription.friendlyName,
        quantity: subscription.quantity,
        unitPrice: first,
        ...(line.renewsTo && { renewsTo: line.renewsTo }),
        ...(mpnId && { partnerIdOnRecord: mpnId }),
      },
    ],
  };
}
