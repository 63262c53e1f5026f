import type { PaymentTerm } from '../catalog/catalog.ts';
import type { Currency, Micro } from '../money.ts';
import type { Day, DayRange, Instant } from '../time.ts';
import type { SubscriptionStep } from './step.ts';
import type { SupportContact } from './support-contact.ts';

/** Who sold the subscription: a CSP partner, or the marketplace straight to the customer. */
export type Channel = 'csp' | 'direct';

/** The reseller of record: an MPN id, none so far, or one that was taken off again (MPN-04). */
export type ResellerOfRecord =
  | { readonly kind: 'none' }
  | { readonly kind: 'removed' }
  | { readonly kind: 'reseller'; readonly mpnId: string };

/** A plan that a subscription had, until another took its place. */
export interface EarlierPlan {
  readonly skuId: string;
  readonly until: Instant;
}

interface SubscriptionBase {
  readonly id: string;
  readonly channel: Channel;
  /** The partner that sold it and pays for it; absent for a direct purchase (PUR-17, PUR-18). */
  readonly partnerId?: string;
  readonly customerId: string;
  readonly publisherId: string;
  readonly productId: string;
  readonly skuId: string;
  readonly availabilityId: string;
  /** Oldest first; absent before the first change of plan (MET-12). */
  readonly earlierPlans?: readonly EarlierPlan[];
  /** Plan and quantity before the last change of either; absent before the first one (SF 4.4). */
  readonly changedFrom?: { readonly skuId: string; readonly quantity: number; readonly until: Instant };
  readonly orderId: string;
  readonly lineItemNumber: number;
  readonly friendlyName: string;
  readonly quantity: number;
  /** In which its payer is billed (BIL-17). */
  readonly currency: Currency;
  /** In which its plan is priced; absent when it is the same. */
  readonly pricingCurrency?: Currency;
  readonly reseller: ResellerOfRecord;
  readonly autoRenew: boolean;
  /** The paid commitment and its rhythm, also while a trial still runs before it. */
  readonly paidTerm: PaymentTerm;
  /** Price of one unit for one billing cycle in the running term, or in the first one before it runs (BIL-10, PUR-19). */
  readonly unitPrice: Micro;
  readonly startsWithTrial: boolean;
  readonly orderedAt: Instant;
  readonly assignedAt?: Instant;
  readonly confirmedAt?: Instant;
  readonly firstResolvedAt?: Instant;
  /** First instant at which the cancellation window is closed; absent while nothing anchors it (CAN-03). */
  readonly windowEndsAt?: Instant;
  /** Purchase tokens issued so far; their ids derive from it. */
  readonly tokensIssued: number;
  /** Operations opened so far; their ids derive from it. */
  readonly operationsOpened: number;
  readonly openOperationId?: string;
  /** What the publisher wants done before some changes; absent without any (ACT-08, CAN-10). */
  readonly steps?: readonly SubscriptionStep[];
  readonly supportContact?: SupportContact;
  /** Counts changes; part of the etag (GEN-08). */
  readonly version: number;
}

/** An activation that was accepted and is not done: it comes about at an instant, fails at it, or never ends (SF 2.7). */
export type PutOffActivation =
  | { readonly outcome: 'ok' | 'fail'; readonly at: Instant }
  | { readonly outcome: 'stuck' };

/** Bought, not activated: nothing is billed (PUR-15, ACT-12). */
export interface PendingSubscription extends SubscriptionBase {
  readonly phase: 'pending';
  /** The instant at which the purchase lapses (ACT-14). */
  readonly lapsesAt: Instant;
  /** Present once an activation was accepted that is not done (SF 9 C5). */
  readonly activation?: PutOffActivation;
}

/** A commitment that runs, or a trial before the first one. Boundaries are `monthsIn` months after the anchor (REN-11). */
export interface Term extends DayRange, PaymentTerm {
  readonly number: number;
  readonly trial: boolean;
  /** Months from the anchor date to the end of the term. */
  readonly endMonths: number;
}

