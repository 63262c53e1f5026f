import type { Invoice } from '../billing/invoice.ts';
import { invoiceStatus, pastDueFrom } from '../billing/payment.ts';
import { dayOf, daysBetween } from '../time.ts';
import { chaptersOf, type Explanation, type Sentence, says } from './explanation.ts';
import type { Told } from './past.ts';
import { amountText, counted, instantText, rangeText } from './words.ts';

/** Why an invoice has its total, and how it stands; nothing when there is no such invoice. */
export function explainInvoice(id: string, told: Told): Explanation | undefined {
  const invoice = told.state.ledger.invoices.get(id);
  if (!invoice) return undefined;
  const { documentType, total, currency } = invoice;
  const name = documentType === 'creditNote' ? 'Credit note' : 'Invoice';
  return {
    subject: { kind: 'invoice', id },
    headline: `${name} ${id} is ${amountText(total, currency)} with tax`,
    chapters: chaptersOf({
      what: whatSentences(invoice),
      amount: amountSentences(invoice, told),
      now: [standing(invoice, told)],
    }),
  };
}

const whatSentences = (invoice: Invoice): readonly Sentence[] => [
  says(
    `It has all lines of ${invoice.payerId} in ${invoice.currency} of ${rangeText(invoice)}`,
    ['BIL-13', 'BIL-12', 'BIL-17'],
    { at: invoice.issuedAt },
  ),
  ...(invoice.documentType === 'creditNote'
    ? [says('What is credited is more than what is charged: it is a credit note', ['BIL-16'])]
    : []),
];

/** Line by line, then all of them, then the tax. */
function amountSentences({ chargeIds, currency }: Invoice, { state: { ledger } }: Told): readonly Sentence[] {
  const lines = chargeIds.flatMap((id) => ledger.charge(id) ?? []);
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0);
  const tax = lines.reduce((sum, line) => sum + (line.tax ?? 0), 0);
  const total = subtotal + tax;
  const text = `${amountText(subtotal, currency)} + ${amountText(tax, currency)} tax = ${amountText(total, currency)}`;
  return [
    ...lines.map(({ id, type, amount, start, end }) =>
      says(`${amountText(amount, currency)}: line ${id}, \`${type}\`, ${rangeText({ start, end })}`, []),
    ),
    says(`In all, ${counted(lines.length, 'line')}: ${text}`, ['BIL-13', 'BIL-18'], {
      arithmetic: { text, result: total, currency },
    }),
  ];
}

function standing(invoice: Invoice, { state }: Told): Sentence {
  const { id, dueOn, issuedAt } = invoice;
  const due = `due on ${dueOn}, ${counted(daysBetween(dayOf(issuedAt), dueOn), 'day')} after its date`;
  const payment = state.payments.get(id);
  switch (invoiceStatus(invoice, state)) {
    case 'nothingDue':
      return says('Nothing is to be paid', ['BIL-15']);
    case 'paid':
      return says(`It was ${due}, and is paid`, ['BIL-15'], payment && { at: payment.paidAt });
    case 'pastDue':
      return says(`It was ${due}, and is past due since ${instantText(pastDueFrom(invoice))}`, ['BIL-15']);
    case 'issued':
      return says(
        state.settings.payments === 'auto'
          ? `It is ${due}, and will be paid then, by \`payments\` = auto`
          : `It is ${due}, and past due from ${instantText(pastDueFrom(invoice))} on unless a payment is recorded`,
        ['BIL-15'],
      );
  }
}
