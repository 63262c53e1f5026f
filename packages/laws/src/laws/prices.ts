import { isRefund } from '../chronicle/books.ts';
import type { Chronicle } from '../chronicle/chronicle.ts';
import type { Life } from '../chronicle/life.ts';
import { ofChanges, ofEveryLine, ofFacts, ofInvoices, ofLines } from '../judges.ts';
import type { StepLaw } from '../law.ts';
import { labelFault } from './labels.ts';

/** The list price of one unit in a subscription's plan, term and currency. */
function listPrice(life: Life, chronicle: Chronicle): number | undefined {
  const { duration, billingCycle } = life.paidTerm;
  return chronicle
    .planOf(life)
    ?.prices.find(
      (entry) =>
        entry.duration === duration &&
        entry.billingCycle === billingCycle &&
        entry.currency === life.currency,
    )?.unitPrice;
}

const differs = (actual: number, list: number | undefined): string | undefined =>
  list === undefined || actual === list ? undefined : `${actual} a unit, the list says ${list}`;

const firstPrice = ofChanges(({ before, told }, { chronicle }) => {
  const [bought] = told;
  if (before || bought?.fact.type !== 'SubscriptionPurchased' || !bought.after) return undefined;
  return differs(bought.after.unitPrice, listPrice(bought.after, chronicle));
});

const laterPrice = ofFacts(['TermStarted', 'PlanChanged'], ({ fact, after }, { chronicle }) =>
  differs(fact.unitPrice, listPrice(after, chronicle)),
);

const locked = ofLines(({ charge, life, entry }) => {
  const wanted = entry.trial ? 0 : life.unitPrice;
  if (isRefund(charge)) {
    const { charge: parent } = entry.parent ?? entry;
    return charge.unitPrice === parent.unitPrice
      ? undefined
      : `${charge.unitPrice}, its line ${parent.unitPrice}`;
  }
  return charge.unitPrice === wanted ? undefined : `${charge.unitPrice} a unit in a term at ${wanted}`;
});

/** Who pays, and at which price (RB 15.3). */
export const priceLaws: readonly StepLaw[] = [
  {
    id: 'INV-38',
    kind: 'step',
    says: 'The partner that sold pays, and only what a customer bought without a partner it pays itself; a line tells for what, for whom and by whose sale it is.',
    rules: ['PUR-17', 'PUR-18', 'BIL-32', 'MPN-03', 'MPN-04', 'MPN-05'],
    judge: (moment) => [...linesPaid(moment), ...invoicesPaid(moment), ...labelled(moment)],
  },
  {
    id: 'INV-39',
    kind: 'step',
    says: 'The price is the list price of the day on which the term or the plan began, and stays until the next.',
    rules: ['BIL-10', 'PUR-19', 'PLN-05', 'QTY-16'],
    judge: (moment) => [...firstPrice(moment), ...laterPrice(moment), ...locked(moment)],
  },
];

const labelled = ofLines((posted, { chronicle }) => labelFault(posted, chronicle));

const linesPaid = ofEveryLine(({ charge, life }) =>
  charge.payerId === life.payerId && charge.customerId === life.customerId
    ? undefined
    : `${charge.payerId} pays for ${charge.customerId}, not ${life.payerId} for ${life.customerId}`,
);

const invoicesPaid = ofInvoices((invoice, { chronicle: { books } }) =>
  invoice.chargeIds.some((id) => books.entries.get(id)?.charge.payerId !== invoice.payerId)
    ? `${invoice.payerId} is billed for what others pay`
    : undefined,
);
