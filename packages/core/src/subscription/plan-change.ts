import type { Charge } from '../billing/charge.ts';
import {
  chargeForShare,
  coverageCharge,
  type NewLine,
  posted,
  shareFrom,
  unitAmountOf,
} from '../billing/charges.ts';
import { refundOf } from '../billing/refunds.ts';
import { availabilityIdAt } from '../catalog/availability.ts';
import { type Plan, priceFor } from '../catalog/catalog.ts';
import { offerOf, planOf } from '../catalog/plan-of.ts';
import { isSoldIn, isVisibleTo } from '../catalog/sellable.ts';
import type { Context, Decision } from '../decision.ts';
import type { EventBody } from '../event.ts';
import type { Operation } from '../operation/operation.ts';
import { adjustmentOrder } from '../order/system-orders.ts';
import { accept, type Outcome, reject } from '../outcome.ts';
import { pricedIn, priceOf } from '../pricing/line-price.ts';
import { marginAt } from '../pricing/margin.ts';
import { declareRules } from '../rule.ts';
import { dayOf } from '../time.ts';
import type { ChangePlan } from './command.ts';
import { limitsOf, limitsRefusal } from './limits.ts';
import { ask, refuseAtOnce } from './question.ts';
import type { RunningSubscription } from './subscription.ts';
import { paidTerm } from './terms.ts';

export const planRules = declareRules({
  'PLN-01': {
    says: 'A partner may move an active subscription to another plan of the same offer.',
    parameters: ['plan.changeByCsp'],
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'D/P',
  },
  'PLN-02': {
    says: 'The other plan must be sold in the market and visible to the customer, and must be another one.',
    source:
      'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-subscription-api',
    confidence: 'D/P',
  },
  'PLN-03': {
    says: 'The other plan must offer the same term and billing cycle, and its limits must fit the quantity.',
    source:
      'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-subscription-api',
    confidence: 'P',
  },
  'PLN-05': {
    says: 'The days left of the old plan are credited and those of the new one charged at its current price.',
    source: 'https://learn.microsoft.com/partner-center/common-billing-scenarios-saas',
    confidence: 'D',
  },
  'PLN-06': {
    says: 'A change of plan moves neither term nor anchor nor window.',
    source:
      'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-subscription-api',
    confidence: 'P',
  },
  'PLN-07': {
    says: 'A publisher may rule out changes to some of its plans: they fail.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-apis-faq',
    confidence: 'D',
  },
  'PLN-08': {
    says: 'From one trial to another nothing is charged and the trial ends when it would have.',
    source: 'https://learn.microsoft.com/partner-center/marketplace/plans-pricing',
    confidence: 'D',
  },
  'BIL-27': {
    says: 'A plan without trial ends a running one at once, and its first paid term begins that day.',
    source: 'https://learn.microsoft.com/partner-center/marketplace/plans-pricing',
    confidence: 'D/P',
  },
});

/** Asks for another plan of the same offer, and applies it at once when there is nobody to ask (PLN-01..05). */
export function changePlan(
  subscription: RunningSubscription,
  { planId, source = 'Azure' }: ChangePlan,
  context: Context,
): Decision {
  if (subscription.channel === 'csp' && !context.state.settings['plan.changeByCsp'])
    return reject({ code: 'changeNotSupported', change: 'ChangePlan' });
  const { openOperationId, quantity } = subscription;
  if (openOperationId) return reject({ code: 'operationInProgress', operationId: openOperationId });
  const eligible = eligiblePlan(subscription, planId, context);
  if (!eligible.ok) return eligible;
  const plan = eligible.value;
  const apply = (operation: Operation) => applyPlan(subscription, operation, context);
  const asked = { action: 'ChangePlan', source, skuId: plan.skuId, quantity } as const;
  return accept(
    plan.blocksChanges && source === 'Azure'
      ? refuseAtOnce(subscription, asked, context)
      : ask(subscription, asked, { context, apply }),
  );
}

