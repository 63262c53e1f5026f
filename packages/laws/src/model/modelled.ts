import type { Channel, Day, EngineState, Instant, PaymentTerm, SubscriptionStep } from '@marketsim/core';
import { partners } from '../world/parties.ts';
import type { PlanName } from '../world/plans.ts';
import type { PublisherName } from '../world/publishers.ts';

/** A change that waits for its publisher. */
export interface OpenQuestion {
  readonly action: 'ChangeQuantity' | 'ChangePlan' | 'Reinstate';
  readonly quantity: number;
  readonly plan: PlanName;
  /** Whether the publisher itself asked for it: then no answer can refuse it (SF 4.4). */
  readonly own: boolean;
  readonly deadline: Instant;
  /** Whether the question was delivered; silence until the deadline is consent then. */
  readonly heard: boolean;
}

/** The rhythm of a subscription: boundaries are months after the anchor. */
export interface Pace {
  readonly anchor: Day;
  readonly periodMonths: number;
  readonly termMonths: number;
  /** Number of the instalment that the period is for, from 1 (BIL-31). */
  readonly instalment?: number;
  readonly periodEnd: Day;
  readonly termEnd: Day;
}

/** What the model knows of one subscription: enough to foretell its states, and nothing of money. */
export interface Modelled {
  readonly id: string;
  readonly channel: Channel;
  readonly isProvider: boolean;
  readonly payer: string;
  readonly publisher: PublisherName;
  readonly plan: PlanName;
  readonly term: PaymentTerm;
  readonly quantity: number;
  /** Fewer seats that the next term begins with (REN-10). */
  readonly renewalQuantity?: number;
  readonly autoRenew: boolean;
  /** When it ends because of a cancellation after the window (CAN-06). */
  readonly cancelledFor?: Day;
  readonly nickname: string;
  /** MPN id on record, `none` so far, or `removed` (MPN-04). */
  readonly reseller: string;
  readonly steps: readonly SubscriptionStep[];
  readonly orderedAt: Instant;
  readonly lapsesAt: Instant;
  readonly windowEndsAt?: Instant;
  readonly startsWithTrial: boolean;
  readonly assigned: boolean;
  readonly confirmed: boolean;
  /** What the activation will come to, where it comes about later; without an instant it never does (SF 2.7). */
  readonly putOff?: { readonly fails: boolean; readonly at?: Instant };
  /** Absent before the activation. */
  readonly pace?: Pace;
  /** Whether the term that runs is a trial. */
  readonly trial: boolean;
  /** Why it is suspended, with the end of the grace of each cause; absent while it is not (SUS-01). */
  readonly causes?: { readonly partner?: Instant; readonly payment?: Instant };
  /** What passed during the suspension: a boundary inside the term, or its end (E25). */
  readonly skipped?: 'period' | 'term';
  readonly open?: OpenQuestion;
  readonly ended?: 'CA' | 'EX';
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
  /** Plans that it had, each until another took its place. */
  readonly earlier: readonly { readonly plan: PlanName; readonly until: Instant }[];
  /** Hours of dimensions of which use was accepted. */
  readonly hours: readonly { readonly dimension: string; readonly hour: string }[];
}

/** Whether it was sold by an account of the sandbox, whose publishers hear of nothing (PC 1.6). */
export const isOfSandbox = ({ payer }: Pick<Modelled, 'payer'>): boolean => payer === partners.sandbox.id;

/** The state of RB 4.1. */
export function stateOfModelled(x: Modelled): EngineState {
  if (x.ended) return x.ended;
  if (x.causes) return 'SU';
  if (x.pace) return x.trial ? 'TR' : x.autoRenew ? 'AC' : 'EN';
  return x.assigned ? 'PL' : x.confirmed ? 'PC' : 'PN';
}

/** The end of the grace that is over first. */
export function graceEnd({ partner, payment }: NonNullable<Modelled['causes']>): Instant | undefined {
  if (!partner || !payment) return partner ?? payment;
  return partner < payment ? partner : payment;
}
