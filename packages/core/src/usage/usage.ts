import type { Ids } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { LinePrice } from '../pricing/line-price.ts';
import type { Day, Instant } from '../time.ts';
import type { UsageQuantity } from './quantity.ts';

/** What a unit of use cost when it was used: at its price, margin and exchange rate of then (MET-10). */
export type UsageRate = Omit<LinePrice, 'instalment'>;

/** Use that was accepted, under the plan and at the price of its instant. */
interface AcceptedUse {
  readonly subscriptionId: string;
  readonly payerId: string;
  readonly currency: Currency;
  readonly productId: string;
  /** Of the plan at the instant of the use (MET-12). */
  readonly skuId: string;
  readonly dimensionId: string;
  readonly rate: UsageRate;
  /** `YYYY-MM`, the month on whose invoice it goes: that of the use, or the next one to be billed (MET-09). */
  readonly month: string;
  readonly quantity: UsageQuantity;
}

/** One report of use that was accepted. */
export interface UsageEvent extends AcceptedUse {
  readonly id: string;
  readonly usedAt: Instant;
  readonly acceptedAt: Instant;
}

/** The use of one day that is alike in everything else. */
export interface DailyUsage extends AcceptedUse {
  readonly day: Day;
  /** Events that it sums up. */
  readonly count: number;
  readonly lastUsedAt: Instant;
  readonly lastAcceptedAt: Instant;
}

/** What one payer uses in one currency on the invoice of one month. */
export interface UsageAccount {
  readonly payerId: string;
  readonly currency: Currency;
  /** `YYYY-MM`. */
  readonly month: string;
}

/** Why an event was not accepted. */
export type UsageRefusal =
  | { readonly code: 'resourceNotFound' | 'resourceNotAuthorized' | 'resourceNotActive' }
  | { readonly code: 'badArgument'; readonly argument: 'usedAt' | 'planId' }
  /** `oldest` is the earliest use that is accepted now. */
  | { readonly code: 'expired'; readonly oldest: Instant }
  | { readonly code: 'invalidDimension' | 'invalidQuantity' }
  | { readonly code: 'duplicate'; readonly first: UsageEvent };

/** What became of one reported event. */
export type UsageResult =
  | { readonly status: 'accepted'; readonly event: UsageEvent }
  | { readonly status: 'refused'; readonly refusal: UsageRefusal };

/** Id of the event of a dimension in the UTC hour of an instant: there is but one (MET-04). */
export const usageEventId = (
  { subscriptionId, dimensionId, usedAt }: Pick<UsageEvent, 'subscriptionId' | 'dimensionId' | 'usedAt'>,
  ids: Pick<Ids, 'guid'>,
): string => ids.guid('usage', subscriptionId, dimensionId, usedAt.slice(0, 13));
