import type {
  EventOf,
  Instant,
  PendingSubscription,
  Settings,
  SubscriptionEvent,
  SuspensionCause,
  TermChoice,
} from '@marketsim/core';
import { after, dateOf, lengthOf } from '../calendar.ts';
import type { Life, Rhythm, Terms } from './life.ts';

const months = { P1M: 1, P1Y: 12, P2Y: 24, P3Y: 36 } as const;

/** Months of a commitment. */
export const monthsOfTerm = ({ duration }: Pick<TermChoice, 'duration'>): number => months[duration];

/** Months that one coverage line pays for (BIL-01). */
export const monthsOfPeriod = ({ duration, billingCycle }: TermChoice): number =>
  billingCycle === 'monthly' ? 1 : months[duration];

const windowSetting = {
  monthly: 'cancel.window.monthlyBilled',
  none: 'cancel.window.monthlyBilled',
  annual: 'cancel.window.annualBilled',
  oneTime: 'cancel.window.upfrontMultiYear',
} as const;

type Anchor = Settings['cancel.anchor'];

/** The end of the window where the event anchors it (CAN-02, CAN-03). */
function window(
  event: Anchor,
  at: Instant,
  { paidTerm, settings }: { readonly paidTerm: TermChoice; readonly settings: Settings },
): Pick<Life, 'windowEndsAt'> {
  if (settings['cancel.anchor'] !== event) return {};
  return { windowEndsAt: after(at, lengthOf(settings[windowSetting[paidTerm.billingCycle]])) };
}

/** What a purchase begins. */
export function bornLife(subscription: PendingSubscription, settings: Settings): Life {
  const { paidTerm, orderedAt } = subscription;
  const { id, channel, customerId, partnerId, publisherId, productId, skuId, orderId } = subscription;
  const { currency, quantity, unitPrice, startsWithTrial, reseller, autoRenew, lapsesAt } = subscription;
  return {
    ...{ id, channel, customerId, publisherId, productId, skuId, orderId, currency, quantity, unitPrice },
    ...{ paidTerm, startsWithTrial, reseller, autoRenew, orderedAt, lapsesAt },
    ...(partnerId !== undefined && { partnerId }),
    ...(subscription.pricingCurrency !== undefined && { pricingCurrency: subscription.pricingCurrency }),
    payerId: channel === 'csp' ? (partnerId ?? '') : customerId,
    steps: subscription.steps ?? [],
    ...window('orderedAt', orderedAt, { paidTerm, settings }),
    sold: { at: orderedAt, settings },
    earlier: [],
    version: 1,
    net: 0,
    termNet: 0,
    termTax: 0,
    standing: 0,
  };
}

const emptyTerm = { termNet: 0, termTax: 0, standing: 0 } as const;

function started(life: Life, fact: EventOf<'SubscriptionActivated'>, settings: Settings): Life {
  const { at, anchor, term, period } = fact;
  const paidTerm = life.paidTerm;
  return {
    ...life,
    ...window('T0', at, { paidTerm, settings }),
    ...window('termStart', at, { paidTerm, settings }),
    ...{ startedAt: at, term, period },
    rhythm: { anchor, periodMonths: period.endMonths, termMonths: term.endMonths },
  };
}

function termStarted(life: Life, fact: EventOf<'TermStarted'>, settings: Settings): Life {
  const { at, anchor, term, period, unitPrice, quantity } = fact;
  return {
    ...(quantity === undefined ? life : { ...forRenewal(life, life.quantity), quantity }),
    ...emptyTerm,
    // A change of plan moves no window, even where it ends a trial (PLN-06).
    ...(fact.cause !== 'planChange' && window('termStart', at, { paidTerm: life.paidTerm, settings })),
    ...{ term, period, unitPrice },
    rhythm: { anchor, periodMonths: period.endMonths, termMonths: term.endMonths },
  };
}

function withoutSuspension({ suspension, suspendedSince, ...life }: Life, at: Instant): Life {
  return suspendedSince ? { ...life, suspended: { start: dateOf(suspendedSince), end: dateOf(at) } } : life;
}

/** The suspension goes on for the cause that is left, with the grace of that one. */
function withoutCause(life: Life, cause: SuspensionCause['cause']): Life {
  const { also, ...first } = life.suspension ?? {};
  const left = 'cause' in first && first.cause !== cause ? first : also;
  return left ? { ...life, suspension: left } : life;
}

type SuspensionFact = EventOf<
  'SubscriptionSuspended' | 'SubscriptionReinstated' | 'SuspensionCauseAdded' | 'SuspensionCauseCleared'
>;

