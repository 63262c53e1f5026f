import type { Instant } from '@marketsim/core';
import { monthAfter, runAfter } from '../chronicle/invoice-run.ts';
import { type Coming, isEarlier, nextComing, pass } from './clock.ts';
import type { Held } from './held.ts';
import type { Modelled } from './modelled.ts';
import { visitOf } from './visit.ts';

type Subscribed = readonly [x: Modelled, coming: Coming];

function firstOf({ subscriptions }: Held, until: Instant): Subscribed | undefined {
  let found: Subscribed | undefined;
  for (const x of subscriptions.values()) {
    const coming = nextComing(x);
    if (coming && coming.at <= until && (!found || isEarlier(coming, found[1]))) found = [x, coming];
  }
  return found;
}

function passOne(held: Held, [x, { at, row }]: Subscribed): void {
  held.now = at;
  const effected = pass(x, row, held);
  held.visits.push(visitOf('clock', row, { before: x, effected }));
  if ('next' in effected) held.subscriptions.set(x.id, effected.next);
}

function invoice(held: Held): void {
  const { run, settings, subscriptions, visits } = held;
  held.now = run.nextAt;
  for (const x of subscriptions.values())
    visits.push(visitOf('clock', 'invoice run', { before: x, effected: { next: x, by: 'E30' } }));
  held.run = runAfter(monthAfter(run.month), run.nextAt, settings);
}

/** Lets everything come that is due until an instant, each at its own (RB 14.2, GEN-03). */
export function advance(held: Held, to: Instant): void {
  for (;;) {
    const due = firstOf(held, to);
    if (held.run.nextAt <= to && (!due || held.run.nextAt < due[1].at)) invoice(held);
    else if (due) passOne(held, due);
    else break;
  }
  held.now = to;
}
