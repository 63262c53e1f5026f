import {
  chargeForShare,
  lastChargeOf,
  type NewLine,
  posted,
  shareFrom,
  unitAmountOf,
} from '../billing/charges.ts';
import { refundOf } from '../billing/refunds.ts';
import { offerOf, planOf } from '../catalog/plan-of.ts';
import type { Context, Decision } from '../decision.ts';
import type { DomainError } from '../errors.ts';
import type { EventBody } from '../event.ts';
import type { Operation } from '../operation/operation.ts';
import { adjustmentOrder } from '../order/system-orders.ts';
import { accept, reject } from '../outcome.ts';
import { priceOf } from '../pricing/line-price.ts';
import { declareRules } from '../rule.ts';
import type { State } from '../state/state.ts';
import { dayOf } from '../time.ts';
import type { SetQuantity } from './command.ts';
import { limitsRefusal, sandboxSeats } from './limits.ts';
import { ask } from './question.ts';
import { openSteps } from './step.ts';
import type { RunningSubscription } from './subscription.ts';
import { inWindow } from './window.ts';

export const quantityRules = declareRules({
  'QTY-01': {
    says: 'Seats are added and taken away by setting the quantity that is wanted.',
    source: 'https://learn.microsoft.com/partner-center/developer/change-the-quantity-of-a-subscription',
    confidence: 'D',
  },
  'QTY-06': {
    says: 'Seats can be added at any time of the term; they count, and cost, from when the change is made.',
    source: 'https://learn.microsoft.com/partner-center/common-billing-scenarios-onetime-recurring',
    confidence: 'D',
  },
  'QTY-13': {
    says: 'On the first day of a period the whole line is credited, and all of the new quantity charged.',
    source: 'https://learn.microsoft.com/partner-center/common-billing-scenarios-onetime-recurring',
    confidence: 'D',
  },
  'QTY-15': {
    says: 'A change of quantity moves neither term nor anchor nor window.',
    source: 'https://learn.microsoft.com/partner-center/marketplace/price-changes',
    confidence: 'I',
  },
  'QTY-03': {
    says: 'A new quantity is a whole number inside the limits of the plan; zero is not a way to cancel.',
    source: 'https://learn.microsoft.com/partner-center/developer/change-the-quantity-of-a-subscription',
    confidence: 'D',
  },
  'QTY-04': {
    says: 'A flat-rate plan has no quantity to change.',
    source: 'https://learn.microsoft.com/partner-center/developer/error-codes',
    confidence: 'D/P',
  },
  'QTY-05': {
    says: 'Asking for the quantity that is already there succeeds and does nothing.',
    source:
      'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-operations-api',
    confidence: 'P',
  },
  'QTY-07': {
    says: 'Seats can be taken away at any time, or inside the window only, as the policy says.',
    parameters: ['qty.decrease'],
    source: 'https://learn.microsoft.com/partner-center/common-billing-scenarios-onetime-recurring',
    confidence: 'D',
  },
  'QTY-09': {
    says: 'While one change waits for the publisher another change of quantity or plan is refused.',
    source: 'https://learn.microsoft.com/partner-center/developer/error-codes',
    confidence: 'D/P',
  },
  'QTY-11': {
    says: 'A change is charged from the UTC date on which it is applied, not from that of the request.',
    source: 'https://learn.microsoft.com/partner-center/common-billing-scenarios-onetime-recurring',
    confidence: 'P',
  },
  'QTY-12': {
    says: 'A change makes a pair: the old quantity credited and the new one charged for the days left; each names the last charge before it.',
    source: 'https://learn.microsoft.com/partner-center/common-billing-scenarios-onetime-recurring',
    confidence: 'D/I',
  },
  'QTY-14': {
    says: 'In a trial the pair is zero and the conversion uses the last quantity.',
    source: 'https://learn.microsoft.com/partner-center/common-billing-scenarios-saas',
    confidence: 'P',
  },
  'QTY-17': {
    says: 'A publisher changes quantity and plan of what a customer bought itself, and nothing of what a partner sold.',
    source:
      'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-subscription-api',
    confidence: 'D',
  },
  'QTY-16': {
    says: 'Added seats cost what the running term costs, with the margin of the running period.',
    source: 'https://learn.microsoft.com/partner-center/marketplace/price-changes',
    confidence: 'D',
  },
});

/** Opens the change and, unless the publisher must be asked, applies it at once (QTY-03..09). */
export function changeQuantity(
  subscription: RunningSubscription,
  change: SetQuantity,
  context: Context,
): Decision {
  const refusal = quantityRefusal(subscription, change, context);
  if (refusal) return reject(refusal);
  const { quantity, source = 'Azure' } = change;
  const { quantity: before, renewalQuantity } = subscription;
  if (quantity === before)
    return accept(renewalQuantity === undefined ? [] : [forRenewal(subscription, quantity)]);
  if (quantity === renewalQuantity && takesAtRenewal(subscription, quantity, context)) return accept([]);
  const apply = (operation: Operation) => applyQuantity(subscription, operation, context);
  const { skuId } = subscription;
  const asked = { action: 'ChangeQuantity', source, skuId, quantity } as const;
  return accept(ask(subscription, asked, { context, apply }));
}

