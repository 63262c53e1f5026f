import type { Context } from '../decision.ts';
import type { EventBody } from '../event.ts';
import type { Micro } from '../money.ts';
import { type LinePrice, linePriceAt } from '../pricing/line-price.ts';
import { effectivePrice, type Share, unitAmount, whole } from '../pricing/unit-amount.ts';
import { declareRules } from '../rule.ts';
import { type Period, payerOf, type Subscription, type Term } from '../subscription/subscription.ts';
import { type Day, type DayRange, daysBetween } from '../time.ts';
import type { Charge, ChargeType } from './charge.ts';
import { taxOf, taxRateOf } from './tax.ts';

export const chargeRules = declareRules({
  'BIL-04': {
    says: 'Service is charged in advance: the line of a period is made when the period begins.',
    source: 'https://learn.microsoft.com/partner-center/license-based-billing',
    confidence: 'D',
  },
  'BIL-05': {
    says: 'A coverage line is the unit amount times the quantity; a flat-rate plan has quantity one.',
    source: 'https://learn.microsoft.com/partner-center/modern-invoice-reconciliation-file',
    confidence: 'D',
  },
  'BIL-10': {
    says: 'A price is fixed for the running term; a renewal takes the price in effect at its instant.',
    source: 'https://learn.microsoft.com/partner-center/marketplace/price-changes',
    confidence: 'D',
  },
  'BIL-32': {
    says: 'Each line carries the ids, prices, periods and reseller that held when it was made.',
    source: 'https://learn.microsoft.com/partner-center/developer/invoice-resources',
    confidence: 'D',
  },
  'PUR-17': {
    says: 'The partner that made the sale pays, never its customer.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-billing',
    confidence: 'D',
  },
  'MPN-03': {
    says: 'Lines of a direct-bill partner show its own MPN id as partner and as reseller.',
    source: 'https://learn.microsoft.com/partner-center/use-the-reconciliation-files',
    confidence: 'D/P',
  },
  'MPN-04': {
    says: 'Without a reseller on record the provider is shown; after a removal the reseller is -1.',
    source: 'https://learn.microsoft.com/partner-center/use-the-reconciliation-files',
    confidence: 'D',
  },
  'MPN-05': {
    says: 'A change of reseller marks later lines only; a refund keeps the reseller of the line it refunds.',
    source: 'https://learn.microsoft.com/partner-center/use-the-reconciliation-files',
    confidence: 'P',
  },
});

/** A subscription with the term and period that its next lines belong to. */
export type Charged = Subscription & { readonly term: Term; readonly period: Period };

/** What differs between one line and the next. */
export interface LineRequest {
  readonly type: ChargeType;
  readonly range: DayRange;
  readonly quantity: number;
  /** Amount of one unit, in minor units. */
  readonly unitAmount: number;
  /** Unit amount times quantity unless given. */
  readonly amount?: number;
  /** What it is priced at; what holds now unless given. */
  readonly price?: LinePrice;
  readonly orderId?: string;
  readonly description?: string;
}

/** The share of a period that is left from a date on, that day included (BIL-22). */
export const shareFrom = (date: Day, period: DayRange): Share =>
  date <= period.start
    ? whole
    : { parts: daysBetween(date, period.end), of: daysBetween(period.start, period.end) };

/** What a charge for the period is priced at if it is made now; nothing is asked for a trial (BIL-09, BIL-31). */
function priceNow(subscription: Charged, { now, state }: Moment): LinePrice {
  const { term, period, unitPrice } = subscription;
  if (term.trial) return { unitPrice: 0 };
  const instalment = term.instalments?.[(period.instalment ?? 0) - 1];
  return {
    ...linePriceAt(subscription, { unitPrice, at: now }, state),
    ...(instalment && { instalment: instalment.amount }),
  };
}

/** The amount of one unit for a share of a period, in the subscription's currency and the world's rounding (BIL-19). */
export function unitAmountOf(
  { currency, quantity }: Pick<Subscription, 'currency' | 'quantity'>,
  share: Share,
  context: Context,
  price: LinePrice,
): number {
  const { unitPrice, instalment = unitPrice, margin, exchangeRate } = price;
  const rounding = context.state.settings['rounding.mode'];
  return unitAmount(instalment, share, { currency, rounding, margin, exchangeRate, quantity });
}

function resellerOnLine(subscription: Subscription, ownMpnId: string): string {
  switch (subscription.reseller.kind) {
    case 'none':
      return ownMpnId;
    case 'removed':
      return '-1';
    case 'reseller':
      return subscription.reseller.mpnId;
  }
}

