import { coverageCharge, posted } from '../billing/charges.ts';
import { offerOf, planOf } from '../catalog/plan-of.ts';
import type { Context, Decision } from '../decision.ts';
import type { DomainError } from '../errors.ts';
import type { EventBody } from '../event.ts';
import { cancelledOrder } from '../order/system-orders.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import { dayOf, durationMs, plusMs } from '../time.ts';
import type { AssignLicenses, ConfirmActivation, SandboxActivate } from './command.ts';
import { openSteps } from './step.ts';
import type { PendingSubscription, Subscription } from './subscription.ts';
import { paidTerm, type TermPlan, trialTerm } from './terms.ts';
import { windowFrom } from './window.ts';

export const activationRules = declareRules({
  'ACT-10': {
    says: 'The publisher assigns exactly as many licences as were bought, one for a flat-rate plan.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage',
    confidence: 'D/P',
  },
  'ACT-11': {
    says: 'Confirming an activation may name plan and quantity; what it names must be what was bought.',
    parameters: ['activation.body'],
    source:
      'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-subscription-api',
    confidence: 'D',
  },
  'ACT-12': {
    says: 'Billing starts when licences are assigned and the setup is confirmed, whichever comes last; for a plan that activates by itself both happen with the purchase.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage',
    confidence: 'D',
  },
  'ACT-13': {
    says: 'For a publisher that reports no licences the confirmation alone starts billing.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-life-cycle',
    confidence: 'I',
  },
  'ACT-15': {
    says: 'One of the two events alone has no effect on money.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage',
    confidence: 'D',
  },
  'ACT-16': {
    says: 'In a sandbox account one call does both events at once, without the publisher; no other account has it.',
    source:
      'https://learn.microsoft.com/partner-center/developer/activate-sandbox-subscription-azure-marketplace-products',
    confidence: 'D',
  },
  'ACT-17': {
    says: 'Repeating one of the two events while pending is accepted and keeps the first instant.',
    source:
      'https://learn.microsoft.com/partner-center/marketplace-offers/pc-saas-fulfillment-subscription-api',
    confidence: 'P',
  },
});

/** The refusal while partner or customer have setup steps to do (ACT-08). */
function setupOpen(subscription: Subscription): DomainError | undefined {
  const steps = openSteps(subscription, 'activation').map(({ name }) => name);
  return steps.length > 0 ? { code: 'stepsOpen', change: 'AssignLicenses', steps } : undefined;
}

/** Licences are given out; the second of the two events activates (ACT-10, ACT-12, ACT-17). */
export function assignLicenses(
  subscription: PendingSubscription,
  { count }: AssignLicenses,
  context: Context,
): Decision {
  const held = subscription.assignedAt ? undefined : setupOpen(subscription);
  if (held) return reject(held);
  if (count !== subscription.quantity) {
    return reject({ code: 'quantityMismatch', expected: subscription.quantity, actual: count });
  }
  if (subscription.assignedAt) return accept([]);
  const assigned: EventBody = { type: 'LicensesAssigned', subscriptionId: subscription.id };
  return accept(subscription.confirmedAt ? activate(subscription, context) : [assigned]);
}

/** The setup is confirmed; activates if licences are assigned or the publisher reports none (ACT-11..13, ACT-17). */
export function confirmActivation(
  subscription: PendingSubscription,
  change: ConfirmActivation,
  context: Context,
): Decision {
  const reports = context.state.publishers.get(subscription.publisherId)?.reportsLicenseAssignment ?? false;
  const refusal =
    (reports ? undefined : setupOpen(subscription)) ?? activationMismatch(subscription, change, context);
  if (refusal) return reject(refusal);
  if (subscription.confirmedAt) return accept([]);
  const confirmed: EventBody = { type: 'ActivationConfirmed', subscriptionId: subscription.id };
  const isLast = !reports || subscription.assignedAt !== undefined;
  return accept(isLast ? activate(subscription, context) : [confirmed]);
}

function activationMismatch(
  subscription: Subscription,
  { planId, quantity }: ConfirmActivation,
  { state }: Context,
): DomainError | undefined {
  const body = state.settings['activation.body'];
  if (body === 'lenient') return undefined;
  const bought = planOf(subscription, state)?.planId ?? '';
  const perUser = offerOf(subscription, state)?.pricingModel === 'perUser';
  if (body === 'required' && planId === undefined)
    return { code: 'activationDetailsMissing', missing: 'planId' };
  if (body === 'required' && perUser && quantity === undefined) {
    return { code: 'activationDetailsMissing', missing: 'quantity' };
  }
  if (planId !== undefined && planId !== bought)
    return { code: 'planMismatch', expected: bought, actual: planId };
  if (perUser && quantity !== undefined && quantity !== subscription.quantity) {
    return { code: 'quantityMismatch', expected: subscription.quantity, actual: quantity };
  }
  return undefined;
}

