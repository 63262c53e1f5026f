import {
  type Currency,
  currencyOf,
  type Instant,
  type Invoice,
  later,
  symbolOf,
  toDecimal,
} from '@marketsim/core';
import type { PartnerContext } from '../context.ts';
import { selfLink } from '../wire/link.ts';

type Seen = Pick<PartnerContext, 'engine' | 'partner'>;

/** The currency in which a partner is billed at home (BIL-17). */
export const homeCurrency = ({ billingCurrency, country }: PartnerContext['partner']): Currency =>
  billingCurrency ?? currencyOf(country);

/** The currencies of a partner's invoices, in order of the first of each; without any, that of its country. */
export function billedCurrencies({ engine, partner }: Seen): readonly Currency[] {
  const billed = new Set(engine.state.ledger.invoicesOf(partner.id).map(({ currency }) => currency));
  return billed.size > 0 ? [...billed] : [homeCurrency(partner)];
}

/** What is owed is what was billed, credit notes included, less what was paid. */
function balanceOf(currency: Currency, invoices: readonly Invoice[], { engine }: Seen) {
  const payments = invoices.flatMap(({ id }) => engine.state.payments.get(id) ?? []);
  const billed = invoices.reduce((sum, { total }) => sum + total, 0);
  const paid = payments.reduce((sum, { amount }) => sum + amount, 0);
  const lastPayment = payments.reduce<(typeof payments)[number] | undefined>(
    (last, payment) => (last && last.paidAt > payment.paidAt ? last : payment),
    undefined,
  );
  const latest = invoices.at(-1)?.issuedAt;
  return {
    balanceAmount: toDecimal(billed - paid, currency),
    currencyCode: currency,
    currencySymbol: symbolOf(currency),
    accountingDate: changedAt(latest, lastPayment?.paidAt) ?? engine.now(),
    firstInvoiceCreationDate: invoices[0]?.issuedAt,
    lastPaymentDate: lastPayment?.paidAt,
    lastPaymentAmount: lastPayment && toDecimal(lastPayment.amount, currency),
    latestInvoiceDate: latest,
  };
}

const changedAt = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a && b ? later(a, b) : (a ?? b);

/** How the partner stands in a currency, as the wire has it (PC 7.3); all that is sold here is of one type. */
export function summaryResource(currency: Currency, seen: Seen) {
  const { engine, partner } = seen;
  const invoices = engine.state.ledger.invoicesOf(partner.id).filter((each) => each.currency === currency);
  const balance = balanceOf(currency, invoices, seen);
  const attributes = { objectType: 'InvoiceSummary' } as const;
  return {
    ...balance,
    details: [{ invoiceType: 'OneTime', summary: { ...balance, attributes } }],
    links: selfLink('/invoices/summary'),
    attributes,
  };
}
