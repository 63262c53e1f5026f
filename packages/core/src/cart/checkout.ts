import { programRefusal } from '../accounts/program.ts';
import { accountRefusal, vettingRefusal } from '../accounts/vetting.ts';
import { itemNamed } from '../catalog/availability.ts';
import type { OfferedPlan } from '../catalog/catalog.ts';
import { countryRefusal, resaleRefusal } from '../catalog/sellable.ts';
import type { Context, Decision } from '../decision.ts';
import type { DomainError } from '../errors.ts';
import type { EventBody } from '../event.ts';
import type { Minor } from '../money.ts';
import type { Order } from '../order/order.ts';
import { orderIds } from '../order/system-orders.ts';
import { accept, reject } from '../outcome.ts';
import { rateAt } from '../pricing/monthly-rate.ts';
import { unitAmount, whole } from '../pricing/unit-amount.ts';
import { repeatRefusal } from '../purchase/one-per-customer.ts';
import { type Purchase, purchaseEvents } from '../purchase/purchase.ts';
import { trialUsed } from '../purchase/trial.ts';
import { declareRules } from '../rule.ts';
import type { State } from '../state/state.ts';
import { limitsOf, limitsRefusal } from '../subscription/limits.ts';
import { resellerRefusal } from '../subscription/reseller.ts';
import { durationMs, plusMs } from '../time.ts';
import type { Cart, CartLine, OrderFailure } from './cart.ts';
import { liveCart, saleFor } from './decide.ts';
import {
  furtherResellerParticipant,
  isTermSold,
  paidTermOf,
  resellerParticipant,
  type Sale,
} from './lines.ts';

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
  'PUR-23': {
    says: 'Where the programme has limits, no customer gets more subscriptions, and none of them more seats.',
    parameters: ['limits.subscriptionsPerCustomer', 'limits.seatsPerSubscription'],
    source: 'https://learn.microsoft.com/partner-center/developer/error-codes',
    confidence: 'D/P',
  },
  'PUR-14': {
    says: 'Each SaaS line becomes an order and a subscription of its own; a group that fails is reported beside those that succeed.',
    source: 'https://learn.microsoft.com/partner-center/developer/checkout-a-cart',
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
    if (isInProgress(cart, context)) return reject({ code: 'orderInProgress', cartId });
    const repeats = context.state.settings['checkout.repeat'] === 'repeatResult';
    return repeats ? accept([]) : reject({ code: 'cartAlreadyOrdered', cartId });
  }
  const refusal = buyerRefusal(sale, context) ?? linesRefusal(cart);
  if (refusal) return reject(refusal);
  return accept(order(cart, sale, context));
}

/** Whether the orders of a cart are still being worked on (PC 0.10). */
const isInProgress = ({ modifiedAt }: Cart, { now, state }: Context): boolean =>
  now < plusMs(modifiedAt, durationMs(state.settings['order.completionDelay']));

/** Why a partner cannot buy at all for this customer (PUR-01..03, PUR-05, PUR-22, PUR-24). */
export function buyerRefusal({ partner, customer }: Sale, { state, now }: Context): DomainError | undefined {
  if (partner.kind === 'indirectReseller') return { code: 'partnerCannotTransact', partnerId: partner.id };
  if (!partner.agreementSigned) return { code: 'partnerAgreementMissing', partnerId: partner.id };
  const agreed = [...state.agreements.of(customer.id)].some(({ dateAgreed }) => dateAgreed <= now);
  return (
    programRefusal(partner) ??
    (agreed ? undefined : { code: 'customerAgreementMissing', customerId: customer.id }) ??
    countryRefusal(partner, customer.country) ??
    accountRefusal(customer)
  );
}

function linesRefusal({ lines }: Cart): DomainError | undefined {
  const problems = lines.flatMap(({ id, problem }) => (problem ? [{ line: id, problem }] : []));
  return problems.length > 0 ? { code: 'cartLinesInvalid', problems } : undefined;
}

function order(cart: Cart, sale: Sale, context: Context): readonly EventBody[] {
  const trialsUsed = new Set<string>();
  const bought = new Set<string>();
  const orderIdsMade: string[] = [];
  const failures: OrderFailure[] = [];
  const events = cart.lines.flatMap((line): readonly EventBody[] => {
    const item = itemNamed(line.catalogItemId, context);
    const error: DomainError | undefined = item
      ? lineRefusal(line, { item, sale, bought, ordered: orderIdsMade.length }, context)
      : { code: 'availabilityNotFound', availabilityId: line.catalogItemId };
    if (error || !item) {
      if (error) failures.push({ orderGroup: line.orderGroup, error });
      return [];
    }
    const placed = orderIds(context, cart.id, line.orderGroup);
    const of = { item, sale, trialsUsed, placed, attested: cart.attested };
    const purchase = purchaseOf(line, of, context);
    orderIdsMade.push(purchase.placed.id);
    bought.add(item.offer.productId);
    return purchaseEvents(purchase, context);
  });
  if (orderIdsMade.length === 0) return [{ type: 'CheckoutFailed', cartId: cart.id, failures }];
  return [
    ...events,
    { type: 'CartOrdered', cartId: cart.id, checkout: { orderIds: orderIdsMade, failures } },
  ];
}

