import type { Instant } from '@marketsim/core';
import { monthAfter, runAfter } from '../chronicle/invoice-run.ts';
import { type Bill, nextPastDue } from './bills.ts';
import { type Coming, isEarlier, nextComing, pass } from './clock.ts';
import type { ClockRow } from './clock-table.ts';
import type { Held } from './held.ts';
import type { Modelled } from './modelled.ts';
import { visitOf } from './visit.ts';

/** What comes next to a world: something to a subscription, an invoice that falls past due, or the run of a month. */
type Next = Coming & { readonly come: () => void };

function passOne(held: Held, x: Modelled, row: ClockRow): void {
  const effected = pass(x, row, held);
  held.visits.push(visitOf('clock', row, { before: x, effected }));
  if ('next' in effected) held.subscriptions.set(x.id, effected.next);
}

/** Where the policy says so, everything that the payer has is suspended at once (SUS-02). */
function fallPastDue(held: Held, bill: Bill): void {
  held.bills.set(bill.id, { ...bill, status: 'pastDue' });
  if (held.settings['suspend.onPastDue'] === 'atBoundary') return;
  for (const x of held.subscriptions.values()) {
    if (x.payer === bill.payer && x.pace && !x.ended && !x.causes?.payment)
      passOne(held, x, 'account past due');
  }
}

function invoice(held: Held): void {
  for (const x of held.subscriptions.values()) passOne(held, x, 'invoice run');
  held.run = runAfter(monthAfter(held.run.month), held.run.nextAt, held.settings);
}

/** Everything that comes, in no order; the rank of what comes to a subscription leaves room for bills (GEN-03). */
function* allNext(held: Held): Generator<Next> {
  const { run, bills, subscriptions, settings } = held;
  yield { at: run.nextAt, rank: 9, row: 'invoice run', come: () => invoice(held) };
  const bill = settings.payments === 'manual' ? nextPastDue(bills) : undefined;
  if (bill)
    yield { at: bill.pastDueAt, rank: 2, row: 'account past due', come: () => fallPastDue(held, bill) };
  for (const x of subscriptions.values()) {
    const coming = nextComing(x, bills);
    if (coming) yield { ...coming, come: () => passOne(held, x, coming.row) };
  }
}

/** Lets everything come that is due until an instant, each at its own (RB 14.2, GEN-03). */
export function advance(held: Held, to: Instant): void {
  for (;;) {
    let next: Next | undefined;
    for (const one of allNext(held)) if (one.at <= to && (!next || isEarlier(one, next))) next = one;
    if (!next) break;
    held.now = next.at;
    next.come();
  }
  held.now = to;
}
