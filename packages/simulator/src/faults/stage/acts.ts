import {
  type Command,
  catalogItemIdOf,
  type DomainEvent,
  type EventOf,
  type SettingOverrides,
  type SubscriptionChange,
} from '@marketsim/core';
import type { SimulatedWorld } from '../../worlds/simulated-world.ts';
import type { Wanted } from './stage.ts';

/** What customers, partner and publisher do in a world that is prepared; whatever is refused throws. */
export interface Acts {
  buy(wanted?: Partial<Wanted>): string;
  change(subscriptionId: string, ...changes: readonly SubscriptionChange[]): readonly DomainEvent[];
  settings(values: SettingOverrides): void;
}

const usual: Wanted = { plan: 'deck', channel: 'direct', quantity: 1, term: 'P1M' };

/** The acts of one world of the stage's definition. */
export function actsIn({ engine, identified }: SimulatedWorld): Acts {
  const run = (command: Command): readonly DomainEvent[] => {
    const outcome = engine.execute(command);
    if (outcome.ok) return outcome.value;
    throw new Error(`${command.type} was refused: ${JSON.stringify(outcome.error)}`);
  };
  const customerId = (channel: Wanted['channel']): string =>
    found(identified.customers, ({ partner }) => (partner !== undefined) === (channel === 'csp')).tenantId;
  const item = (planId: string): string =>
    catalogItemIdOf(
      found([...engine.state.planByCatalogItem.values()], ({ plan }) => plan.planId === planId),
    );

  const asPartner = (line: Purchase): readonly DomainEvent[] => {
    const { customerId: customer, ...rest } = line;
    const lines = [{ id: 0, ...rest, participants: [], provisioningContext: {} }];
    const created = eventIn(
      run({ type: 'CreateCart', customerId: customer, by: 'agent', lines }),
      'CartCreated',
    );
    return run({ type: 'CheckOutCart', customerId: customer, cartId: created.cart.id });
  };

  return {
    buy: (wanted) => {
      const { plan, channel, quantity, term: duration } = { ...usual, ...wanted };
      const term = { duration, billingCycle: duration === 'P1M' ? 'monthly' : 'annual' } as const;
      const line = { customerId: customerId(channel), catalogItemId: item(plan), quantity, term };
      const events = channel === 'csp' ? asPartner(line) : run({ type: 'PurchaseDirect', ...line });
      return eventIn(events, 'SubscriptionPurchased').subscription.id;
    },
    change: (subscriptionId, ...changes) => run({ type: 'ChangeSubscription', subscriptionId, changes }),
    settings: (values) => {
      for (const [name, value] of Object.entries(values)) run({ type: 'ChangeSetting', name, value });
    },
  };
}

interface Purchase {
  readonly customerId: string;
  readonly catalogItemId: string;
  readonly quantity: number;
  readonly term: { readonly duration: Wanted['term']; readonly billingCycle: 'monthly' | 'annual' };
}

function found<T>(items: readonly T[], isMeant: (item: T) => boolean): T {
  const item = items.find(isMeant);
  if (item === undefined) throw new Error('the world is not the one of the stage');
  return item;
}

/** The first fact of a kind; there has to be one. */
export function eventIn<Type extends DomainEvent['type']>(
  events: readonly DomainEvent[],
  type: Type,
): EventOf<Type> {
  const event = events.find((candidate): candidate is EventOf<Type> => candidate.type === type);
  if (!event) throw new Error(`no ${type} came of it`);
  return event;
}
