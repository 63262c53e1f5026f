import type { BillingCycle, TermDuration } from '../catalog/catalog.ts';
import type { Currency, Micro, Minor } from '../money.ts';
import type { LinePrice } from '../pricing/line-price.ts';
import { declareRules } from '../rule.ts';
import { type Day, type Instant, monthOf } from '../time.ts';
import type { UsageQuantity } from '../usage/quantity.ts';
import type { Taxed } from './tax.ts';

export const chargeTypeRules = declareRules({
  'BIL-23': {
    says: 'A line is of one of ten kinds, by what brought it about; no other kind exists.',
    source: 'https://learn.microsoft.com/partner-center/recon-file-charge-types',
    confidence: 'D',
  },
});

/** Kinds of ledger lines (BIL-23, RB 5.1); all but `usage` are of the licence. */
export const chargeTypes = [
  'new',
  'renew',
  'cycleCharge',
  'addQuantity',
  'removeQuantity',
  'convert',
  'cancel',
  'cancelImmediate',
  'customerCredit',
  'usage',
] as const;

export type ChargeType = (typeof chargeTypes)[number];

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
 * `currency`, `amount` before tax; `end` is exclusive; everything is as it was when the line was created (GEN-13, BIL-32).
 */
export interface Charge extends LinePrice, Taxed {
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
  /** Amount of one unit for the line's period; of use it is cut off, and for show. */
  readonly unitAmount: Minor;
  /** Price of one unit for the line's period after margin and proration; absent where it is the amount of one unit (BIL-06). */
  readonly effectiveUnitPrice?: Micro;
  readonly quantity: number;
  readonly amount: Minor;
  readonly currency: Currency;
  /** The partner's; empty where there is none. */
  readonly mpnId: string;
  /** The reseller on record, the partner's own id without one, `-1` after a removal (MPN-03, MPN-04). */
  readonly resellerMpnId: string;
  readonly description: string;
  /** Percent of it that the marketplace keeps, by what held when it was made; absent on lines that earlier versions made (BIL-30). */
  readonly agencyFee?: number;
  /** The line that a refund takes back from. */
  readonly parentId?: string;
  /** Present on lines of metered use. */
  readonly usage?: ChargedUsage;
}

/** `YYYY-MM`: the month whose invoice a line goes on, that of its creation, or of the use that it charges (BIL-12). */
export const billingMonthOf = ({ usage, start, createdAt }: Charge): string =>
  usage ? start.slice(0, 7) : monthOf(createdAt);
