import { daysAfter, midnight } from '../calendar.ts';
import type { Moment } from '../chronicle/moment.ts';
import { ofFacts } from '../judges.ts';
import type { Finding } from '../law.ts';
import type { View } from '../view.ts';

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

/** What is paid by itself is paid on the day on which it is due, and never by itself before (BIL-15). */
export const unsettled = ({ now, chronicle: { settings, debts } }: View): readonly Finding[] => {
  const isAuto = settings.payments === 'auto';
  return [...debts.awaited.values()].flatMap(({ id, dueOn }) =>
    now >= midnight(isAuto ? dueOn : daysAfter(dueOn, 1))
      ? [{ subject: id, found: `due ${dueOn}, at ${now} neither paid nor past due` }]
      : [],
  );
};

/** Whether debts are what invoices and payments make of them. */
export const debtsJudged = (moment: Moment): readonly Finding[] => [...suspended(moment), ...pastDue(moment)];
