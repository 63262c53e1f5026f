import type { DomainEvent } from '@marketsim/core';
import type { Chronicle } from '../chronicle/chronicle.ts';
import type { Moment } from '../chronicle/moment.ts';
import { ofEveryLine } from '../judges.ts';
import type { Finding, StepLaw } from '../law.ts';
import type { View } from '../view.ts';

/** Lines of the engine's ledger between two places that are not what the facts posted there. */
function altered(
  { books }: Chronicle,
  { engine }: View,
  [from, to]: readonly [number, number],
): readonly Finding[] {
  const { charges } = engine.state.ledger;
  const findings: Finding[] = [];
  for (let place = from; place < to; place++) {
    const [entry, charge] = [books.order[place], charges[place]];
    if (entry && entry.charge === charge && charge.amount === entry.amount) continue;
    findings.push({ subject: charge?.id ?? String(place), found: `is not line ${place} that was posted` });
  }
  return findings;
}

/** Ledger and clock only go on (RB 15.5). */
export const historyLaws: readonly StepLaw[] = [
  {
    id: 'INV-64',
    kind: 'step',
    says: 'The ledger only grows: what was in it stays, in its place.',
    rules: ['GEN-13'],
    look: (view) => {
      const { books } = view.chronicle;
      const { length } = view.engine.state.ledger.charges;
      if (length !== books.order.length)
        return [{ subject: 'ledger', found: `${length} lines, ${books.order.length} were posted` }];
      const place = length === 0 ? 0 : view.engine.seq() % length;
      return altered(view.chronicle, view, [place, Math.min(place + 1, length)]);
    },
    review: (chronicle, view) => altered(chronicle, view, [0, chronicle.books.order.length]),
  },
  {
    id: 'INV-67',
    kind: 'step',
    says: 'Time does not go back, a line is made at the instant of its fact, and what comes due at one instant does so in the order of subscriptions and invoices.',
    rules: ['GEN-03'],
    judge: (moment) => {
      const { at, since } = moment;
      return at < since
        ? [{ subject: 'clock', found: `${at} after ${since}` }]
        : [...madeNow(moment), ...outOfTurn(moment)];
    },
  },
];

/** What comes due at one instant for one thing after another: a kind of work, and what it is about. */
function workOf(fact: DomainEvent): readonly [string, string] | undefined {
  switch (fact.type) {
    case 'TermStarted':
      return fact.cause === 'renewal' || fact.cause === 'conversion'
        ? ['term', fact.subscriptionId]
        : undefined;
    case 'PeriodStarted':
      return ['period', fact.subscriptionId];
    case 'InvoicePaid':
      return ['payment', fact.payment.invoiceId];
    case 'InvoicePastDue':
      return ['past due', fact.invoiceId];
    default:
      return undefined;
  }
}

/** What happens at one instant of itself, each before another one of its kind that should come first. */
function outOfTurn({ told }: Moment): readonly Finding[] {
  // What is reinstated begins anew by somebody's answer or payment, in whichever order these come.
  const back = new Set(
    told.flatMap(({ fact }) => (fact.type === 'SubscriptionReinstated' ? [fact.subscriptionId] : [])),
  );
  // Payments that turn to come by themselves come at once, oldest invoice first.
  const turned = told.some(({ fact }) => fact.type === 'SettingChanged');
  const last = new Map<string, string>();
  return told.flatMap(({ fact }) => {
    // What is due on the day on which it is issued is due after what was due on that day before.
    if (fact.type === 'InvoiceIssued') last.delete('payment');
    const [kind, id] = workOf(fact) ?? [];
    if (kind === undefined || id === undefined || back.has(id) || turned) return [];
    const before = last.get(kind) ?? '';
    last.set(kind, id);
    return id < before ? [{ subject: id, found: `its ${kind} comes after that of ${before}` }] : [];
  });
}

const madeNow = ofEveryLine(({ charge }, { at }) =>
  charge.createdAt === at ? undefined : `made ${charge.createdAt}, posted ${at}`,
);