const resellerOn = ({ participants }: CartLine): string | undefined =>
  participants.find(({ key }) => key === resellerParticipant)?.value;

const moreResellersOn = ({ participants }: CartLine): readonly string[] =>
  participants.filter(({ key }) => key === furtherResellerParticipant).map(({ value }) => value);

/** A line with its plan, and what earlier lines of the same checkout have bought. */
interface LineInCheckout {
  readonly item: OfferedPlan;
  readonly sale: Sale;
  readonly bought: ReadonlySet<string>;
  readonly ordered: number;
}

/** Why a line that the catalog knows cannot be ordered now. */
export function lineRefusal(
  line: CartLine,
  { item, sale, bought, ordered }: LineInCheckout,
  context: Context,
): DomainError | undefined {
  const limit = limitRefusal(sale, ordered, context) ?? quantityRefusal(item, line, context);
  if (limit) return limit;
  const paid = paidTermOf(item, line);
  const sold = paid && isTermSold(item, paid, { currency: line.currency, settings: context.state.settings });
  if (!sold) return { code: 'termNotAllowed', term: line.term };
  const resellers = [resellerOn(line) ?? [], moreResellersOn(line)].flat();
  const { state } = context;
  return (
    resaleRefusal(item, sale.customer, sale.partner) ??
    repeatRefusal(sale.customer.id, item.offer, state, bought) ??
    vettingRefusal(sale.customer, item, { amount: firstCharge(line, state), settings: state.settings }) ??
    rateRefusal(line, sale, context) ??
    resellers.map((reseller) => resellerRefusal(sale.partner, reseller, context)).find(Boolean)
  );
}

/** Whether the plan, or the programme, allows so many seats no more (PUR-11, PUR-23). */
function quantityRefusal(
  item: OfferedPlan,
  { quantity }: CartLine,
  { state }: Context,
): DomainError | undefined {
  const maximum = state.settings['limits.seatsPerSubscription'];
  const isBeyond = maximum > 0 && quantity > maximum;
  return isBeyond
    ? { code: 'programLimitExceeded', limit: 'seats', maximum }
    : limitsRefusal(limitsOf(item), quantity);
}

/** What a line comes to when it is first charged, in the currency of its customer (BIL-05). */
const firstCharge = ({ unitPrice = 0, margin, quantity, currency }: CartLine, { settings }: State): Minor =>
  quantity *
  unitAmount(unitPrice, whole, { currency, rounding: settings['rounding.mode'], margin, quantity });

/** Nothing is sold for which a partner could not be billed for want of an exchange rate (BIL-17). */
function rateRefusal(
  { currency: from }: CartLine,
  { partner: { billingCurrency: to = from } }: Sale,
  { state, now }: Context,
): DomainError | undefined {
  return from === to || rateAt({ from, to }, now, state)
    ? undefined
    : { code: 'exchangeRateMissing', from, to };
}

const sandboxSubscriptions = 5;

/** Whether a customer would have more subscriptions than it may have of this partner (PC 1.6, PUR-23). */
function limitRefusal(sale: Sale, ordered: number, context: Context): DomainError | undefined {
  const maximum = context.state.settings['limits.subscriptionsPerCustomer'];
  if (!sale.partner.sandbox && maximum === 0) return undefined;
  const already = soldIn(sale, context) + ordered;
  if (sale.partner.sandbox && already >= sandboxSubscriptions) {
    return { code: 'sandboxLimitExceeded', limit: `${sandboxSubscriptions} subscriptions per customer` };
  }
  return maximum > 0 && already >= maximum
    ? { code: 'programLimitExceeded', limit: 'subscriptions', maximum }
    : undefined;
}

/** How many subscriptions a partner has sold to a customer; what the customer bought itself does not count. */
const soldIn = ({ partner, customer }: Sale, { state }: Context): number =>
  [...state.subscriptionsByCustomer.of(customer.id)].filter(
    (id) => state.subscriptions.get(id)?.partnerId === partner.id,
  ).length;

interface LineSale {
  /** Ids of the order. */
  readonly placed: Pick<Order, 'id' | 'alternateId'>;
  readonly attested: boolean | undefined;
  readonly item: OfferedPlan;
  readonly sale: Sale;
  /** Offers whose trial an earlier line of the same checkout took. */
  readonly trialsUsed: Set<string>;
}

function takesTrial({ item, sale, trialsUsed }: LineSale, { state }: Context): boolean {
  const { productId } = item.offer;
  if (!item.plan.freeTrial || trialsUsed.has(productId)) return false;
  const takes = !trialUsed(sale.customer.id, productId, state);
  if (takes) trialsUsed.add(productId);
  return takes;
}

/** The purchase that a line makes. */
export function purchaseOf(line: CartLine, of: LineSale, context: Context): Purchase {
  const { placed, attested, item, sale } = of;
  const resellerMpnId = resellerOn(line);
  const furtherMpnIds = moreResellersOn(line);
  return {
    seller: {
      ...{ channel: 'csp', partnerId: sale.partner.id },
      ...(resellerMpnId && { resellerMpnId }),
      ...(furtherMpnIds.length > 0 && { furtherMpnIds }),
    },
    customerId: sale.customer.id,
    item,
    currency: line.currency,
    wish: line,
    startsWithTrial: takesTrial(of, context),
    placed,
    ...(attested !== undefined && { attested }),
  };
}
