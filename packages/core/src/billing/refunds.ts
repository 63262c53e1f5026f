import { dimensionsOf } from '../catalog/dimensions.ts';
import { offerOf, planOf } from '../catalog/plan-of.ts';
import type { Context } from '../decision.ts';
import type { Minor } from '../money.ts';
import { priceOf } from '../pricing/line-price.ts';
import { declareRules } from '../rule.ts';
import { type DayRange, dayOf } from '../time.ts';
import type { Charge, ChargeType } from './charge.ts';
import { type Charged, lineFor, type NewLine, shareFrom, unitAmountOf } from './charges.ts';
import { taxRefund } from './tax.ts';

export const refundRules = declareRules({
  'CAN-04': {
    says: 'Cancelling inside the window gives back what is left of every licence line of the term, so that the term nets to nothing.',
    parameters: ['cancel.refund'],
    source: 'https://learn.microsoft.com/partner-center/create-a-new-subscription',
    confidence: 'D',
  },
  'CAN-12': {
    says: 'A trial can be cancelled at any time; its line is answered by one of zero.',
    source: 'https://learn.microsoft.com/partner-center/common-billing-scenarios-saas',
    confidence: 'D',
  },
  'CAN-16': {
    says: 'Refund lines of plans with metered dimensions are of their own kind; usage is never refunded.',
    source: 'https://learn.microsoft.com/partner-center/common-billing-scenarios-saas',
    confidence: 'D',
  },
  'MET-11': {
    says: 'Use is never given back, also where the licence fee is.',
    source:
      'https://learn.microsoft.com/partner-center/marketplace-offers/marketplace-metering-service-apis-faq',
    confidence: 'D',
  },
  'CAN-21': {
    says: 'A prorated refund gives back the days left of each open line, the day of cancelling included.',
    parameters: ['cancel.refund'],
    source: 'https://learn.microsoft.com/partner-center/customers/new-commerce-cancellation-policy',
    confidence: 'D',
  },
});

/** What a refund takes back: amounts in minor units, and its days and its order where they are not those of its line. */
export interface Refund {
  readonly amount: Minor;
  readonly unitAmount: Minor;
  readonly range?: DayRange;
  readonly orderId?: string;
}

/** A line that takes back part or all of an older one: same price and reseller, negative amount (MPN-05, BIL-18). */
export function refundOf(
  parent: Charge,
  { amount, unitAmount, range = parent, orderId }: Refund,
  line: {
    readonly context: Context;
    readonly subscription: Charged;
    readonly type: ChargeType;
  },
): NewLine {
  const { type } = line;
  const request = {
    ...{ type, range, quantity: parent.quantity, unitAmount, price: priceOf(parent) },
    ...(orderId !== undefined && { orderId }),
  };
  const left = line.context.state.ledger.residual(parent);
  return {
    ...lineFor(line.subscription, request, line.context),
    skuId: parent.skuId,
    availabilityId: parent.availabilityId,
    mpnId: parent.mpnId,
    resellerMpnId: parent.resellerMpnId,
    ...(parent.agencyFee !== undefined && { agencyFee: parent.agencyFee }),
    amount: amount === 0 ? 0 : -amount,
    ...(parent.effectiveUnitPrice !== undefined &&
      unitAmount === parent.unitAmount && { effectiveUnitPrice: parent.effectiveUnitPrice }),
    ...taxRefund(parent, { left, refunded: amount }),
    parentId: parent.id,
  };
}

function cancelType(subscription: Charged, { state }: Context): ChargeType {
  const [offer, plan] = [offerOf(subscription, state), planOf(subscription, state)];
  return offer && plan && dimensionsOf({ offer, plan }).length > 0 ? 'cancelImmediate' : 'cancel';
}

/** How much of a line goes back to the partner, in minor units: its residual, or the days left of it. */
function refundable(parent: Charge, subscription: Charged, context: Context): number {
  const { state, now } = context;
  const residual = state.ledger.residual(parent);
  if (state.settings['cancel.refund'] === 'full') return residual;
  const share = shareFrom(dayOf(now), subscription.period);
  const unit = unitAmountOf(parent, share, context, priceOf(parent));
  return Math.min(residual, unit * parent.quantity);
}

/** Whether a line has something to give back: prorated, only one whose days are neither over nor counted by a later line. */
function isOpen(charge: Charge, { now, state }: Context): boolean {
  const residual = state.ledger.residual(charge);
  if (state.settings['cancel.refund'] === 'full') return residual > 0;
  return charge.end > dayOf(now) && residual > 0 && residual === charge.amount;
}

/** The refund lines of a cancellation with refund: one for each line of the term that still stands (CAN-04, CAN-21). */
export function refundTerm(subscription: Charged, context: Context): readonly NewLine[] {
  const { ledger } = context.state;
  const standing = ledger
    .chargesOf(subscription.id)
    .filter(
      (charge) => charge.term === subscription.term.number && !charge.parentId && isOpen(charge, context),
    );
  const type = cancelType(subscription, context);
  return standing
    .map((parent) => ({ parent, amount: refundable(parent, subscription, context) }))
    .filter(({ amount }) => amount > 0)
    .map(({ parent, amount }) =>
      refundOf(parent, { amount, unitAmount: amount / parent.quantity }, { context, subscription, type }),
    );
}

/** The zero line that answers a cancelled trial (CAN-12). */
export const cancelTrialCharge = (subscription: Charged, context: Context): readonly NewLine[] =>
  context.state.ledger
    .chargesOf(subscription.id)
    .filter((charge) => charge.type === 'new')
    .slice(0, 1)
    .map((parent) =>
      refundOf(parent, { amount: 0, unitAmount: 0 }, { context, subscription, type: 'cancel' }),
    );
