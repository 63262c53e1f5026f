import { billedLines, type Charge, type Invoice, type Minor, unbilledLines } from '@marketsim/core';
import { midnight, monthsAfter } from '../calendar.ts';
import { type Account, billingMonth } from '../chronicle/books.ts';
import type { Chronicle } from '../chronicle/chronicle.ts';
import type { Moment } from '../chronicle/moment.ts';
import { costOf } from '../chronicle/use.ts';
import { ofInvoices } from '../judges.ts';
import type { Finding, StepLaw } from '../law.ts';
import type { View } from '../view.ts';

const nameOf = ({ payerId, currency }: Account): string => `${payerId} ${currency}`;

const openSum = ({ open }: Account): Minor => [...open.values()].reduce((sum, { sum: one }) => sum + one, 0);

/** The accounts to which a moment wrote. */
function touched({ posted, told, chronicle: { books } }: Moment): readonly Account[] {
  const keys = new Set(posted.map(({ charge }) => `${charge.payerId} ${charge.currency}`));
  for (const { fact } of told)
    if (fact.type === 'InvoiceIssued') keys.add(`${fact.invoice.payerId} ${fact.invoice.currency}`);
  return [...keys].flatMap((key) => books.accounts.get(key) ?? []);
}

const conserved = (accounts: readonly Account[]): readonly Finding[] =>
  accounts
    .filter((account) => account.posted !== account.billed + openSum(account))
    .map((account) => ({
      subject: nameOf(account),
      found: `lines of ${account.posted}, billed ${account.billed}, unbilled ${openSum(account)}`,
    }));

const sumOf = (lines: readonly Charge[]): Minor => lines.reduce((sum, { amount }) => sum + amount, 0);

/** What accepted use that is on no line yet comes to, for one account (MET-08). */
function projected({ payerId, currency }: Account, { uses, lives }: Chronicle): Minor {
  let sum = 0;
  for (const use of uses.lines.values()) {
    const life = lives.get(use.subscriptionId);
    if (use.lineId !== undefined || life?.payerId !== payerId || life.currency !== currency) continue;
    sum += costOf(use.sum, use.price, currency);
  }
  return sum;
}

/** The read models of what is billed, and of what is not, have everything once (BIL-14). */
function reconciled(chronicle: Chronicle, { engine, now }: View): readonly Finding[] {
  const seen = { state: engine.state, now };
  return [...chronicle.books.accounts.values()].flatMap((account) => {
    const invoices = [...engine.state.ledger.invoices.values()].filter(
      ({ payerId, currency }) => payerId === account.payerId && currency === account.currency,
    );
    const billed = sumOf(invoices.flatMap((invoice) => billedLines(invoice, seen.state)));
    const unbilled = periods.map((period) => sumOf(unbilledLines(account, period, seen)));
    const shown = unbilled.reduce((sum, one) => sum + one, billed);
    const charged = account.posted + projected(account, chronicle);
    return shown === charged
      ? []
      : [
          {
            subject: nameOf(account),
            found: `billed ${billed}, unbilled ${unbilled.join(' and ')}, of ${charged}`,
          },
        ];
  });
}

const periods = ['current', 'previous'] as const;

/** Months of which a run has left lines behind. */
function leftBehind({ told, chronicle: { books } }: Moment): readonly Finding[] {
  return told.flatMap(({ fact }) => {
    if (fact.type !== 'InvoiceRunCompleted') return [];
    const late = [...books.openLines.keys()].filter((month) => month <= fact.month);
    return late.map((month) => ({
      subject: month,
      found: `${books.openLines.get(month)} lines on no invoice`,
    }));
  });
}

const onOneInvoice = ofInvoices(({ id, chargeIds }, { chronicle: { books } }) => {
  const foreign = chargeIds.find((line) => books.entries.get(line)?.invoiceId !== id);
  if (foreign) return `${foreign} is on ${books.entries.get(foreign)?.invoiceId ?? 'no ledger'}`;
  return new Set(chargeIds).size === chargeIds.length ? undefined : 'a line is on it twice';
});

