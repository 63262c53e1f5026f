import {
  type Command,
  type CommandOf,
  type DomainEvent,
  instant,
  type ProfileName,
  type SettingOverrides,
  type Subscription,
  type SubscriptionChange,
  type TermChoice,
} from '@marketsim/core';
import { createChronicle } from '../../src/chronicle/chronicle.ts';
import { type Moment, momentsOf } from '../../src/chronicle/moment.ts';
import type { Violation } from '../../src/law.ts';
import { runLaws } from '../../src/laws/all.ts';
import type { Judged } from '../../src/witness.ts';
import { type CustomerName, customerNamed } from '../../src/world/parties.ts';
import { catalogItemOf, type PlanName, type TermPair } from '../../src/world/plans.ts';
import type { PublisherName } from '../../src/world/publishers.ts';
import { createWorld, type World } from '../../src/world/world.ts';

export interface Purchase {
  readonly customer?: CustomerName;
  readonly publisher?: PublisherName;
  readonly plan?: PlanName;
  readonly term?: TermPair | 'P1M/none';
  readonly quantity?: number;
}

/** A world in which stories are told by commands; every command must be accepted, and no law broken. */
export interface History extends World {
  buy(purchase?: Purchase): string;
  /** Buys, does what the setup asks for, assigns and confirms. */
  start(purchase?: Purchase): string;
  change(id: string, ...changes: readonly SubscriptionChange[]): readonly DomainEvent[];
  /** Any other command. */
  run(command: Command): void;
  at(text: string): void;
  subscription(id: string): Subscription;
}

function kept({ outcome, violations }: Judged): readonly DomainEvent[] {
  if (violations.length > 0) throw new Error(JSON.stringify(violations, undefined, 2));
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}

export interface HistoryOptions {
  readonly profile?: ProfileName;
  readonly startsAt?: string;
  readonly settings?: SettingOverrides;
}

const purchaseOf = ({
  customer = 'lakeshore',
  publisher = 'plain',
  plan = 'standard',
  term = 'P1M/monthly',
  quantity = 10,
}: Purchase) => {
  const [duration, billingCycle] = term.split('/') as [TermChoice['duration'], TermChoice['billingCycle']];
  return {
    customerId: customer,
    channel: customerNamed(customer).channel,
    catalogItemId: catalogItemOf(publisher, plan),
    quantity,
    term: { duration, billingCycle },
  };
};

export function aHistory({
  profile = 'seed',
  startsAt = '2020-07-14T10:00:00Z',
  settings = {},
}: HistoryOptions = {}): History {
  const world = createWorld({ profile, startsAt: instant(startsAt), settings });
  const { engine, witness } = world;
  const change = (subscriptionId: string, ...changes: readonly SubscriptionChange[]) =>
    kept(witness.execute({ type: 'ChangeSubscription', subscriptionId, changes }));
  const subscription = (id: string): Subscription => {
    const found = engine.state.subscriptions.get(id);
    if (!found) throw new Error(`no subscription ${id}`);
    return found;
  };
  const buy = (purchase: Purchase = {}): string => {
    const { channel, customerId, ...wish } = purchaseOf(purchase);
    if (channel === 'direct') {
      const command: CommandOf<'PurchaseDirect'> = { type: 'PurchaseDirect', customerId, ...wish };
      return boughtBy(kept(witness.execute(command)));
    }
    const line = { id: 0, ...wish, participants: [], provisioningContext: {} };
    kept(witness.execute({ type: 'CreateCart', customerId, by: 'agent', lines: [line] }));
    const cartId = [...engine.state.carts.keys()].at(-1) ?? '';
    return boughtBy(kept(witness.execute({ type: 'CheckOutCart', customerId, cartId })));
  };
  return {
    ...world,
    ...{ buy, change, subscription },
    start: (purchase) => {
      const id = buy(purchase);
      const { quantity, steps = [] } = subscription(id);
      for (const { name, before } of steps)
        if (before === 'activation') change(id, { type: 'CompleteStep', name });
      change(id, { type: 'AssignLicenses', count: quantity }, { type: 'ConfirmActivation' });
      return id;
    },
    run: (command) => void kept(witness.execute(command)),
    at: (text) => void kept(witness.advanceTo(instant(text))),
  };
}

function boughtBy(facts: readonly DomainEvent[]): string {
  const bought = facts.find((fact) => fact.type === 'SubscriptionPurchased');
  if (!bought) throw new Error('nothing was bought');
  return bought.subscription.id;
}

function* findings(moment: Moment): Generator<Violation> {
  for (const { id, rules, ...law } of runLaws) {
    if (!('judge' in law) || !law.judge) continue;
    for (const finding of law.judge(moment)) yield { law: id, rules, at: moment.at, ...finding };
  }
}

/** Judges facts alone, as a history of a world with these settings. */
export function judge(facts: readonly DomainEvent[], { engine }: World): readonly Violation[] {
  const chronicle = createChronicle(engine.settings, engine.startsAt);
  const violations: Violation[] = [];
  for (const moment of momentsOf(facts, chronicle)) violations.push(...findings(moment));
  return violations;
}
