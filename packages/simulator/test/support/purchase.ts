import {
  type Command,
  catalogItemIdOf,
  type DomainEvent,
  type Engine,
  type TermChoice,
} from '@marketsim/core';

const monthly: TermChoice = { duration: 'P1M', billingCycle: 'monthly' };

/** Runs a command that must be accepted. */
function run(engine: Engine, command: Command): readonly DomainEvent[] {
  const outcome = engine.execute(command);
  if (!outcome.ok) throw new Error(`${command.type}: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}

export interface Wanted {
  readonly customerId: string;
  readonly planId: string;
  readonly quantity: number;
  readonly term?: TermChoice;
}

/** Buys a plan; answers the id of the pending subscription. */
export function buy(engine: Engine, { customerId, planId, quantity, term = monthly }: Wanted): string {
  const item = [...engine.state.planByCatalogItem.values()].find(({ plan }) => plan.planId === planId);
  if (!item) throw new Error(`no plan ${planId}`);
  const catalogItemId = catalogItemIdOf(item);
  const line = { id: 0, catalogItemId, quantity, term, participants: [], provisioningContext: {} };
  const [created] = run(engine, { type: 'CreateCart', customerId, by: 'tester', lines: [line] });
  if (created?.type !== 'CartCreated') throw new Error('no cart');
  const events = run(engine, { type: 'CheckOutCart', customerId, cartId: created.cart.id });
  const purchased = events.find((event) => event.type === 'SubscriptionPurchased');
  if (!purchased) throw new Error(`not bought: ${JSON.stringify(events)}`);
  return purchased.subscription.id;
}

/** Buys a plan and has it activated by its publisher. */
export function buyActive(engine: Engine, wanted: Wanted): string {
  const subscriptionId = buy(engine, wanted);
  const changes = [
    { type: 'AssignLicenses', count: wanted.quantity },
    { type: 'ConfirmActivation' },
  ] as const;
  run(engine, { type: 'ChangeSubscription', subscriptionId, changes });
  return subscriptionId;
}

/** Tenant of a customer of the definition. */
export const customerIn = (
  world: {
    readonly identified: {
      readonly customers: readonly { readonly alias: string; readonly tenantId: string }[];
    };
  },
  alias: string,
): string => {
  const customer = world.identified.customers.find((each) => each.alias === alias);
  if (!customer) throw new Error(`no customer ${alias}`);
  return customer.tenantId;
};