/** The plan of that name in the same offer, where the subscription can be moved to it (PLN-02, PLN-03). */
function eligiblePlan(subscription: RunningSubscription, planId: string, { state }: Context): Outcome<Plan> {
  const offer = offerOf(subscription, state);
  const plan = offer?.plans.find((candidate) => candidate.planId === planId);
  if (!offer || !plan) return reject({ code: 'notEligible', catalogItem: planId });
  const customer = state.customers.get(subscription.customerId);
  const isOpen =
    customer &&
    !plan.isStopSell &&
    plan.skuId !== subscription.skuId &&
    isVisibleTo(plan, customer.id) &&
    isSoldIn(plan, customer.country);
  if (!isOpen) return reject({ code: 'notEligible', catalogItem: plan.skuId });
  const { paidTerm: term } = subscription;
  const price = priceFor(plan, term, pricedIn(subscription));
  if (!price || price.instalments || term.instalments) return reject({ code: 'termNotAllowed', term });
  const { quantity, renewalQuantity = quantity } = subscription;
  const limits = limitsOf({ offer, plan });
  const refusal = limitsRefusal(limits, quantity) ?? limitsRefusal(limits, renewalQuantity);
  return refusal ? reject(refusal) : accept(plan);
}

/** Applies an accepted change of plan: plan and price, its lines, its order (PLN-05, PLN-08, BIL-27). */
export function applyPlan(
  subscription: RunningSubscription,
  operation: Operation,
  context: Context,
): readonly EventBody[] {
  const plan = planOf({ ...subscription, skuId: operation.skuId }, context.state);
  const price = plan && priceFor(plan, subscription.paidTerm, pricedIn(subscription));
  if (!plan || !price) throw new Error(`${operation.skuId} cannot be bought any more`);
  const { skuId } = plan;
  const availabilityId = availabilityIdAt(plan, context.now, context.state.settings);
  const changed = { ...subscription, skuId, availabilityId, unitPrice: price.unitPrice };
  const margin = marginAt(changed, context.now, context.state);
  const order = adjustmentOrder(changed, operation, { context, margin });
  const endsTrial = subscription.term.trial && !plan.freeTrial;
  const bill = endsTrial ? paidFromNow : convertPair;
  return [
    {
      type: 'OperationClosed',
      subscriptionId: subscription.id,
      operationId: operation.id,
      status: 'Succeeded',
    },
    {
      type: 'PlanChanged',
      subscriptionId: subscription.id,
      skuId,
      availabilityId,
      unitPrice: price.unitPrice,
    },
    { type: 'OrderPlaced', order },
    ...bill({ before: subscription, after: changed, orderId: order.id, endsTrial }, context),
  ];
}

interface Conversion {
  readonly before: RunningSubscription;
  readonly after: RunningSubscription;
  readonly orderId: string;
  readonly endsTrial: boolean;
}

/** The line that a change takes back from: the last that charged, or the trial's own when the change ends it (BIL-27). */
function parentOf({ before: { id }, endsTrial }: Conversion, { state }: Context): Charge {
  const charges = state.ledger.chargesOf(id).filter(({ parentId }) => !parentId);
  const charge = endsTrial ? charges.find(({ type }) => type === 'new') : charges.at(-1);
  if (!charge) throw new Error(`${id} runs without a line`);
  return charge;
}

/** The credit for the days left of the old plan; at the very end of a period there are none (GEN-03). */
function creditsFor(conversion: Conversion, context: Context): readonly NewLine[] {
  const { before, orderId } = conversion;
  const date = dayOf(context.now);
  if (date >= before.period.end) return [];
  const share = shareFrom(date, before.period);
  const parent = parentOf(conversion, context);
  const unitAmount = unitAmountOf(before, share, context, priceOf(parent));
  const amount = Math.min(unitAmount * before.quantity, context.state.ledger.residual(parent));
  const range = { start: date, end: before.period.end };
  const line = { context, subscription: before, type: 'convert' } as const;
  return [refundOf(parent, { amount, unitAmount, range, orderId }, line)];
}

function convertPair(conversion: Conversion, context: Context): readonly EventBody[] {
  const { after, orderId } = conversion;
  const credits = creditsFor(conversion, context);
  if (credits.length === 0) return [];
  const date = dayOf(context.now);
  const share = shareFrom(date, after.period);
  const range = { start: date, end: after.period.end };
  const line = { type: 'convert', range, quantity: after.quantity, share, orderId } as const;
  return posted([...credits, chargeForShare(after, line, context)], context);
}

function paidFromNow(conversion: Conversion, context: Context): readonly EventBody[] {
  const { after, orderId } = conversion;
  const number = after.term.number + 1;
  const next = paidTerm(after.paidTerm, { anchor: dayOf(context.now), startMonths: 0, number });
  const { unitPrice } = after;
  const credits = creditsFor(conversion, context);
  const charge = coverageCharge({ ...after, ...next }, 'new', { context, orderId });
  return [
    { type: 'TermStarted', subscriptionId: after.id, cause: 'planChange', ...next, unitPrice },
    ...posted([...credits, charge], context),
  ];
}