/** The stretch of a term that one charge pays for (BIL-02). */
export interface Period extends DayRange {
  /** Months from the anchor date to the end of the period; of an instalment's, to that of its term. */
  readonly endMonths: number;
  /** Number of the instalment that pays for it, from 1; absent without instalments (BIL-31). */
  readonly instalment?: number;
}

/** Why a term started: the rhythm, the end of a trial, a plan without the trial, or the end of a suspension. */
export type TermCause = 'renewal' | 'conversion' | 'planChange' | 'reinstatement';

/** Why access is off: its partner asked for it, or whoever pays did not (SUS-01). */
export interface SuspensionCause {
  readonly at: Instant;
  readonly cause: 'partner' | 'payment';
  /** The instant at which the subscription ends if nobody reinstates it (SUS-05, SUS-06). */
  readonly endsAt: Instant;
}

/** Access is off and nothing is charged until it ends (SUS-01, SUS-04). */
export interface Suspension extends SuspensionCause {
  /** A missed payment that came while the partner's own cause still held; absent with one cause (SUS-07). */
  readonly also?: SuspensionCause;
}

/** Activated and not ended: trial or paid. */
export interface RunningSubscription extends SubscriptionBase {
  readonly phase: 'running';
  /** Billing start, `effectiveStartDate` on the wire (ACT-12). */
  readonly startedAt: Instant;
  /** Date that all boundaries are counted from (BIL-02). */
  readonly anchor: Day;
  readonly term: Term;
  readonly period: Period;
  /** End of the term at which a cancellation takes effect (CAN-06). */
  readonly cancelScheduledFor?: Day;
  /** Seats that the next term begins with, where fewer were agreed on; absent for as many as now (REN-10). */
  readonly renewalQuantity?: number;
  readonly suspension?: Suspension;
}

export type EndReason =
  | 'cancelled'
  | 'activationFailed'
  | 'suspensionExpired'
  | 'nonPayment'
  | 'pendingExpired'
  | 'expired';

/** Over for good (CAN-18). */
export interface EndedSubscription extends SubscriptionBase {
  readonly phase: 'ended';
  readonly reason: EndReason;
  readonly endedAt: Instant;
  /** Absent when it was never activated. */
  readonly startedAt?: Instant;
  readonly term?: Term;
  readonly period?: Period;
}

/** A SaaS subscription in any phase of its life. */
export type Subscription = PendingSubscription | RunningSubscription | EndedSubscription;

/** The states of RB 4.1: pending with nothing done, licences assigned, or confirmed; trial; active; ending; suspended; cancelled; expired. */
export type EngineState = 'PN' | 'PL' | 'PC' | 'TR' | 'AC' | 'EN' | 'SU' | 'CA' | 'EX';

/** A subscription in one of some states. */
export type InState<S extends EngineState> = S extends 'PN' | 'PL' | 'PC'
  ? PendingSubscription
  : S extends 'CA' | 'EX'
    ? EndedSubscription
    : RunningSubscription;

const endState = {
  cancelled: 'CA',
  activationFailed: 'CA',
  suspensionExpired: 'CA',
  nonPayment: 'CA',
  pendingExpired: 'EX',
  expired: 'EX',
} as const satisfies Record<EndReason, EngineState>;

/** Who is billed: the partner that sold the subscription, or the customer that bought it itself (PUR-17, PUR-18). */
export const payerOf = ({
  partnerId,
  customerId,
}: Pick<SubscriptionBase, 'partnerId' | 'customerId'>): string => partnerId ?? customerId;

/** The subscription's state in the words of RB 4.1. */
export function stateOf(subscription: Subscription): EngineState {
  switch (subscription.phase) {
    case 'pending':
      return subscription.assignedAt ? 'PL' : subscription.confirmedAt ? 'PC' : 'PN';
    case 'running':
      if (subscription.suspension) return 'SU';
      return subscription.term.trial ? 'TR' : subscription.autoRenew ? 'AC' : 'EN';
    case 'ended':
      return endState[subscription.reason];
  }
}
