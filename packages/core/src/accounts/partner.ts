import type { BasisPoints, Currency } from '../money.ts';

/** What a partner is in the Cloud Solution Provider programme (PUR-01). */
export type PartnerKind = 'directBill' | 'indirectProvider' | 'indirectReseller';

/** What a partner must be active in: the programme itself, and the part of it in which it resells (PC 1.5). */
export type Program = 'csp' | 'reseller';

/** A company of the partner programme. Its id is its Entra tenant id. */
export interface Partner {
  readonly id: string;
  readonly name: string;
  readonly kind: PartnerKind;
  readonly mpnId: string;
  readonly country: string;
  /** Whether it accepted the Microsoft Partner Agreement (PUR-02). */
  readonly agreementSigned: boolean;
  /** An account of the integration sandbox, with its limits and conveniences (PC 1.6). */
  readonly sandbox: boolean;
  /** Tenants of the indirect resellers that work through this provider. */
  readonly resellers: readonly string[];
  /** The programme in which its status is not active; absent: it is active in both (PUR-24). */
  readonly inactiveProgram?: Program;
  /** Countries in which it may sell; absent: in all (PUR-05). */
  readonly sellsIn?: readonly string[];
  /** Tax on what it pays for; the world's unless given (BIL-18). */
  readonly taxRate?: BasisPoints;
  /** In which it is billed; that of each customer's market unless given (BIL-17). */
  readonly billingCurrency?: Currency;
}
