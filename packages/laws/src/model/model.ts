import type { ErrorCode, Instant, Settings, SubscriptionChange } from '@marketsim/core';
import { firstRun, type InvoiceRun, monthAfter, runAfter } from '../chronicle/invoice-run.ts';
import { productOf } from '../world/plans.ts';
import { decideChanges } from './changes.ts';
import { type Coming, isEarlier, nextComing, pass } from './clock.ts';
import type { Modelled } from './modelled.ts';
import { type Bought, buy, type Owned, type Wish } from './purchase.ts';
import type { Concern } from './rows.ts';
import { type Visit, visitOf } from './visit.ts';

/** What the model foretells of a command. */
export type Prediction = { readonly refused: ErrorCode } | 'accepted';

/** A change of one subscription as the model sees it. */
export interface ModelChange {
  readonly id: string;
  readonly changes: readonly SubscriptionChange[];
  /** Whether it names a version that is not the current one. */
  readonly isStale: boolean;
  /** What an answer or a report is about. */
  readonly concern: Concern;
}

/** Foretells states and refusals from the tables of transitions; never amounts (RB 15.0). */
export interface Model {
  readonly now: Instant;
  readonly subscriptions: ReadonlyMap<string, Modelled>;
  /** Ways of the tables that were taken so far. */
  readonly visits: readonly Visit[];
  buy(wish: Wish): Bought;
  /** Takes over what was bought, under the id that it got. */
  add(id: string, wish: Wish, subscription: Omit<Modelled, 'id'>): void;
  change(change: ModelChange): Prediction;
  advanceTo(to: Instant): void;
}

type Subscribed = readonly [x: Modelled, coming: Coming];

/** The model of a world that begins at an instant, with settings that stay. */
export function createModel(settings: Settings, startsAt: Instant): Model {
  const subscriptions = new Map<string, Modelled>();
  const owned = new Map<string, Omit<Owned, 'x'>>();
  const visits: Visit[] = [];
  let now = startsAt;
  let run: InvoiceRun = firstRun(startsAt, settings);

  const situation = () => ({ now, settings });

  const first = (until: Instant): Subscribed | undefined => {
    let found: Subscribed | undefined;
    for (const x of subscriptions.values()) {
      const coming = nextComing(x);
      if (coming && coming.at <= until && (!found || isEarlier(coming, found[1]))) found = [x, coming];
    }
    return found;
  };

  const passOne = ([x, { at, row }]: Subscribed): void => {
    now = at;
    const effected = pass(x, row, situation());
    visits.push(visitOf('clock', row, { before: x, effected }));
    if ('next' in effected) subscriptions.set(x.id, effected.next);
  };

  const invoice = (): void => {
    now = run.nextAt;
    for (const x of subscriptions.values()) {
      visits.push(visitOf('clock', 'invoice run', { before: x, effected: { next: x, by: 'E30' } }));
    }
    run = runAfter(monthAfter(run.month), run.nextAt, settings);
  };

  return {
    get now() {
      return now;
    },
    ...{ subscriptions, visits },
    buy: (wish) => {
      const known = [...owned].flatMap(([id, owner]) => {
        const x = subscriptions.get(id);
        return x ? [{ ...owner, x }] : [];
      });
      return buy(wish, known, situation());
    },
    add: (id, { customer, publisher, plan }, subscription) => {
      subscriptions.set(id, { ...subscription, id });
      owned.set(id, { owner: customer, product: productOf(publisher, plan) });
    },
    change: (change) => {
      const x = subscriptions.get(change.id);
      if (!x) return { refused: 'subscriptionNotFound' };
      const decided = decideChanges(x, change, situation());
      visits.push(...decided.visits);
      if ('refused' in decided) return { refused: decided.refused };
      subscriptions.set(x.id, decided.next);
      return 'accepted';
    },
    advanceTo: (to) => {
      for (;;) {
        const due = first(to);
        if (run.nextAt <= to && (!due || run.nextAt < due[1].at)) invoice();
        else if (due) passOne(due);
        else break;
      }
      now = to;
    },
  };
}
