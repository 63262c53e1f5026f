import type { Currency, Minor } from '../money.ts';
import type { Day, Instant } from '../time.ts';

/** What one payer owes in one currency for one calendar month. Issued once, never changed (BIL-13, BIL-16). */
export interface Invoice {
  readonly id: string;
  readonly payerId: string;
  readonly currency: Currency;
  readonly issuedAt: Instant;
  /** First day of the billed month and of the month after it. */
  readonly start: Day;
  readonly end: Day;
  readonly dueOn: Day;
  readonly chargeIds: readonly string[];
  /** Sum of the charges with their tax; negative for a credit note. */
  readonly total: Minor;
  /** The tax in it; absent where no line has any (BIL-18). */
  readonly tax?: Minor;
  readonly documentType: 'invoice' | 'creditNote';
}
