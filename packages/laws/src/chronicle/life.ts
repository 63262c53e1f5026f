import type {
  Channel,
  Charge,
  Currency,
  Day,
  DayRange,
  EndReason,
  EngineState,
  EventOf,
  Instant,
  Micro,
  Minor,
  Operation,
  OperationStatus,
  PaymentTerm,
  Period,
  ResellerOfRecord,
  Settings,
  SubscriptionStep,
  Suspension,
  Term,
} from '@marketsim/core';

/** The service days that the last coverage line pays for, cut where a later line ended them (BIL-27). */
export interface Coverage extends DayRange {
  readonly lineId: string;
}

/** What a change of quantity or plan replaced. */
export interface Terms {
  readonly quantity: number;
  readonly skuId: string;
  readonly unitPrice: Micro;
}

/** The changes of quantity made on one date and rounded alike, and what they cost together (INV-26). */
export interface DayOfChanges {
  readonly date: Day;
  readonly rounding: Settings['rounding.mode'];
  /** Before the first of them. */
  readonly quantity: number;
  readonly net: Minor;
}

/** The billing period that runs, counted by the laws themselves (BIL-02). */
export interface Rhythm {
  readonly anchor: Day;
  /** Months from the anchor to the end of the period. */
  readonly periodMonths: number;
  /** Months from the anchor to the end of the term. */
  readonly termMonths: number;
}

/** How an operation ended, and when. */
interface Settled {
  readonly operation: Operation;
  readonly status: OperationStatus;
  readonly at: Instant;
}

/** What the facts tell of one subscription so far. Values are replaced, never changed. */
export interface Life extends Terms {
  readonly id: string;
  readonly channel: Channel;
  readonly partnerId?: string;
  readonly customerId: string;
  readonly payerId: string;
  readonly publisherId: string;
  readonly productId: string;
  readonly orderId: string;
  readonly currency: Currency;
  /** Of the prices, where that is another one (BIL-17). */
  readonly pricingCurrency?: Currency;
  readonly paidTerm: PaymentTerm;
  readonly startsWithTrial: boolean;
  readonly reseller: ResellerOfRecord;
  readonly autoRenew: boolean;
  readonly steps: readonly SubscriptionStep[];
  readonly orderedAt: Instant;
  readonly lapsesAt: Instant;
  readonly assignedAt?: Instant;
  readonly confirmedAt?: Instant;
  /** What the activation will come to, where it comes about later. */
  readonly putOff?: EventOf<'ActivationPutOff'>['activation'];
  readonly startedAt?: Instant;
  /** First instant outside the cancellation window, by the settings that held when it was anchored (CAN-03). */
  readonly windowEndsAt?: Instant;
  readonly term?: Term;
  readonly period?: Period;
  readonly rhythm?: Rhythm;
  readonly coverage?: Coverage;
  /** Fewer seats that were agreed on for the next term (REN-10). */
  readonly renewalQuantity?: number;
  readonly suspension?: Suspension;
  /** When the suspension began, whichever cause is left of it. */
  readonly suspendedSince?: Instant;
  /** Dates of the last suspension that ended. */
  readonly suspended?: DayRange;
  readonly open?: Operation;
  /** The operation that was closed last. */
  readonly settled?: Settled;
  readonly ended?: { readonly at: Instant; readonly reason: EndReason };
  /** Counts the changes, from 1 with the purchase (GEN-08). */
  readonly version: number;
  readonly net: Minor;
  /** The line that charged last: what a correction is priced like (QTY-16). */
  readonly lastLine?: Charge;
  /** Sum of the lines posted in the running term. */
  readonly termNet: Minor;
  readonly termTax: Minor;
  /** Whether its publisher has given something back (CAN-20). */
  readonly credited?: true;
  /** Lines of the running term that are not wholly given back. */
  readonly standing: number;
  readonly before?: Terms;
  /** When its plan was sold, and under which settings: by them its availability has its id (PC 3.4). */
  readonly sold: { readonly at: Instant; readonly settings: Settings };
  /** Plans that it had, each until another took its place. */
  readonly earlier: readonly { readonly skuId: string; readonly until: Instant }[];
  readonly changes?: DayOfChanges;
}

/** The later of the two events that start billing, once both have happened (ACT-12). */
export const billingStart = ({ assignedAt, confirmedAt }: Life): Instant | undefined =>
  assignedAt && confirmedAt && (assignedAt > confirmedAt ? assignedAt : confirmedAt);

export const isTrial = ({ term }: Life): boolean => term?.trial === true;

/** First day that is not paid for. */
export const paidThrough = ({ coverage }: Life): Day | undefined => coverage?.end;

const endStates: Readonly<Record<EndReason, EngineState>> = {
  cancelled: 'CA',
  activationFailed: 'CA',
  suspensionExpired: 'CA',
  nonPayment: 'CA',
  pendingExpired: 'EX',
  expired: 'EX',
};

/** The state of RB 4.1 that the facts lead to. */
export function stateOfLife(life: Life): EngineState {
  if (life.ended) return endStates[life.ended.reason];
  if (life.suspension) return 'SU';
  if (life.startedAt) return isTrial(life) ? 'TR' : life.autoRenew ? 'AC' : 'EN';
  return life.assignedAt ? 'PL' : life.confirmedAt ? 'PC' : 'PN';
}

const active: ReadonlySet<EngineState> = new Set(['TR', 'AC', 'EN']);

export const isActive = (life: Life): boolean => active.has(stateOfLife(life));
