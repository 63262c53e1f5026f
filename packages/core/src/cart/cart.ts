import type { TermChoice, TermDuration } from '../catalog/catalog.ts';
import type { DomainError } from '../errors.ts';
import type { BasisPoints, Currency, Micro } from '../money.ts';
import type { Instant } from '../time.ts';

/** A partner that takes part in a sale, by MPN id (PC 4.1). */
export interface Participant {
  readonly key: string;
  readonly value: string;
}

/** What a partner may add to a line, and is shown again: nothing follows from it for SaaS (PC 4.1). */
export interface LineRemarks {
  readonly promotionId?: string;
  readonly customTermEndDate?: Instant;
  readonly attestationAccepted?: boolean;
  /** Lines of the classic licence model, as they came. */
  readonly addonItems?: readonly Readonly<Record<string, unknown>>[];
}

/** One thing that a partner wants to buy, as asked for. */
export interface CartLineRequest {
  readonly id: number;
  readonly catalogItemId: string;
  readonly quantity: number;
  readonly term: TermChoice;
  readonly friendlyName?: string;
  readonly currencyCode?: Currency;
  /** What a free trial turns into. */
  readonly renewsTo?: TermDuration;
  readonly participants: readonly Participant[];
  readonly provisioningContext: Readonly<Record<string, string>>;
  readonly remarks?: LineRemarks;
}

/** Why a line of a cart cannot be bought as it stands (PC 4.1 CartError). */
export type CartLineProblem =
  | { readonly code: 'catalogItemUnknown'; readonly catalogItemId: string }
  | { readonly code: 'availabilityNotCurrent'; readonly catalogItemId: string }
  | { readonly code: 'notSoldInCountry'; readonly country: string }
  | { readonly code: 'currencyNotSupported'; readonly expected: Currency }
  | { readonly code: 'participantsNotSupported' }
  | { readonly code: 'sandboxLimitExceeded'; readonly limit: number }
  | { readonly code: 'seatsExceeded'; readonly limit: number }
  | { readonly code: 'attestationMissing'; readonly catalogItemId: string }
  | { readonly code: 'quantityOutOfRange'; readonly minimum: number; readonly maximum?: number }
  | { readonly code: 'billingPlanNotSupported'; readonly term: TermChoice }
  | { readonly code: 'renewsToNotSupported'; readonly renewsTo: TermDuration };

/** A line with what the catalog made of it. */
export interface CartLine extends CartLineRequest {
  readonly currency: Currency;
  /** Lines of one group become one order; each SaaS line is a group of its own (PC 4.1). */
  readonly orderGroup: string;
  /** Price of one unit for one billing cycle; absent on a line with a problem. */
  readonly unitPrice?: Micro;
  /** What would be taken off it now; absent without a margin (PUR-20). */
  readonly margin?: BasisPoints;
  readonly problem?: CartLineProblem;
}

/** Why the lines of one group were not ordered (PUR-14). */
export interface OrderFailure {
  readonly orderGroup: string;
  readonly error: DomainError;
}

/** What a checkout led to. */
export interface CheckoutResult {
  readonly orderIds: readonly string[];
  readonly failures: readonly OrderFailure[];
}

export interface Cart {
  readonly id: string;
  readonly customerId: string;
  readonly partnerId: string;
  readonly createdAt: Instant;
  readonly modifiedAt: Instant;
  /** First instant at which the cart is gone (PUR-13). */
  readonly expiresAt: Instant;
  readonly modifiedBy: string;
  /** Whether the partner attested that its reseller of record may sell; absent where it said nothing. */
  readonly attested?: boolean;
  readonly lines: readonly CartLine[];
  /** Why the last checkout ordered nothing; such a cart can be checked out again. */
  readonly failures?: readonly OrderFailure[];
  /** Present once the cart is ordered. */
  readonly checkout?: CheckoutResult;
}
