import type { Instant } from '../time.ts';

/** An account in the tenant of a customer (PC 2.10). Licences are assigned by publishers, not here. */
export interface CustomerUser {
  readonly id: string;
  readonly customerId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly usageLocation: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly phoneNumber?: string;
  readonly immutableId?: string;
  /** Present while it is deleted and can still be restored. */
  readonly deletedAt?: Instant;
}
