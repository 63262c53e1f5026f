import type { Instant } from '@marketsim/core';
import type { Chronicle } from '../chronicle/chronicle.ts';
import type { Life } from '../chronicle/life.ts';
import { ofChanges, ofEveryLine, ofFacts, ofInvoices, ofLines } from '../judges.ts';
import type { StepLaw } from '../law.ts';
import { labelFault, recordFault } from './labels.ts';
import { priceFault } from './line-price.ts';

/** The list price of one unit in a subscription's plan and term, in the currency of its prices. */
export const listPrice = (life: Life, { prices }: Chronicle, at: Instant): number | undefined =>
  prices.planPrice({ ...life, currency: life.pricingCurrency ?? life.currency }, life.paidTerm, at);

const differs = (actual: number, list: number | undefined): string | undefined =>
  list === undefined || actual === list ? undefined : `${actual} a unit, the list says ${list}`;

const firstPrice = ofChanges(({ before, told }, { chronicle }) => {
  const [bought] = told;
  if (before || bought?.fact.type !== 'SubscriptionPurchased' || !bought.after) return undefined;
  return differs(bought.after.unitPrice, listPrice(bought.after, chronicle, bought.fact.at));
});

const laterPrice = ofFacts(['TermStarted', 'PlanChanged'], ({ fact, after }, { chronicle }) =>
  differs(fact.unitPrice, listPrice(after, chronicle, fact.at)),
);

const locked = ofLines((posted, { chronicle }) => priceFault(posted, chronicle));

/** Who pays, and at which price (RB 15.3). */
export const priceLaws: readonly StepLaw[] = [
  {
    id: 'INV-38',
    kind: 'step',
    says: 'The partner that sold pays, and only what a customer bought without a partner it pays itself; a line tells for what, for whom and by whose sale it is.',
    rules: ['PUR-17', 'PUR-18', 'BIL-32', 'MPN-03', 'MPN-04', 'MPN-05'],
    judge: (moment) => [
      ...linesPaid(moment),
      ...invoicesPaid(moment),
      ...labelled(moment),
      ...bought(moment),
    ],
  },
  {
    id: 'INV-39',
    kind: 'step',
    says: 'The price is the list price of the day on which the term or the plan began, and stays until the next; margin and exchange rate are those of the charge, and stay for its period.',
    rules: ['BIL-09', 'BIL-10', 'BIL-17', 'BIL-31', 'PUR-19', 'PUR-20', 'PLN-05', 'QTY-16'],
    judge: (moment) => [...firstPrice(moment), ...laterPrice(moment), ...locked(moment)],
  },
];

const labelled = ofLines((posted, { chronicle }) => labelFault(posted, chronicle));

const bought = ofChanges(({ before, after }, { chronicle: { orders } }) => {
  const order = orders.get(after.orderId);
  return before || !order ? undefined : recordFault(after, order);
});

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
