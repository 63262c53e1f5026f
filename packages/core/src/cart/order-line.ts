import { vettingRefusal } from '../accounts/vetting.ts';
import { itemNamed } from '../catalog/availability.ts';
import type { OfferedPlan } from '../catalog/catalog.ts';
import { resaleRefusal } from '../catalog/sellable.ts';
import type { Context } from '../decision.ts';
import type { DomainError } from '../errors.ts';
import type { Minor } from '../money.ts';
import { accept, type Outcome, reject } from '../outcome.ts';
import { rateAt } from '../pricing/monthly-rate.ts';
import { unitAmount, whole } from '../pricing/unit-amount.ts';
import { repeatRefusal } from '../purchase/one-per-customer.ts';
import type { Purchase } from '../purchase/purchase.ts';
import { trialUsed } from '../purchase/trial.ts';
import { declareRules } from '../rule.ts';
import type { State } from '../state/state.ts';
import { limitsOf, limitsRefusal } from '../subscription/limits.ts';
import { resellerRefusal } from '../subscription/reseller.ts';
import type { CartLine } from './cart.ts';
import {
  furtherResellerParticipant,
  isTermSold,
  paidTermOf,
  resellerParticipant,
  type Sale,
} from './lines.ts';

export const orderLineRules = declareRules({
  'PUR-23': {
    says: 'Where the programme has limits, no customer gets more subscriptions, and none of them more seats.',
    parameters: ['limits.subscriptionsPerCustomer', 'limits.seatsPerSubscription'],
    source: 'https://learn.microsoft.com/partner-center/developer/error-codes',
    confidence: 'D/P',
  },
});

/** What a line is ordered in. */
interface Ordering {
  readonly sale: Sale;
  /** What the lines before it in the same checkout have bought. */
  readonly earlier: readonly Purchase[];
  /** Ids of the order that it makes. */
  readonly placed: Purchase['placed'];
  readonly attested: boolean | undefined;
}

/** The purchase that a line makes, or why it cannot be ordered now. */
export function orderLine(line: CartLine, ordering: Ordering, context: Context): Outcome<Purchase> {
  const item = itemNamed(line.catalogItemId, context);
  if (!item) return reject({ code: 'availabilityNotFound', availabilityId: line.catalogItemId });
  const refusal = lineRefusal(line, item, { ordering, context });
  return refusal ? reject(refusal) : accept(purchaseOf(line, item, { ordering, context }));
}

interface Place {
  readonly ordering: Ordering;
  readonly context: Context;
}

function lineRefusal(
  line: CartLine,
  item: OfferedPlan,
  { ordering: { sale, earlier }, context }: Place,
): DomainError | undefined {
  const limit = limitRefusal(sale, earlier.length, context) ?? quantityRefusal(item, line, context);
  if (limit) return limit;
  const { state } = context;
  const { settings } = state;
  const paid = paidTermOf(item, line);
  const sold = paid && isTermSold(item, paid, { currency: line.currency, settings });
  if (!sold) return { code: 'termNotAllowed', term: line.term };
  const resellers = [resellerOn(line) ?? [], moreResellersOn(line)].flat();
  const bought = new Set(earlier.map((purchase) => purchase.item.offer.productId));
  return (
    resaleRefusal(item, sale.customer, sale.partner) ??
    repeatRefusal(sale.customer.id, item.offer, state, bought) ??
    vettingRefusal(sale.customer, item, { amount: firstCharge(line, state), settings }) ??
    rateRefusal(line, sale, context) ??
    resellers.map((reseller) => resellerRefusal(sale.partner, reseller, context)).find(Boolean)
  );
}

/** Whether a line begins with the trial of its offer: one that no line before it takes, and that its customer has not had (BIL-26). */
function takesTrial(
  { offer: { productId }, plan }: OfferedPlan,
  { ordering: { sale, earlier }, context: { state } }: Place,
): boolean {
  const isTaken = earlier.some(
    ({ startsWithTrial, item }) => startsWithTrial && item.offer.productId === productId,
  );
  return plan.freeTrial && !isTaken && !trialUsed(sale.customer.id, productId, state);
}

function purchaseOf(line: CartLine, item: OfferedPlan, place: Place): Purchase {
  const { sale, placed, attested } = place.ordering;
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
    startsWithTrial: takesTrial(item, place),
    placed,
    ...(attested !== undefined && { attested }),
  };
}

const resellerOn = ({ participants }: CartLine): string | undefined =>
  participants.find(({ key }) => key === resellerParticipant)?.value;

const moreResellersOn = ({ participants }: CartLine): readonly string[] =>
  participants.filter(({ key }) => key === furtherResellerParticipant).map(({ value }) => value);

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

/** Whether a customer would have more subscriptions than it may have of this partner; `ordered` more than it has are on their way (PC 1.6, PUR-23). */
export function limitRefusal(sale: Sale, ordered: number, context: Context): DomainError | undefined {
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