/** The marketplace itself activates what was just bought: both events, then the start (ACT-12, SF 5.4). */
export function activateAtOnce(subscription: PendingSubscription, context: Context): readonly EventBody[] {
  const { id: subscriptionId } = subscription;
  const { activated, charged } = start(subscription, context);
  return [
    { type: 'LicensesAssigned', subscriptionId },
    { type: 'ActivationConfirmed', subscriptionId },
    { ...activated, automatic: true },
    ...charged,
  ];
}

/** Activates a purchase of a sandbox account, where no publisher is involved; refused with notSandbox (ACT-16, PC 6.6). */
export function activateInSandbox(
  subscription: PendingSubscription,
  _change: SandboxActivate,
  context: Context,
): Decision {
  if (!context.state.partners.get(subscription.partnerId ?? '')?.sandbox)
    return reject({ code: 'notSandbox' });
  return accept(completed(subscription, context));
}

/**
 * The last of the two events has come: it activates, or, where the world has activations come about later, fail or get
 * stuck, is noted with what comes of it (SF 2.7, SF 9 C5). To ask again changes nothing but for one that is stuck.
 */
function activate(subscription: PendingSubscription, context: Context): readonly EventBody[] {
  const { now, state } = context;
  const { 'activation.outcome': outcome, 'activation.delay': delay } = state.settings;
  const { activation: known } = subscription;
  if (known && (known.outcome !== 'stuck' || outcome === 'stuck')) return [];
  const at = plusMs(now, durationMs(delay));
  if (outcome === 'ok' && at === now) return completed(subscription, context);
  const activation = outcome === 'stuck' ? { outcome } : { outcome, at };
  return [{ type: 'ActivationPutOff', subscriptionId: subscription.id, activation }];
}

/** What an activation that was put off comes to at its instant. */
export const endActivation = (subscription: PendingSubscription, context: Context): readonly EventBody[] =>
  subscription.activation?.outcome === 'ok'
    ? completed(subscription, context)
    : [
        { type: 'SubscriptionEnded', subscriptionId: subscription.id, reason: 'activationFailed' },
        ...cancelledOrder(subscription, context),
      ];

/** Starts the first term and its billing, and completes the order (ACT-12, BIL-24). */
function completed(subscription: PendingSubscription, context: Context): readonly EventBody[] {
  const { id: subscriptionId, orderId, assignedAt, confirmedAt } = subscription;
  const events: readonly EventBody[] = [
    ...(assignedAt ? [] : [{ type: 'LicensesAssigned', subscriptionId } as const]),
    ...(confirmedAt ? [] : [{ type: 'ActivationConfirmed', subscriptionId } as const]),
  ];
  const { activated, charged } = start(subscription, context);
  const closed: readonly EventBody[] =
    context.state.orders.get(orderId)?.status === 'completed'
      ? []
      : [{ type: 'OrderClosed', orderId, status: 'completed' }];
  return [...events, activated, ...closed, ...charged];
}

interface Start {
  readonly activated: Extract<EventBody, { type: 'SubscriptionActivated' }>;
  readonly charged: readonly EventBody[];
}

/** The start of the first term with what it costs: a trial line of zero, or the first coverage line. */
function start(subscription: PendingSubscription, context: Context): Start {
  const { now, state } = context;
  const plan = firstTerm(subscription, context);
  const { lapsesAt: _, activation: __, ...rest } = subscription;
  const started = { ...rest, ...plan, phase: 'running', startedAt: now } as const;
  const windowEndsAt = windowFrom('T0', now, { subscription, settings: state.settings });
  const description = plan.term.trial ? 'Free trial' : '';
  return {
    activated: {
      type: 'SubscriptionActivated',
      subscriptionId: subscription.id,
      ...plan,
      ...(windowEndsAt && { windowEndsAt }),
    },
    charged: posted([coverageCharge(started, 'new', { context, description })], context),
  };
}

function firstTerm(subscription: PendingSubscription, { now, state }: Context): TermPlan {
  const anchor = dayOf(now);
  return subscription.startsWithTrial
    ? trialTerm(anchor, state.settings)
    : paidTerm(subscription.paidTerm, { anchor, startMonths: 0, number: 1 });
}
