import {
  asOffered,
  type Command,
  type Customer,
  catalogItemIdOf,
  type DomainEvent,
  instant,
  type OfferedPlan,
  type Plan,
  type Subscription,
  type SubscriptionChange,
  type TermChoice,
} from '@marketsim/core';
import { didYouMean } from '@marketsim/http';
import type { SimulatedWorld } from '@marketsim/simulator';
import { checkMembers, type Members } from './known-members.ts';

/** What is bought; whatever is left out is the first that fits. */
export interface PurchaseWish {
  /** Alias of the customer in the world's definition, or its id. */
  readonly customer?: string;
  /** The publisher's id of the plan. */
  readonly plan?: string;
  /** The publisher's id of the offer; needed where several offers have such a plan. */
  readonly offer?: string;
  /** 1 unless given, or the least that the plan allows. */
  readonly quantity?: number;
  /** The first one that the plan is sold for unless given. */
  readonly term?: TermChoice;
}

const states = ['pending', 'active', 'suspended', 'cancelled'] as const;

type State = (typeof states)[number];

/** How far a subscription has come. */
export interface SubscriptionWish extends PurchaseWish {
  /** `active` unless given. */
  readonly state?: State;
}

/** Makes what a test begins with. Each throws for what the engine refuses, with its reason. */
export interface Given {
  /** Runs any command. */
  command(command: Command): readonly DomainEvent[];
  /** A customer of the definition by its alias, or by its id; the first one without. */
  customer(alias?: string): Customer;
  /** Buys a plan through a cart, or directly where no partner sells to the customer, and goes on to the wanted state. */
  subscription(wish?: SubscriptionWish): Subscription;
  /** Asks for changes of a subscription; gives the subscription as it is then. */
  change(subscriptionId: string, ...changes: readonly SubscriptionChange[]): Subscription;
}

/** Builders for a world. */
export function createGiven(inside: () => SimulatedWorld): Given {
  const command: Given['command'] = (wanted) => {
    const outcome = inside().engine.execute(wanted);
    if (outcome.ok) return outcome.value;
    throw new Error(`${wanted.type} was refused: ${JSON.stringify(outcome.error)}`);
  };
  const subscriptionOf = (id: string): Subscription => {
    const found = inside().engine.state.subscriptions.get(id);
    if (found) return found;
    throw new Error(`there is no subscription ${id}`);
  };
  const change: Given['change'] = (subscriptionId, ...changes) => {
    command({ type: 'ChangeSubscription', subscriptionId, changes });
    return subscriptionOf(subscriptionId);
  };
  const customer: Given['customer'] = (alias) => customerIn(inside(), alias);
  return {
    ...{ command, change, customer },
    subscription: ({ state = 'active', ...wish } = {}) => {
      checkMembers('given.subscription', wish, purchaseMembers);
      checkState(state);
      const { id } = bought(purchase(wish, { customer: customer(wish.customer), world: inside(), command }));
      for (const changes of waysTo(subscriptionOf(id))[state]) change(id, ...changes);
      return subscriptionOf(id);
    },
  };
}

const purchaseMembers: Members<PurchaseWish> = {
  customer: true,
  plan: true,
  offer: true,
  quantity: true,
  term: true,
};

function checkState(state: string): void {
  if ((states as readonly string[]).includes(state)) return;
  throw new TypeError(`a subscription is ${states.join(', ')}, not ${state}${didYouMean(state, states)}`);
}

function customerIn({ engine, identified }: SimulatedWorld, alias: string | undefined): Customer {
  const { customers } = engine.state;
  const id = identified.customers.find((each) => each.alias === alias)?.tenantId ?? alias;
  const found = id === undefined ? customers.values().next().value : customers.get(id);
  if (found) return found;
  const names = identified.customers.map((each) => each.alias).join(', ') || 'none';
  throw new Error(`there is no customer ${alias ?? ''}; the definition has ${names}`);
}

interface Shop {
  readonly customer: Customer;
  readonly world: SimulatedWorld;
  readonly command: Given['command'];
}

function purchase(wish: PurchaseWish, { customer, world, command }: Shop): readonly DomainEvent[] {
  const { id: customerId, partnerId } = customer;
  const { engine } = world;
  const item = asOffered(wantedItem(wish, world), { now: instant(engine.now()), state: engine.state });
  const quantity = wish.quantity ?? item.plan.minimumQuantity;
  const line = { catalogItemId: catalogItemIdOf(item), quantity, term: wish.term ?? firstTermOf(item.plan) };
  if (partnerId === undefined) return command({ type: 'PurchaseDirect', customerId, ...line });
  const lines = [{ id: 0, ...line, participants: [], provisioningContext: {} }];
  const [created] = command({ type: 'CreateCart', customerId, by: 'test', lines });
  if (created?.type !== 'CartCreated') throw new Error('no cart was made');
  return command({ type: 'CheckOutCart', customerId, cartId: created.cart.id });
}

function wantedItem({ plan, offer }: PurchaseWish, { engine }: SimulatedWorld): OfferedPlan {
  const items = [...engine.state.planByCatalogItem.values()];
  const found = items.find(
    (item) =>
      (plan === undefined || item.plan.planId === plan) &&
      (offer === undefined || item.offer.offerId === offer),
  );
  if (found) return found;
  const sold = items.map((item) => `${item.offer.offerId}/${item.plan.planId}`).join(', ') || 'nothing';
  const missing = plan === undefined ? `offer "${offer}" with a plan` : `plan "${plan}"`;
  const where = plan === undefined || offer === undefined ? '' : ` of offer "${offer}"`;
  throw new Error(`there is no ${missing}${where}; there is ${sold}`);
}

function firstTermOf({ prices }: Plan): TermChoice {
  const [first] = prices;
  if (!first) throw new Error('the plan has no price');
  const { duration, billingCycle } = first;
  return { duration, billingCycle };
}

function bought(events: readonly DomainEvent[]): Subscription {
  const purchased = events.find((event) => event.type === 'SubscriptionPurchased');
  if (purchased) return purchased.subscription;
  throw new Error(`nothing was bought: ${JSON.stringify(events)}`);
}

type Way = readonly (readonly SubscriptionChange[])[];

/** What is asked for one after another until the subscription is there. */
function waysTo({ phase, quantity }: Subscription): Readonly<Record<State, Way>> {
  const active: Way =
    phase === 'pending' ? [[{ type: 'AssignLicenses', count: quantity }, { type: 'ConfirmActivation' }]] : [];
  return {
    pending: [],
    active,
    suspended: [...active, [{ type: 'Suspend' }]],
    cancelled: [...active, [{ type: 'Cancel' }]],
  };
}
