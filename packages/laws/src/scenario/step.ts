import type { Command, Instant, SubscriptionChange } from '@marketsim/core';
import type { CustomerName } from '../world/parties.ts';
import type { PlanName, TermPair } from '../world/plans.ts';
import type { PublisherName } from '../world/publishers.ts';

/** A purchase of one plan; subscriptions are counted from 1 in the order in which they are bought. */
export interface BuyStep {
  readonly customer: CustomerName;
  readonly publisher: PublisherName;
  readonly plan: PlanName;
  readonly term: TermPair | TrialTerm;
  readonly quantity: number;
  /** MPN id of the reseller that a provider puts on record. */
  readonly reseller?: string;
  /** What the partner notes for the publisher. */
  readonly note?: string;
  /** The commitment that a trial turns into. */
  readonly renewsTo?: 'P1M' | 'P1Y' | 'P2Y' | 'P3Y';
  /** The customer buys for itself, though it has a partner. */
  readonly directly?: true;
}

/** Carts of one customer, all of them filled before the first is checked out. */
export interface FillStep {
  readonly customer: CustomerName;
  /** The lines of each cart. */
  readonly carts: readonly (readonly Omit<BuyStep, 'customer' | 'directly'>[])[];
}

/** A commitment that a trial goes before. */
type TrialTerm = 'P1M/none' | 'P1Y/none';

/**
 * Changes of one subscription at once, in the words of the engine. In place of ids: an operation is `open`, `closed` or
 * `unknown`, a delivery is the `first` that has no result, or `unknown`.
 */
export interface ChangeStep {
  /** Number of the subscription. */
  readonly of: number;
  readonly changes: readonly SubscriptionChange[];
  /** Names the current version, or one before it; absent: none. */
  readonly etag?: 'current' | 'stale';
}

/** The cancelling of an order: of the one by which a subscription was bought, or of the last one that came after it. */
export interface CancelOrderStep {
  /** Number of the subscription. */
  readonly of: number;
  readonly order: 'purchase' | 'later';
}

/** A report of use by the publisher of a subscription, or by another one. */
export interface ReportStep {
  /** Number of the subscription. */
  readonly of: number;
  readonly by?: PublisherName;
  readonly events: readonly {
    /** Number of another subscription that it is about. */
    readonly of?: number;
    readonly dimension: string;
    readonly quantity: number;
    readonly usedAt: Instant;
  }[];
}

/** The payment of an invoice; invoices are counted from 1 in the order in which they are issued. */
export interface PayStep {
  readonly invoice: number;
  readonly amount: 'inFull' | 'short';
}

/** One thing that is done: a purchase, the checkout of some carts, a change, an order that is cancelled, a report of use, a payment, another command as it is, or nothing but the clock moves. */
export type Deed =
  | { readonly buy: BuyStep }
  | { readonly fill: FillStep }
  | { readonly change: ChangeStep }
  | { readonly cancelOrder: CancelOrderStep }
  | { readonly report: ReportStep }
  | { readonly pay: PayStep }
  | { readonly command: Command }
  | { readonly wait: true };

/** One thing that is done at an instant. */
export type Step = { readonly at: Instant } & Deed;
