import type { Customer } from '../accounts/customer.ts';
import type { Partner } from '../accounts/partner.ts';
import { isEuropean } from '../accounts/region.ts';
import { catalogItemParts, itemNamed } from '../catalog/availability.ts';
import {
  currencyOf,
  type OfferedPlan,
  type PlanPrice,
  priceFor,
  type TermChoice,
  type TermDuration,
} from '../catalog/catalog.ts';
import { planOf } from '../catalog/plan-of.ts';
import { isSoldIn, isVisibleTo } from '../catalog/sellable.ts';
import type { Context } from '../decision.ts';
import type { BasisPoints } from '../money.ts';
import { marginAt } from '../pricing/margin.ts';
import { declareRules } from '../rule.ts';
import type { Settings } from '../settings/registry.ts';
import { fitsLimits, limitsOf, sandboxSeats } from '../subscription/limits.ts';
import type { CartLine, CartLineProblem, CartLineRequest } from './cart.ts';

export const cartLineRules = declareRules({
  'PUR-11': {
    says: 'A quantity is a whole number between the least and the most seats of the plan; a flat-rate plan has one.',
    source: 'https://learn.microsoft.com/partner-center/developer/product-resources',
    confidence: 'D',
  },
  'PUR-12': {
    says: 'Term and billing cycle must be a pair that the plan and the policy offer.',
    parameters: ['terms.allowed', 'terms.instalments'],
    source: 'https://learn.microsoft.com/partner-center/developer/cart-resources',
    confidence: 'D/P',
  },
});

/** Who buys and for whom. */
export interface Sale {
  readonly partner: Partner;
  readonly customer: Customer;
}

/** The participant keys that name the indirect reseller of a sale, and further ones (PC 4.1). */
export const resellerParticipant = 'transaction_reseller';
export const furtherResellerParticipant = 'additional_transaction_reseller';

/** The commitment that a line pays for: what it asks for, or what its trial turns into. */
export function paidTermOf(
  { plan }: OfferedPlan,
  { term, renewsTo }: Pick<CartLineRequest, 'term' | 'renewsTo'>,
): TermChoice | undefined {
  if (term.billingCycle !== 'none') return term;
  if (!plan.freeTrial) return undefined;
  const sold = (duration: TermDuration) => plan.prices.find((entry) => entry.duration === duration);
  const paid = renewsTo === undefined ? (sold(term.duration) ?? plan.prices[0]) : sold(renewsTo);
  return paid && { duration: paid.duration, billingCycle: paid.billingCycle };
}

const isAllowedTerm = ({ duration, billingCycle }: TermChoice, settings: Settings): boolean =>
  settings['terms.allowed'].some((pair) => pair === `${duration}/${billingCycle}`);

/** Whether the policy lets a plan be bought at one of its prices (PUR-12, BIL-31). */
export const isAllowedPrice = (price: PlanPrice, settings: Settings): boolean =>
  isAllowedTerm(price, settings) && (price.instalments === undefined || settings['terms.instalments']);

/** Whether a paid term can be bought now, under plan and policy (PUR-12). */
export const isTermSold = (
  { plan }: OfferedPlan,
  term: TermChoice,
  { currency, settings }: { readonly currency: string; readonly settings: Settings },
): boolean => {
  const price = priceFor(plan, term, currency);
  return price !== undefined && isAllowedPrice(price, settings);
};

const mostFurtherResellers = 5;

/** Only providers sell through resellers; further ones take part in Europe alone, up to five (PC 4.1). */
function areParticipantsSupported({ participants }: CartLineRequest, { partner, customer }: Sale): boolean {
  if (participants.length === 0) return true;
  const further = participants.filter(({ key }) => key === furtherResellerParticipant).length;
  const fits = further === 0 || (further <= mostFurtherResellers && isEuropean(customer.country));
  return partner.kind === 'indirectProvider' && fits;
}

function problemOf(line: CartLineRequest, sale: Sale, context: Context): CartLineProblem | undefined {
  const { state } = context;
  const { catalogItemId } = line;
  const plan = planOf(catalogItemParts(catalogItemId), state);
  if (!plan || !isVisibleTo(plan, sale.customer.id)) return { code: 'catalogItemUnknown', catalogItemId };
  const item = itemNamed(catalogItemId, context);
  if (!item) return { code: 'availabilityNotCurrent', catalogItemId };
  const { country } = sale.customer;
  if (!isSoldIn(item.plan, country)) return { code: 'notSoldInCountry', country };
  const currency = currencyOf(country);
  const currencies = [currency, sale.partner.billingCurrency];
  if (line.currencyCode && !currencies.includes(line.currencyCode))
    return { code: 'currencyNotSupported', expected: currency };
  if (!areParticipantsSupported(line, sale)) return { code: 'participantsNotSupported' };
  const limits = limitsOf(item);
  const { minimumQuantity: minimum, maximumQuantity: maximum } = limits;
  if (!fitsLimits(limits, line.quantity)) {
    return { code: 'quantityOutOfRange', minimum, ...(maximum !== undefined && { maximum }) };
  }
  if (sale.partner.sandbox && line.quantity > sandboxSeats)
    return { code: 'sandboxLimitExceeded', limit: sandboxSeats };
  const seats = state.settings['limits.seatsPerSubscription'];
  if (seats > 0 && line.quantity > seats) return { code: 'seatsExceeded', limit: seats };
  if (item.plan.attestation?.isEnforced && !line.remarks?.attestationAccepted)
    return { code: 'attestationMissing', catalogItemId: line.catalogItemId };
  return termProblem(item, line, { currency, settings: state.settings });
}

/** What is wrong with the commitment that a line asks for (PUR-12). */
function termProblem(
  item: OfferedPlan,
  line: CartLineRequest,
  { currency, settings }: { readonly currency: string; readonly settings: Settings },
): CartLineProblem | undefined {
  const paid = paidTermOf(item, line);
  if (!paid && line.renewsTo && item.plan.freeTrial)
    return { code: 'renewsToNotSupported', renewsTo: line.renewsTo };
  if (!paid || !isTermSold(item, paid, { currency, settings })) {
    return { code: 'billingPlanNotSupported', term: line.term };
  }
  return undefined;
}

/** The margin of a sale that is made now. */
const marginFor = (
  { offer, plan }: OfferedPlan,
  { partner, customer }: Sale,
  { state, now }: Context,
): BasisPoints | undefined =>
  marginAt(
    { partnerId: partner.id, customerId: customer.id, productId: offer.productId, skuId: plan.skuId },
    now,
    state,
  );

/** What the catalog makes of a line: its currency, group and price, or the reason why it cannot be bought. */
export function resolveLine(line: CartLineRequest, sale: Sale, context: Context): CartLine {
  const currency = currencyOf(sale.customer.country);
  const problem = problemOf(line, sale, context);
  const resolved = { ...line, currency, orderGroup: String(line.id) };
  if (problem) return { ...resolved, problem };
  const item = itemNamed(line.catalogItemId, context);
  const paid = item && paidTermOf(item, line);
  const price = item && paid && priceFor(item.plan, paid, currency);
  const unitPrice = line.term.billingCycle === 'none' ? 0 : price?.unitPrice;
  if (unitPrice === undefined) return resolved;
  const margin = item && unitPrice > 0 ? marginFor(item, sale, context) : undefined;
  return { ...resolved, unitPrice, ...(margin !== undefined && { margin }) };
}