function sumsUp(invoice: Invoice, { chronicle: { books } }: Moment): string | undefined {
  const month = invoice.start.slice(0, 7);
  const lines = invoice.chargeIds.flatMap((id) => books.entries.get(id)?.charge ?? []);
  const total = lines.reduce((sum, { amount, tax = 0 }) => sum + amount + tax, 0);
  if (total !== invoice.total) return `${invoice.total}, its lines ${total}`;
  if (total < 0 !== (invoice.documentType === 'creditNote')) return `${invoice.documentType} of ${total}`;
  const foreign = lines.find(
    (line) =>
      line.currency !== invoice.currency || line.payerId !== invoice.payerId || billingMonth(line) !== month,
  );
  return foreign && `has ${foreign.id}: ${foreign.payerId}, ${foreign.currency}, ${foreign.createdAt}`;
}

/** A month is billed on the day of the next one that was set when the run before it was done (BIL-13). */
function isOnTime({ at, told, chronicle: { run } }: Moment): readonly Finding[] {
  return told.flatMap(({ fact }) =>
    fact.type === 'InvoiceRunCompleted' && (at !== run.dueAt || fact.month !== run.month)
      ? [{ subject: fact.month, found: `billed ${at}, due ${run.dueAt} for ${run.month}` }]
      : [],
  );
}

const isOverdue = ({ now, chronicle: { run } }: View): readonly Finding[] =>
  now < run.nextAt ? [] : [{ subject: 'invoice run', found: `due ${run.nextAt}, not done by ${now}` }];

function isDated({ start, end, issuedAt }: Invoice, { at }: Moment): string | undefined {
  const next = midnight(monthsAfter(start, 1)).slice(0, 10);
  return start.endsWith('-01') && end === next && issuedAt === at && monthsAfter(end, 1) > at.slice(0, 10)
    ? undefined
    : `${start} to ${end}, issued ${issuedAt} at ${at}`;
}

const asIssued = (chronicle: Chronicle, { engine }: View, ids: readonly string[]): readonly Finding[] =>
  ids
    .filter((id) => JSON.stringify(engine.state.ledger.invoices.get(id)) !== chronicle.books.issued.get(id))
    .map((id) => ({ subject: id, found: 'is not what was issued' }));

/** What is billed, and what is still to be billed (RB 15.3). */
export const invoiceLaws: readonly StepLaw[] = [
  {
    id: 'INV-30',
    kind: 'step',
    says: 'For each payer and currency, what is billed and what is still to be billed is all that was charged.',
    rules: ['BIL-13', 'BIL-14', 'MET-08'],
    judge: (moment) => conserved(touched(moment)),
    review: (chronicle, view) => [
      ...conserved([...chronicle.books.accounts.values()]),
      ...reconciled(chronicle, view),
    ],
  },
  {
    id: 'INV-32',
    kind: 'step',
    says: 'A line is on one invoice at most, and on one exactly once the run of its month is done.',
    rules: ['BIL-13'],
    judge: (moment) => [...onOneInvoice(moment), ...leftBehind(moment), ...isOnTime(moment)],
    look: isOverdue,
  },
  {
    id: 'INV-33',
    kind: 'step',
    says: 'An invoice is the sum of its lines, all of one payer, one currency and one month, made on the day for it.',
    rules: ['BIL-13', 'BIL-16', 'BIL-17'],
    judge: ofInvoices((invoice, moment) => sumsUp(invoice, moment) ?? isDated(invoice, moment)),
  },
  {
    id: 'INV-34',
    kind: 'step',
    says: 'An invoice stays as it was issued.',
    rules: ['GEN-13', 'BIL-16'],
    judge: ofInvoices((invoice, { chronicle: { books } }) =>
      books.invoices.get(invoice.id) === invoice ? undefined : 'its number was used before',
    ),
    look: (view) => asIssued(view.chronicle, view, view.chronicle.books.sample(view.engine.seq())),
    review: (chronicle, view) => asIssued(chronicle, view, [...chronicle.books.invoices.keys()]),
  },
];
