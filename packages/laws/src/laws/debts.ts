import { daysAfter, midnight } from '../calendar.ts';
import type { Moment } from '../chronicle/moment.ts';
import { ofFacts } from '../judges.ts';
import type { Finding } from '../law.ts';

/** Nobody is suspended for a payment that is not missing (SUS-02). */
const suspended = ofFacts(
  ['SubscriptionSuspended', 'SuspensionCauseAdded'],
  ({ fact, before }, { chronicle }) => {
    const { cause } = fact.type === 'SubscriptionSuspended' ? fact.suspension : fact.cause;
    return cause === 'payment' && !chronicle.debts.isPastDue(before.payerId)
      ? `suspended for a payment, yet ${before.payerId} owes nothing overdue`
      : undefined;
  },
);

/** An invoice falls past due on the day after it was due, unpaid, and not otherwise (BIL-15). */
const pastDue = ({ told, at, chronicle: { books, debts } }: Moment): readonly Finding[] =>
  told.flatMap(({ fact }) => {
    if (fact.type !== 'InvoicePastDue') return [];
    const invoice = books.invoices.get(fact.invoiceId);
    const from = invoice && midnight(daysAfter(invoice.dueOn, 1));
    const paid = debts.paidAt(fact.invoiceId);
    if (invoice && from && at >= from && invoice.total > 0 && (!paid || paid > at)) return [];
    return [
      { subject: fact.invoiceId, found: `past due ${at}, due ${invoice?.dueOn}, paid ${paid ?? 'never'}` },
    ];
  });

/** Whether debts are what invoices and payments make of them. */
export const debtsJudged = (moment: Moment): readonly Finding[] => [...suspended(moment), ...pastDue(moment)];