/** A line before it is posted. */
export type NewLine = Omit<Charge, 'id'>;

type Moment = Pick<Context, 'now' | 'state'>;

/** New lines of one subscription as they are posted, numbered on from those that it has; nothing where there are none. */
export function posted(lines: readonly NewLine[], { state }: Pick<Context, 'state'>): readonly EventBody[] {
  const [first] = lines;
  if (!first) return [];
  const { subscriptionId } = first;
  const before = state.ledger.chargesOf(subscriptionId).length;
  const charges = lines.map((line, index) => ({ id: `${subscriptionId}/${before + index + 1}`, ...line }));
  return [{ type: 'Charged', charges }];
}

/** A new line for a subscription, without tax and fee. */
export function lineFor(subscription: Charged, request: LineRequest, context: Moment): NewLine {
  const { now, state } = context;
  const mpnId = state.partners.get(subscription.partnerId ?? '')?.mpnId ?? '';
  const { term } = subscription;
  const { amount = request.unitAmount * request.quantity } = request;
  return {
    createdAt: now,
    type: request.type,
    subscriptionId: subscription.id,
    customerId: subscription.customerId,
    payerId: payerOf(subscription),
    orderId: request.orderId ?? subscription.orderId,
    productId: subscription.productId,
    skuId: subscription.skuId,
    availabilityId: subscription.availabilityId,
    term: term.number,
    termStart: term.start,
    termEnd: term.end,
    termDuration: term.duration,
    billingCycle: term.billingCycle,
    start: request.range.start,
    end: request.range.end,
    ...(request.price ?? priceNow(subscription, context)),
    unitAmount: request.unitAmount,
    quantity: request.quantity,
    amount,
    currency: subscription.currency,
    mpnId,
    resellerMpnId: resellerOnLine(subscription, mpnId),
    description: request.description ?? '',
  };
}

/** A new line that charges for a subscription, at the fee and the tax that hold now. */
export function chargeFor(subscription: Charged, request: LineRequest, context: Moment): NewLine {
  const { state } = context;
  const line = lineFor(subscription, request, context);
  return {
    ...line,
    agencyFee: state.settings['fee.agency'],
    ...taxOf(line.amount, taxRateOf(subscription, state)),
  };
}

/** The effective unit price, where it is another than the amount of one unit (BIL-06). */
function effective(
  { unitPrice, instalment = unitPrice, margin, exchangeRate }: LinePrice,
  share: Share,
  { state }: Context,
): Micro | undefined {
  if (margin === undefined && exchangeRate === undefined) return undefined;
  const rounding = state.settings['rounding.mode'];
  return effectivePrice(instalment, { margin, share, rounding });
}

/** A new line for a share of a period, at what is asked for or holds now (BIL-22). */
export function chargeForShare(
  subscription: Charged,
  { share, ...request }: Omit<LineRequest, 'unitAmount'> & { readonly share: Share },
  context: Context,
): NewLine {
  const { quantity, price = priceNow(subscription, context) } = request;
  const unit = unitAmountOf({ currency: subscription.currency, quantity }, share, context, price);
  const charge = chargeFor(subscription, { ...request, price, unitAmount: unit }, context);
  const effectiveUnitPrice = effective(price, share, context);
  return effectiveUnitPrice === undefined ? charge : { ...charge, effectiveUnitPrice };
}

/** The last line that charged for a subscription: what an adjustment of its running period is priced like (QTY-12). */
export function lastChargeOf({ id }: Pick<Subscription, 'id'>, { state }: Context): Charge {
  const charge = state.ledger.chargesOf(id).findLast(({ parentId }) => !parentId);
  if (!charge) throw new Error(`${id} runs without a line`);
  return charge;
}

/** The line that pays for the whole of the subscription's period (BIL-04, BIL-05); nothing is owed for a trial. */
export const coverageCharge = (
  subscription: Charged,
  type: 'new' | 'renew' | 'cycleCharge',
  {
    context,
    orderId,
    description,
  }: {
    readonly context: Context;
    readonly orderId?: string;
    readonly description?: string;
  },
): NewLine =>
  chargeForShare(
    subscription,
    {
      type,
      range: { start: subscription.period.start, end: subscription.period.end },
      quantity: subscription.quantity,
      share: whole,
      ...(orderId && { orderId }),
      ...(description && { description }),
    },
    context,
  );
