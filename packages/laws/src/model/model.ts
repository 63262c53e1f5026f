import type { ErrorCode, Instant, Settings, SubscriptionChange } from '@marketsim/core';
import { firstRun } from '../chronicle/invoice-run.ts';
import { productOf } from '../world/plans.ts';
import type { UsageCode } from './cells.ts';
import { decideChanges } from './changes.ts';
import { countUsage, type Reported } from './effects/usage.ts';
import type { Held } from './held.ts';
import { advance } from './held-clock.ts';
import type { Modelled } from './modelled.ts';
import { type Bought, buy, type Wish } from './purchase.ts';
import type { Concern } from './rows.ts';
import { usageVisit, type Visit } from './visit.ts';

/** What the model foretells of a command. */
export type Prediction = { readonly refused: ErrorCode } | 'accepted';

/** A change of one subscription as the model sees it. */
interface ModelChange {
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
  /** What becomes of each event of a report. */
  report(id: string, events: readonly Reported[]): readonly (UsageCode | 'accepted')[];
  advanceTo(to: Instant): void;
}

function wished({ owners, subscriptions, now, settings }: Held, wish: Wish): Bought {
  const known = [...owners].flatMap(([id, owner]) => {
    const x = subscriptions.get(id);
    return x ? [{ ...owner, x }] : [];
  });
  return buy(wish, known, { now, settings });
}

function changed(held: Held, change: ModelChange): Prediction {
  const x = held.subscriptions.get(change.id);
  if (!x) return { refused: 'subscriptionNotFound' };
  const decided = decideChanges(x, change, held);
  held.visits.push(...decided.visits);
  if ('refused' in decided) return { refused: decided.refused };
  held.subscriptions.set(x.id, decided.next);
  return 'accepted';
}

function counted(held: Held, id: string, reported: Reported): UsageCode | 'accepted' {
  const x = held.subscriptions.get(id);
  if (!x) return 'resourceNotFound';
  const one = countUsage(x, reported, held);
  held.visits.push(usageVisit(x, one));
  if ('refused' in one) return one.refused;
  held.subscriptions.set(id, one.next);
  return 'accepted';
}

/** The model of a world that begins at an instant, with settings that stay. */
export function createModel(settings: Settings, startsAt: Instant): Model {
  const held: Held = {
    ...{ settings, now: startsAt, run: firstRun(startsAt, settings), visits: [] },
    subscriptions: new Map(),
    owners: new Map(),
  };
  return {
    get now() {
      return held.now;
    },
    subscriptions: held.subscriptions,
    visits: held.visits,
    buy: (wish) => wished(held, wish),
    add: (id, { customer, publisher, plan }, subscription) => {
      held.subscriptions.set(id, { ...subscription, id });
      held.owners.set(id, { owner: customer, product: productOf(publisher, plan) });
    },
    change: (change) => changed(held, change),
    report: (id, events) => events.map((reported) => counted(held, id, reported)),
    advanceTo: (to) => advance(held, to),
  };
}
