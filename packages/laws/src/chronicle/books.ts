import type { Charge, Currency, DayRange, Invoice, Minor, Settings } from '@marketsim/core';
import type { Life } from './life.ts';

type Rounding = Settings['rounding.mode'];

/** A line of the ledger with what later lines and invoices made of it. */
export interface Entry {
  readonly charge: Charge;
  readonly parent?: Entry;
  /** Number of the term in which it was posted. */
  readonly term: number;
  /** Whether a trial ran then. */
  readonly trial: boolean;
  /** How amounts were rounded then. */
  readonly rounding: Rounding;
  /** The billing period that ran then. */
  readonly period?: DayRange;
  /** Its amount when it was posted. */
  readonly amount: Minor;
  /** Of a refund: what was left of its line before it. */
  readonly left?: Minor;
  /** Its amount and all refunds that name it. */
  residual: Minor;
  /** Its tax and that of all refunds that name it. */
  taxResidual: Minor;
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
  /** Sum of all its lines, before tax. */
  posted: Minor;
  /** Sum of all its invoices, before tax. */
  billed: Minor;
  /** Sums of the lines without an invoice, by the month in which they were created; never zero lines. */
  readonly open: Map<string, OpenMonth>;
}

interface OpenMonth {
  sum: Minor;
  lines: number;
}

/** The ledger and the invoices, as the facts tell them. */
export interface Books {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly order: readonly Entry[];
  readonly invoices: ReadonlyMap<string, Invoice>;
  readonly accounts: ReadonlyMap<string, Account>;
  /** How many lines of each month are on no invoice; months without any are absent. */
  readonly openLines: ReadonlyMap<string, number>;
  /** Every invoice as text, as it was issued. */
  readonly issued: ReadonlyMap<string, string>;
  /** Lines of the running term of a subscription, oldest first. */
  termLines(subscriptionId: string): readonly Entry[];
  /** Id of one invoice, another one for each number; none while there is none. */
  sample(number: number): readonly string[];
}

export interface BooksFold extends Books {
  post(charge: Charge, life: Life, rounding: Rounding): Entry;
  issue(invoice: Invoice): void;
  /** What is posted from now on belongs to another term. */
  beginTerm(subscriptionId: string): void;
}

const coverageTypes: ReadonlySet<string> = new Set(['new', 'renew', 'cycleCharge']);
const adjustmentTypes: ReadonlySet<string> = new Set(['addQuantity', 'removeQuantity', 'convert']);

/** Whether a line pays for a service period (RB 0.1). */
export const isCoverage = ({ type }: Pick<Charge, 'type'>): boolean => coverageTypes.has(type);

/** Whether a line corrects a period that is paid for (RB 0.1). */
export const isAdjustment = ({ type }: Pick<Charge, 'type'>): boolean => adjustmentTypes.has(type);

/** Whether a line takes back from another. */
export const isRefund = ({ parentId }: Pick<Charge, 'parentId'>): boolean => parentId !== undefined;

/** Calendar month, `YYYY-MM`, that a line is billed with: of its creation, or of the use that it charges (BIL-12, MET-09). */
export const billingMonth = ({
  type,
  createdAt,
  start,
}: Pick<Charge, 'type' | 'createdAt' | 'start'>): string =>
  type === 'usage' ? start.slice(0, 7) : createdAt.slice(0, 7);

interface Pages {
  readonly entries: Map<string, Entry>;
  readonly order: Entry[];
  readonly invoices: Map<string, Invoice>;
  readonly accounts: Map<string, Account>;
  readonly openLines: Map<string, number>;
  readonly issued: Map<string, string>;
  readonly numbers: string[];
  readonly terms: Map<string, Entry[]>;
}

function accountOf(
  { accounts }: Pages,
  { payerId, currency }: Pick<Account, 'payerId' | 'currency'>,
): Account {
  const key = `${payerId} ${currency}`;
  const known = accounts.get(key);
  if (known) return known;
  const account: Account = { payerId, currency, posted: 0, billed: 0, open: new Map() };
  accounts.set(key, account);
  return account;
}

/** Counts a line among those without an invoice, or no longer. */
function count(pages: Pages, charge: Charge, direction: 1 | -1): void {
  const month = billingMonth(charge);
  const { open } = accountOf(pages, charge);
  const sums = open.get(month) ?? { sum: 0, lines: 0 };
  sums.sum += direction * charge.amount;
  sums.lines += direction;
  if (sums.lines === 0) open.delete(month);
  else open.set(month, sums);
  const lines = (pages.openLines.get(month) ?? 0) + direction;
  if (lines === 0) pages.openLines.delete(month);
  else pages.openLines.set(month, lines);
}

function post(pages: Pages, charge: Charge, life: Life, rounding: Rounding): Entry {
  const parent = pages.entries.get(charge.parentId ?? '');
  const left = parent?.residual;
  if (parent) {
    parent.residual += charge.amount;
    parent.taxResidual += charge.tax ?? 0;
  }
  const { amount } = charge;
  const { term, period } = life;
  const entry: Entry = {
    ...{ charge, rounding, amount, residual: amount },
    ...{ term: term?.number ?? 0, trial: term?.trial ?? false },
    ...(period && { period }),
    ...(parent && { parent }),
    ...(left !== undefined && { left }),
    taxResidual: charge.tax ?? 0,
  };
  pages.entries.set(charge.id, entry);
  pages.order.push(entry);
  const lines = pages.terms.get(life.id);
  if (lines) lines.push(entry);
  else pages.terms.set(life.id, [entry]);
  accountOf(pages, charge).posted += amount;
  count(pages, charge, 1);
  return entry;
}

/** An invoice whose number is taken already, or that takes a line of another, shows in the sums. */
function issue(pages: Pages, invoice: Invoice): void {
  if (!pages.invoices.has(invoice.id)) {
    pages.invoices.set(invoice.id, invoice);
    pages.issued.set(invoice.id, JSON.stringify(invoice));
    pages.numbers.push(invoice.id);
  }
  accountOf(pages, invoice).billed += invoice.total - (invoice.tax ?? 0);
  for (const id of invoice.chargeIds) {
    const entry = pages.entries.get(id);
    if (!entry || entry.invoiceId !== undefined) continue;
    entry.invoiceId = invoice.id;
    count(pages, entry.charge, -1);
  }
}

/** Books in which nothing is written yet. */
export function emptyBooks(): BooksFold {
  const pages: Pages = {
    entries: new Map(),
    order: [],
    invoices: new Map(),
    accounts: new Map(),
    openLines: new Map(),
    issued: new Map(),
    numbers: [],
    terms: new Map(),
  };
  return {
    ...pages,
    sample: (number) => {
      const id = pages.numbers[number % pages.numbers.length];
      return id === undefined ? [] : [id];
    },
    termLines: (id) => pages.terms.get(id) ?? [],
    beginTerm: (id) => void pages.terms.delete(id),
    post: (charge, life, rounding) => post(pages, charge, life, rounding),
    issue: (invoice) => issue(pages, invoice),
  };
}
