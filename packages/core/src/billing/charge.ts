import type { BillingCycle, TermDuration } from '../catalog/catalog.ts';
import type { Currency, Micro, Minor } from '../money.ts';
import { type Day, type Instant, monthOf } from '../time.ts';
import type { UsageQuantity } from '../usage/quantity.ts';

/** Kinds of ledger lines (RB 5.1); all but `usage` are of the licence. Further kinds join this union with the rule that emits them. */
export type ChargeType =
  | 'new'
  | 'renew'
  | 'cycleCharge'
  | 'addQuantity'
  | 'removeQuantity'
  | 'convert'
  | 'cancel'
  | 'cancelImmediate'
  | 'customerCredit'
  | 'usage';

/** What a line of metered use adds up (MET-08). */
export interface ChargedUsage {
  readonly dimensionId: string;
  /** Exact; the line's `quantity` is the number nearest to it. */
  readonly quantity: UsageQuantity;
  /** Reported events that it sums up. */
  readonly count: number;
}

/**
 * One line of the ledger: an amount for a service period of one subscription. Amounts are whole minor units of
 * `currency`, before tax; `end` is exclusive; everything is as it was when the line was created (GEN-13, BIL-32).
 */
export interface Charge {
  readonly id: string;
  readonly createdAt: Instant;
  readonly type: ChargeType;
  readonly subscriptionId: string;
  readonly customerId: string;
  /** The partner that made the sale, or the customer that bought for itself (PUR-17, PUR-18). */
  readonly payerId: string;
  readonly orderId: string;
  readonly productId: string;
  readonly skuId: string;
  readonly availabilityId: string;
  /** Number of the term, counted from 1, that the line belongs to. */
  readonly term: number;
  readonly termStart: Day;
  readonly termEnd: Day;
  readonly termDuration: TermDuration;
  readonly billingCycle: BillingCycle;
  readonly start: Day;
  readonly end: Day;
  readonly unitPrice: Micro;
  /** Amount of one unit for the line's period; of use it is cut off, and for show. */
  readonly unitAmount: Minor;
  readonly quantity: number;
  readonly amount: Minor;
  readonly currency: Currency;
  /** The partner's; empty where there is none. */
  readonly mpnId: string;
  /** The reseller on record, the partner's own id without one, `-1` after a removal (MPN-03, MPN-04). */
  readonly resellerMpnId: string;
  readonly description: string;
  /** The line that a refund takes back from. */
  readonly parentId?: string;
  /** Present on lines of metered use. */
  readonly usage?: ChargedUsage;
}

/** `YYYY-MM`: the month whose invoice a line goes on, that of its creation, or of the use that it charges (BIL-12). */
export const billingMonthOf = ({ usage, start, createdAt }: Charge): string =>
  usage ? start.slice(0, 7) : monthOf(createdAt);
