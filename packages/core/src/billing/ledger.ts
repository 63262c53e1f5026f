import type { Currency, Minor } from '../money.ts';
import { declareRules } from '../rule.ts';
import {
  type AcceptedEvents,
  type AcceptedEventsFold,
  createAcceptedEvents,
} from '../usage/accepted-events.ts';
import { createDailyUsage, type DailyUsages, type DailyUsagesFold } from '../usage/daily-usage.ts';
import { billingMonthOf, type Charge } from './charge.ts';
import type { Invoice } from './invoice.ts';

export const ledgerRules = declareRules({
  'GEN-13': {
    says: 'The ledger only grows; a correction is a new line, and a line changes once, when it is put on an invoice.',
    source: 'https://learn.microsoft.com/partner-center/recon-file-charge-types',
    confidence: 'I',
  },
  'BIL-12': {
    says: 'A line belongs to the UTC calendar month in which it was created, one of use to that of the use.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-billing',
    confidence: 'D',
  },
});

/** Lines of one payer, one currency and one calendar month that no invoice has yet. */
export interface OpenAccount {
  readonly payerId: string;
  readonly currency: Currency;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly charges: readonly Charge[];
}

/** All lines and invoices of a world, with the look-ups that billing and the APIs need. */
export interface Ledger extends AcceptedEvents, DailyUsages {
  readonly charges: readonly Charge[];
  readonly invoices: ReadonlyMap<string, Invoice>;
  /** Licence lines of a subscription, oldest first: what can be refunded (MET-11). */
  chargesOf(subscriptionId: string): readonly Charge[];
  /** Lines of a subscription's metered use, oldest first. */
  usageChargesOf(subscriptionId: string): readonly Charge[];
  charge(id: string): Charge | undefined;
  /** What is left of a line after the refunds that name it, in minor units. */
  residual(charge: Charge): Minor;
  invoiceOf(chargeId: string): string | undefined;
  /** Open accounts of a month, in order of their first line. */
  openAccounts(month: string): readonly OpenAccount[];
  /** Lines of an account that no invoice has yet, oldest first; of use only what was posted. */
  openCharges(account: Omit<OpenAccount, 'charges'>): readonly Charge[];
  /** A payer's invoices, oldest first. */
  invoicesOf(payerId: string): readonly Invoice[];
}

/** The ledger as the fold of events sees it. */
export interface LedgerFold extends Ledger, AcceptedEventsFold, DailyUsagesFold {
  post(charges: readonly Charge[]): void;
  issue(invoice: Invoice): void;
}

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
};

/** Finds lines of a list that only grows by their ids. Most worlds never ask: what is new is taken in when one does. */
function createIndex(charges: readonly Charge[]): (id: string) => Charge | undefined {
  const byId = new Map<string, Charge>();
  return (id) => {
    for (const charge of charges.slice(byId.size)) byId.set(charge.id, charge);
    return byId.get(id);
  };
}

/** An empty ledger. */
export function createLedger(): LedgerFold {
  const charges: Charge[] = [];
  const bySubscription = new Map<string, Charge[]>();
  const usageBySubscription = new Map<string, Charge[]>();
  const refunds = new Map<string, Minor>();
  const open = new Map<string, Map<string, Charge[]>>();
  const billed = new Map<string, string>();
  const invoices = new Map<string, Invoice>();
  const byPayer = new Map<string, Invoice[]>();
  const daily = createDailyUsage();

  const postOne = (charge: Charge): void => {
    charges.push(charge);
    push(charge.usage ? usageBySubscription : bySubscription, charge.subscriptionId, charge);
    if (charge.parentId) refunds.set(charge.parentId, (refunds.get(charge.parentId) ?? 0) + charge.amount);
    const month = billingMonthOf(charge);
    const accounts = open.get(month) ?? new Map<string, Charge[]>();
    open.set(month, accounts);
    push(accounts, accountKey(charge), charge);
  };

  return {
    ...createAcceptedEvents(),
    ...daily,
    charges,
    invoices,
    chargesOf: (subscriptionId) => bySubscription.get(subscriptionId) ?? [],
    usageChargesOf: (subscriptionId) => usageBySubscription.get(subscriptionId) ?? [],
    charge: createIndex(charges),
    residual: (charge) => charge.amount + (refunds.get(charge.id) ?? 0),
    invoiceOf: (chargeId) => billed.get(chargeId),
    openAccounts: (month) => accountsOf(open.get(month), month),
    openCharges: (account) => open.get(account.month)?.get(accountKey(account)) ?? [],
    invoicesOf: (payerId) => byPayer.get(payerId) ?? [],
    post: (posted) => posted.forEach(postOne),
    issue: (invoice) => {
      invoices.set(invoice.id, invoice);
      push(byPayer, invoice.payerId, invoice);
      for (const id of invoice.chargeIds) billed.set(id, invoice.id);
      const { payerId, currency } = invoice;
      const month = invoice.start.slice(0, 7);
      open.get(month)?.delete(accountKey(invoice));
      daily.closeUsage({ payerId, currency, month });
    },
  };
}

/** Names what is invoiced together: one payer's lines in one currency (BIL-13). */
export const accountKey = ({ payerId, currency }: Pick<Charge, 'payerId' | 'currency'>): string =>
  `${payerId} ${currency}`;

const accountsOf = (
  accounts: ReadonlyMap<string, readonly Charge[]> | undefined,
  month: string,
): OpenAccount[] =>
  [...(accounts?.values() ?? [])].flatMap((charges) => {
    const [first] = charges;
    return first ? [{ payerId: first.payerId, currency: first.currency, month, charges }] : [];
  });