function quantityRefusal(
  subscription: RunningSubscription,
  { quantity, source }: SetQuantity,
  { state, now }: Context,
): DomainError | undefined {
  if (subscription.openOperationId && quantity !== subscription.quantity) {
    return { code: 'operationInProgress', operationId: subscription.openOperationId };
  }
  const steps = openSteps(subscription, 'quantity').map(({ name }) => name);
  if (steps.length > 0 && source !== 'Partner') return { code: 'stepsOpen', change: 'SetQuantity', steps };
  if (offerOf(subscription, state)?.pricingModel === 'flat') {
    return quantity === subscription.quantity ? undefined : { code: 'quantityNotChangeable' };
  }
  const limits = limitsRefusal(planOf(subscription, state) ?? { minimumQuantity: 1 }, quantity);
  if (limits) return { ...limits, asked: quantity };
  const limit = sellerRefusal(subscription, quantity, state);
  if (limit) return limit;
  const late = state.settings['qty.decrease'] === 'windowOnly' && !inWindow(subscription, now);
  return late && quantity < subscription.quantity ? decreaseRefusal(subscription, quantity) : undefined;
}

/** Whether a partner's account or programme allows no so many seats (PC 1.6, PUR-23). */
function sellerRefusal(
  { partnerId, quantity: before }: RunningSubscription,
  quantity: number,
  { partners, settings }: State,
): DomainError | undefined {
  if (partnerId === undefined) return undefined;
  if (quantity > sandboxSeats && partners.get(partnerId)?.sandbox) {
    return { code: 'sandboxLimitExceeded', limit: `${sandboxSeats} licences per subscription` };
  }
  const maximum = settings['limits.seatsPerSubscription'];
  return maximum > 0 && quantity > Math.max(maximum, before)
    ? { code: 'programLimitExceeded', limit: 'seats', maximum, left: Math.max(0, maximum - before) }
    : undefined;
}

const decreaseRefusal = ({ quantity, windowEndsAt }: RunningSubscription, asked: number): DomainError => ({
  ...{ code: 'decreaseNotAllowed', asked, quantity },
  ...(windowEndsAt && { windowEndedAt: windowEndsAt }),
});

const forRenewal = ({ id: subscriptionId }: RunningSubscription, quantity: number): EventBody => ({
  type: 'RenewalQuantitySet',
  subscriptionId,
  quantity,
});

/** Whether the policy takes seats away with the next term only (QTY-07, REN-10). */
const takesAtRenewal = (
  { quantity: before }: RunningSubscription,
  quantity: number,
  { state: { settings } }: Context,
): boolean => quantity < before && settings['qty.decrease'] === 'atRenewal';

/** Applies an accepted change of quantity: now, or with the next term where the policy takes seats away then (REN-10). */
export function applyQuantity(
  subscription: RunningSubscription,
  operation: Operation,
  context: Context,
): readonly EventBody[] {
  const { id: subscriptionId } = subscription;
  const { id: operationId, quantity } = operation;
  const closed = { type: 'OperationClosed', subscriptionId, operationId, status: 'Succeeded' } as const;
  const waits = takesAtRenewal(subscription, quantity, context);
  return [
    closed,
    ...(waits ? [forRenewal(subscription, quantity)] : changed(subscription, operation, context)),
  ];
}

/** The new value, its pair of lines, its order (QTY-11, QTY-12). */
function changed(
  subscription: RunningSubscription,
  operation: Operation,
  context: Context,
): readonly EventBody[] {
  const { margin } = lastChargeOf(subscription, context);
  const { quantity } = operation;
  const order = adjustmentOrder(subscription, operation, { context, margin });
  const lines = quantityPair(subscription, { quantity, orderId: order.id }, context);
  return [
    { type: 'QuantityChanged', subscriptionId: subscription.id, quantity },
    { type: 'OrderPlaced', order },
    ...posted(lines, context),
  ];
}

function quantityPair(
  subscription: RunningSubscription,
  { quantity, orderId }: { readonly quantity: number; readonly orderId: string },
  context: Context,
): readonly NewLine[] {
  const type = quantity > subscription.quantity ? 'addQuantity' : 'removeQuantity';
  const date = dayOf(context.now);
  // The deadline of a question can be the very end of the period: nothing is left of it then (GEN-03).
  if (date >= subscription.period.end) return [];
  const share = shareFrom(date, subscription.period);
  const range = { start: date, end: subscription.period.end };
  const parent = lastChargeOf(subscription, context);
  const price = priceOf(parent);
  const unitAmount = unitAmountOf(subscription, share, context, price);
  const credit = refundOf(
    parent,
    {
      amount: Math.min(unitAmount * subscription.quantity, context.state.ledger.residual(parent)),
      ...{ unitAmount, range, orderId },
    },
    { context, subscription, type },
  );
  const charge = chargeForShare(subscription, { type, range, quantity, share, price, orderId }, context);
  return [credit, charge];
}
