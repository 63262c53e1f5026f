import {
  type CartLineRequest,
  type Command,
  catalogItemIdOf,
  type DomainEvent,
  instant,
  type SubscriptionChange,
} from '@marketsim/core';
import type { Reply } from '../../../src/outbox/attempt.ts';
import { addAttempt } from '../../../src/outbox/parcel.ts';
import type { SimulatedWorld } from '../../../src/worlds/simulated-world.ts';
import { customerIn } from '../purchase.ts';

/** Makes things happen in a world of the recorded definition. */
export interface Teller {
  run(command: Command): readonly DomainEvent[];
  change(subscriptionId: string, ...changes: SubscriptionChange[]): void;
  /** Buys for the provider's customer; answers the subscription's id. */
  buy(planId: string, quantity?: number): string;
  /** Sets up what was bought, with the step that its publisher wants first. */
  activate(subscriptionId: string, quantity?: number): void;
  at(moment: string): Promise<void>;
  /** The publisher's answer to every webhook that it has not heard of. */
  answer(reply: Exclude<Reply, { kind: 'stopped' }>): void;
  /** The publisher agrees to what it was asked about a subscription. */
  agree(subscriptionId: string): void;
}

/** What a publisher answers that has heard. */
export const ok = { kind: 'answered', status: 200, text: '' } as const;

/** A teller of one world. */
export function tellerOf(world: SimulatedWorld): Teller {
  const { engine, outbox } = world;
  const { state } = engine;
  const run: Teller['run'] = (command) => {
    const outcome = engine.execute(command);
    if (outcome.ok) return outcome.value;
    throw new Error(`${command.type} was refused: ${JSON.stringify(outcome.error)}`);
  };
  const change: Teller['change'] = (subscriptionId, ...changes) =>
    void run({ type: 'ChangeSubscription', subscriptionId, changes });
  const answer: Teller['answer'] = (reply) => {
    for (const parcel of [...outbox.parts.parcels.open()]) {
      const sent = { kind: 'sent', number: parcel.tried + 1, at: instant(engine.now()), tookMs: 12 } as const;
      addAttempt(parcel.attempts, { ...sent, url: 'https://harbor.example/hook?code=a-key', reply });
      outbox.parts.recorder.answered(parcel, reply);
    }
  };
  return {
    ...{ run, change, answer },
    buy: (planId, quantity = 10) => {
      const customerId = customerIn(world, 'lakeshore');
      run({ type: 'CreateCart', customerId, by: 'agent', lines: [cartLine(world, planId, quantity)] });
      const cartId = [...state.carts.keys()].at(-1) ?? '';
      return purchasedIn(run({ type: 'CheckOutCart', customerId, cartId }));
    },
    activate: (id, quantity = 10) => {
      change(
        id,
        { type: 'GetActivationLink' },
        { type: 'ResolveToken' },
        { type: 'CompleteStep', name: 'consent' },
      );
      change(id, { type: 'AssignLicenses', count: quantity }, { type: 'ConfirmActivation' });
    },
    at: async (moment) => {
      engine.advanceTo(instant(moment));
      await world.durable();
    },
    agree: (id) => {
      answer(ok);
      const { openOperationId: operationId = '' } = state.subscriptions.get(id) ?? {};
      change(id, { type: 'AcknowledgeOperation', operationId, result: 'Success' });
    },
  };
}

/** The id of what was bought. */
export function purchasedIn(events: readonly DomainEvent[]): string {
  const purchased = events.find((event) => event.type === 'SubscriptionPurchased');
  if (!purchased) throw new Error(`nothing was bought: ${JSON.stringify(events)}`);
  return purchased.subscription.id;
}

/** The id by which carts know a plan. */
export function catalogItem({ engine }: SimulatedWorld, planId: string): string {
  const found = [...engine.state.planByCatalogItem.values()].find(({ plan }) => plan.planId === planId);
  if (!found) throw new Error(`there is no plan ${planId}`);
  return catalogItemIdOf(found);
}

/** A line of a cart. */
export const cartLine = (world: SimulatedWorld, planId: string, quantity: number): CartLineRequest => ({
  ...{
    id: 0,
    catalogItemId: catalogItem(world, planId),
    quantity,
    participants: [],
    provisioningContext: {},
  },
  term: {
    duration: planId === 'yearly' ? 'P1Y' : 'P1M',
    billingCycle: planId === 'trial' ? 'none' : 'monthly',
  },
});
