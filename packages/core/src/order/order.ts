import type { LineRemarks } from '../cart/cart.ts';
import type { BillingCycle, TermDuration } from '../catalog/catalog.ts';
import type { BasisPoints, Currency, Micro } from '../money.ts';
import type { Instant } from '../time.ts';

/** What a line of an order does (PC 5.1). */
export type LineTransaction = 'new' | 'renew' | 'addQuantity' | 'removeQuantity' | 'convert';

export interface OrderLineItem {
  readonly lineItemNumber: number;
  readonly catalogItemId: string;
  readonly subscriptionId: string;
  readonly termDuration: TermDuration;
  readonly transaction: LineTransaction;
  readonly friendlyName: string;
  readonly quantity: number;
  /** Price of one unit for one billing cycle. */
  readonly unitPrice: Micro;
  /** What was taken off it; absent without a margin (PUR-20). */
  readonly margin?: BasisPoints;
  readonly renewsTo?: TermDuration;
  /** MPN id of the indirect reseller on record. */
  readonly partnerIdOnRecord?: string;
  /** MPN ids of resellers that take part besides (PC 2.9). */
  readonly furtherMpnIds?: readonly string[];
  readonly provisioningContext?: Readonly<Record<string, string>>;
  readonly remarks?: LineRemarks;
}

export interface Order {
  readonly id: string;
  readonly alternateId: string;
  readonly customerId: string;
  /** The partner that placed it; absent for an order of the customer itself. */
  readonly partnerId?: string;
  readonly createdAt: Instant;
  readonly status: 'pending' | 'completed' | 'cancelled';
  /** Placed by a person or an application, or by the marketplace itself at renewal. */
  readonly transactionType: 'UserPurchase' | 'SystemPurchase';
  readonly billingCycle: BillingCycle;
  /** In which it is priced. */
  readonly currency: Currency;
  /** Whether the partner attested that its reseller of record may sell; absent where it said nothing. */
  readonly attested?: boolean;
  readonly lineItems: readonly OrderLineItem[];
}
