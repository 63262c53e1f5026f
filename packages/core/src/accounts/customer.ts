import type { BasisPoints } from '../money.ts';
import type { Instant } from '../time.ts';
import type { Vetting } from './vetting.ts';

/** A postal address with the person it is for (PC 2.0). */
export interface Address {
  readonly country: string;
  readonly city: string;
  readonly addressLine1: string;
  readonly postalCode: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly addressLine2?: string;
  readonly addressLine3?: string;
  readonly middleName?: string;
  readonly region?: string;
  readonly state?: string;
  readonly phoneNumber?: string;
}

/** What a partner keeps for billing a customer (PC 2.0, 2.5). */
export interface BillingProfile {
  readonly companyName: string;
  readonly email: string;
  readonly culture: string;
  readonly language: string;
  readonly address: Address;
  /** Whom to write to; the person of the address unless given. */
  readonly firstName?: string;
  readonly lastName?: string;
}

/** In which segment a customer buys, as it was stated (PC 2.7). */
export type Qualification =
  | 'none'
  | 'education'
  | 'nonprofit'
  | 'governmentCommunityCloud'
  | 'stateOwnedEntity';

/** What a partner tells of a customer when creating it. */
export interface CustomerProfile extends BillingProfile {
  /** The tenant's first domain, `name.onmicrosoft.com`. */
  readonly domain: string;
  readonly organizationRegistrationNumber?: string;
  /** MPN id of the indirect reseller that looks after the customer (PC 2.0 `associatedPartnerId`). */
  readonly associatedPartnerId?: string;
}

/** What the customer's own administrators decided. */
export interface TenantChoices {
  /** It signed the customer agreement with Microsoft itself, not through its partner (PC 2.8). */
  readonly directlySigned?: true;
  /** It does not let its partner into its tenant, which hides part of its profile (PC 2.3). */
  readonly withoutDelegatedAccess?: true;
}

/** A company that buys, through its partner or by itself. Its id is its Entra tenant id. */
export interface Customer extends CustomerProfile, TenantChoices {
  readonly id: string;
  readonly commerceId: string;
  readonly billingProfileId: string;
  /** The partner that sells to it; without one it can only buy for itself. */
  readonly partnerId?: string;
  /** Market of the customer, from its address. */
  readonly country: string;
  readonly createdAt: Instant;
  /** Tax on what it buys for itself; the world's unless given (BIL-18). */
  readonly taxRate?: BasisPoints;
  /** What can stand in the way of a sale to it; absent: nothing (PUR-10, PUR-22). */
  readonly vetting?: Vetting;
  /** When that was stated anew; absent while it is as it was at its creation. */
  readonly vettedAt?: Instant;
  /** How often its billing profile was replaced; absent while it never was. */
  readonly billingProfileChanges?: number;
  readonly qualification?: { readonly value: Qualification; readonly since: Instant };
  /** Present once its sandbox account has deleted it: nobody finds it any more (PC 2.4). */
  readonly deletedAt?: Instant;
}

/** Who at the customer accepted an agreement. */
export interface AgreementContact {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phoneNumber?: string;
}

/** A customer's acceptance of the Microsoft Customer Agreement, confirmed by the partner (PUR-03). */
export interface Agreement {
  readonly customerId: string;
  readonly templateId: string;
  readonly primaryContact: AgreementContact;
  readonly dateAgreed: Instant;
  /** The partner's user, or application, that confirmed it. */
  readonly userId: string;
  readonly confirmedAt: Instant;
}

/** Template id of the Microsoft Customer Agreement (PC 2.8). */
export const customerAgreementTemplate = '117a77b0-9360-443b-8795-c6dedc750cf9';
