import type { Charge, Currency, Invoice, Minor } from '@marketsim/core';
import type { Life } from './life.ts';

/** A line of the ledger with what later lines and invoices made of it. */
export interface Entry {
  readonly charge: Charge;
  readonly parent?: Entry;
  /** Number of the term in which it was posted. */
  readonly term: number;
  /** Its amount and all refunds that name it. */
  residual: Minor;
  invoiceId?: string;
}

/** A line as it was posted: what was known of its subscription just before. */
export interface Posted {
  readonly entry: Entry;
  readonly charge: Charge;
  readonly life: Life;
}

/** What one payer owes in one currency. */
export interface Account {
  readonly payerId: string;
  readonly currency: Currency;
  /** Sum of all its lines. */
  posted: Minor;
  /** Sum of all its invoices. */
  billed: Minor;
  /** Sums of the lines without an invoice, by the month in which they were created; never zero lines. */
  readonly open: Map<string, { sum: Minor; lines: number }>;
}

/** The ledger and the invoices, as the facts tell them. */
export interface Books {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly order: readonly Entry[];
  readonly invoices: ReadonlyMap<string, Invoice>;
  readonly accounts: ReadonlyMap<string, Account>;
}

export interface BooksFold extends Books {
  post(charge: Charge, term: number): Entry;
  issue(invoice: Invoice): void;
}

const coverageTypes: ReadonlySet<string> = new Set(['new', 'renew', 'cycleCharge']);
const adjustmentTypes: ReadonlySet<string> = new Set(['addQuantity', 'removeQuantity', 'convert']);

/** Whether a line pays for a service period (RB 0.1). */
export const isCoverage = ({ type }: Pick<Charge, 'type'>): boolean => coverageTypes.has(type);

/** Whether a line corrects a period that is paid for (RB 0.1). */
export const isAdjustment = ({ type }: Pick<Charge, 'type'>): boolean => adjustmentTypes.has(type);

/** Whether a line takes back from another. */
export const isRefund = ({ parentId }: Pick<Charge, 'parentId'>): boolean => parentId !== undefined;

/** Calendar month, `YYYY-MM`, that a line is billed with (BIL-12). */
export const billingMonth = ({ createdAt }: Pick<Charge, 'createdAt'>): string => createdAt.slice(0, 7);

/** Books in which nothing is written yet. */
export function emptyBooks(): BooksFold {
  const entries = new Map<string, Entry>();
  const order: Entry[] = [];
  const invoices = new Map<string, Invoice>();
  const accounts = new Map<string, Account>();

  const accountOf = ({ payerId, currency }: Pick<Account, 'payerId' | 'currency'>): Account => {
    const key = `${payerId} ${currency}`;
    const known = accounts.get(key);
    if (known) return known;
    const account: Account = { payerId, currency, posted: 0, billed: 0, open: new Map() };
    accounts.set(key, account);
    return account;
  };

  const move = (account: Account, charge: Charge, direction: 1 | -1): void => {
    const month = billingMonth(charge);
    const open = account.open.get(month) ?? { sum: 0, lines: 0 };
    open.sum += direction * charge.amount;
    open.lines += direction;
    if (open.lines === 0) account.open.delete(month);
    else account.open.set(month, open);
  };

  return {
    ...{ entries, order, invoices, accounts },
    post: (charge, term) => {
      const parent = entries.get(charge.parentId ?? '');
      if (parent) parent.residual += charge.amount;
      const entry: Entry = { charge, term, residual: charge.amount, ...(parent && { parent }) };
      entries.set(charge.id, entry);
      order.push(entry);
      const account = accountOf(charge);
      account.posted += charge.amount;
      move(account, charge, 1);
      return entry;
    },
    issue: (invoice) => {
      invoices.set(invoice.id, invoice);
      const account = accountOf(invoice);
      account.billed += invoice.total;
      for (const id of invoice.chargeIds) {
        const entry = entries.get(id);
        if (!entry || entry.invoiceId !== undefined) continue;
        entry.invoiceId = invoice.id;
        move(accountOf(entry.charge), entry.charge, -1);
      }
    },
  };
}
