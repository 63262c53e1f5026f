import type { Channel, Instant } from '@marketsim/core';
import fc from 'fast-check';
import { midnight } from '../calendar.ts';
import { firstRun } from '../chronicle/invoice-run.ts';
import { nextPastDue } from '../model/bills.ts';
import { graceEnd, type Modelled } from '../model/modelled.ts';
import type { Stage } from '../suite/stage.ts';
import { buying, customersOf } from './buy.ts';
import type { Intent } from './doing.ts';
import { runningFate } from './fates.ts';
import { setting } from './settings.ts';

/*
 * A subscription that is suspended because its payer owes money takes an invoice, its due date and a payment in this
 * order, with nothing of it going another way: chance alone seldom brings that about, least of all for a trial.
 */

const waiting = (until: (stage: Stage) => Instant | undefined): Intent => ({
  name: 'wait in arrears',
  step: (stage) => {
    const at = until(stage);
    return at && at > stage.engine.now() ? { at, wait: true } : undefined;
  },
});

const untilBilled = waiting(({ engine }) => firstRun(engine.now(), engine.state.settings).nextAt);
const untilPastDue = waiting(({ model }) => nextPastDue(model.bills)?.pastDueAt);

const periodEndOf = ({ pace, ended }: Modelled): Instant | undefined =>
  pace && !ended ? midnight(pace.periodEnd) : undefined;

const untilBoundary = waiting(
  ({ model }) => [...model.subscriptions.values()].flatMap((x) => periodEndOf(x) ?? []).sort()[0],
);

const payingUp: Intent = {
  name: 'pay what is overdue',
  step: ({ engine, model }) => {
    const place = [...model.bills.values()].findIndex(({ status }) => status === 'pastDue');
    return place < 0 ? undefined : { at: engine.now(), pay: { invoice: place + 1, amount: 'inFull' } };
  },
};

const payingByItself = setting('payments', 'auto');

const reactivating: Intent = {
  name: 'reactivate in arrears',
  step: ({ engine, model, ids }) => {
    const place = ids.findIndex((id) => model.subscriptions.get(id)?.causes?.partner);
    return place < 0
      ? undefined
      : { at: engine.now(), change: { of: place + 1, changes: [{ type: 'Reactivate' }] } };
  },
};

/** The end of the grace of whatever is suspended longest. */
const untilGrace = waiting(({ model }) =>
  [...model.subscriptions.values()]
    .flatMap(({ causes }) => (causes && graceEnd(causes)) ?? [])
    .sort()
    .at(-1),
);

/** A partner suspends what has not been suspended for the debt yet. */
const suspending: Intent = {
  name: 'suspend in arrears',
  step: ({ engine, model, ids }) => {
    const place = ids.findIndex((id) => {
      const x = model.subscriptions.get(id);
      return x?.pace && !x.causes && !x.ended;
    });
    return place < 0
      ? undefined
      : { at: engine.now(), change: { of: place + 1, changes: [{ type: 'Suspend' }] } };
  },
};

const endings: readonly (readonly Intent[])[] = [
  [],
  [payingUp, payingUp],
  [untilBoundary, payingUp, payingUp],
  [untilBoundary, untilBilled, payingUp, payingUp],
  [untilBoundary, payingByItself],
  [untilBoundary, payingByItself],
  [suspending, untilBoundary, payingByItself],
  [reactivating, payingUp],
  [payingUp, payingUp, untilGrace],
  [suspending, payingUp, payingUp, untilGrace],
  [suspending, payingUp, payingUp, untilGrace],
  [untilGrace],
];

/** Somebody buys some things, does not pay in time, and mostly pays in the end. */
export const arrears = (channel: Channel): fc.Arbitrary<readonly Intent[]> => {
  const purchasesBy = fc
    .constantFrom(...customersOf(channel))
    .chain((customer) =>
      fc.array(fc.tuple(buying(channel, [customer]).intents, runningFate), { minLength: 2, maxLength: 4 }),
    );
  return fc
    .tuple(purchasesBy, fc.constantFrom(...endings))
    .map(([purchases, ending]) => [
      ...purchases.flatMap(([bought, next]) => [bought, ...next]),
      ...[untilBilled, untilPastDue, ...ending],
    ]);
};