function suspensionEvolved(life: Life, fact: SuspensionFact): Life {
  if (fact.type === 'SubscriptionSuspended')
    return { ...life, suspension: fact.suspension, suspendedSince: fact.suspension.at };
  if (fact.type === 'SubscriptionReinstated') return withoutSuspension(life, fact.at);
  if (fact.type === 'SuspensionCauseCleared') return withoutCause(life, fact.cause);
  return life.suspension ? { ...life, suspension: { ...life.suspension, also: fact.cause } } : life;
}

function closed({ open, ...life }: Life, { status, at }: EventOf<'OperationClosed'>): Life {
  return open ? { ...life, settled: { operation: open, status, at } } : life;
}

/** A change of quantity or plan uses up the consent to it. */
function changed(life: Life, terms: Partial<Terms>): Life {
  const { settled: _, ...rest } = life;
  const { quantity, skuId, unitPrice } = life;
  return { ...rest, before: { quantity, skuId, unitPrice }, ...terms };
}

/** Fewer seats with the next term, or as many as now again (REN-10). */
const forRenewal = ({ renewalQuantity: _, ...life }: Life, quantity: number): Life =>
  quantity === life.quantity ? life : { ...life, renewalQuantity: quantity };

const periodMoved = (rhythm: Rhythm | undefined, periodMonths: number): Pick<Life, 'rhythm'> =>
  rhythm ? { rhythm: { ...rhythm, periodMonths } } : {};

/** Facts that leave the etag as it is: what is read, told, or only noted. */
const unversioned: ReadonlySet<string> = new Set([
  'SupportContactChanged',
  'PurchaseTokenIssued',
  'PurchaseResolved',
  'WebhookQueued',
  'WebhookAnswered',
]);

const isVersioned = (fact: SubscriptionEvent): boolean =>
  fact.type === 'OperationOpened' ? fact.operation.status === 'InProgress' : !unversioned.has(fact.type);

/** What one more fact tells. */
export function evolveLife(life: Life, fact: SubscriptionEvent, settings: Settings): Life {
  const version = isVersioned(fact) ? life.version + 1 : life.version;
  return evolved(version === life.version ? life : { ...life, version }, fact, settings);
}

const planChanged = (
  life: Life,
  { skuId, unitPrice, at }: EventOf<'PlanChanged'>,
  settings: Settings,
): Life => ({
  ...changed(life, { skuId, unitPrice }),
  sold: { at, settings },
  earlier: [...life.earlier, { skuId: life.skuId, until: at }],
});

const doneIf = (step: Life['steps'][number], name: string): Life['steps'][number] =>
  step.name === name ? { ...step, done: true } : step;

function evolved(life: Life, fact: SubscriptionEvent, settings: Settings): Life {
  switch (fact.type) {
    case 'LicensesAssigned':
      return { ...life, assignedAt: fact.at };
    case 'ActivationConfirmed':
      return { ...life, confirmedAt: fact.at };
    case 'SubscriptionActivated':
      return started(life, fact, settings);
    case 'ActivationPutOff':
      return { ...life, putOff: fact.activation };
    case 'StepRequired':
      return { ...life, steps: [...life.steps, { ...fact.step, done: false }] };
    case 'StepCompleted':
      return { ...life, steps: life.steps.map((step) => doneIf(step, fact.name)) };
    case 'ResellerChanged':
      return { ...life, reseller: fact.reseller };
    case 'AutoRenewChanged':
      return { ...life, autoRenew: fact.autoRenew };
    case 'OperationOpened':
      return fact.operation.status === 'InProgress' ? { ...life, open: fact.operation } : life;
    case 'OperationClosed':
      return closed(life, fact);
    case 'QuantityChanged':
      return changed(forRenewal(life, life.quantity), { quantity: fact.quantity });
    case 'RenewalQuantitySet':
      return forRenewal(life, fact.quantity);
    case 'PlanChanged':
      return planChanged(life, fact, settings);
    case 'SubscriptionSuspended':
    case 'SubscriptionReinstated':
    case 'SuspensionCauseAdded':
    case 'SuspensionCauseCleared':
      return suspensionEvolved(life, fact);
    case 'TermStarted':
      return termStarted(life, fact, settings);
    case 'PeriodStarted':
      return { ...life, period: fact.period, ...periodMoved(life.rhythm, fact.period.endMonths) };
    case 'SubscriptionEnded':
      return {
        ...withoutSuspension(life, fact.at),
        ended: { at: fact.at, reason: fact.reason },
        autoRenew: false,
      };
    case 'NicknameChanged':
    case 'SupportContactChanged':
    case 'PurchaseTokenIssued':
    case 'PurchaseResolved':
    case 'WebhookQueued':
    case 'WebhookAnswered':
      return life;
  }
}
