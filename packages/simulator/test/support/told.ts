import type { Engine, Subscription } from '@marketsim/core';
import type { SimulatorOptions } from '../../src/index.ts';
import type { SimulatedWorld } from '../../src/worlds/simulated-world.ts';
import { buyActive, customerIn, type Wanted } from './purchase.ts';
import { type Payload, type Receiver, receiver } from './receiver.ts';
import { type Caller, started } from './running.ts';

export const agent = { authorization: 'Bearer dev-admin-agent' } as const;
const isv = { authorization: 'Bearer dev-publisher' } as const;
const version = 'api-version=2018-08-31';

/** A simulator whose first publisher is the test's own receiver. */
export interface Told extends Caller {
  readonly receiver: Receiver;
  /** Answers 200 and lets know that nothing follows; the receiver's answer unless another is set. */
  readonly quiet: Receiver['answer'];
  /** Lets know that nothing follows. */
  quietly(call: Pick<Payload, 'id'>): Promise<void>;
  readonly world: SimulatedWorld;
  readonly engine: Engine;
  buyActive(wanted?: Partial<Wanted>): string;
  subscription(id: string): Subscription;
  /** A partner asks for another quantity. */
  setQuantity(id: string, quantity: number): ReturnType<Caller['call']>;
  setStatus(id: string, status: 'suspended' | 'active' | 'deleted'): ReturnType<Caller['call']>;
  /** The publisher answers an operation. */
  patch(
    call: { readonly subscriptionId: string; readonly id: string },
    status: string,
  ): ReturnType<Caller['call']>;
  advance(by: string): ReturnType<Caller['call']>;
  deliveries(query?: string): Promise<readonly Record<string, unknown>[]>;
  delivery(
    id: string,
  ): Promise<Record<string, unknown> & { readonly attempts: readonly Record<string, unknown>[] }>;
}

/** `heard` takes the place of a receiver of its own: a world that was kept knows its publisher's address. */
export async function told(options: SimulatorOptions = {}, heard?: Receiver): Promise<Told> {
  const own = heard ?? (await receiver());
  const caller = await started({
    ...options,
    ownPublisher: { webhookUrl: own.url, ...options.ownPublisher },
  });
  const world = await caller.simulator.worlds.require();
  const { engine } = world;
  const quiet: Receiver['answer'] = async ({ payload }, response) => {
    response.writeHead(200).end();
    await quietly(payload);
  };
  const quietly: Told['quietly'] = async (payload) => {
    // The test may have ended by now: nobody waits for the signal any more.
    await caller
      .post('/_sim/publisher/idle', { operationId: payload.id }, { headers: isv })
      .catch(() => undefined);
  };
  own.answer = quiet;
  const subscription = (id: string): Subscription => {
    const found = engine.state.subscriptions.get(id);
    if (!found) throw new Error(`no subscription ${id}`);
    return found;
  };
  const patchSubscription = (id: string, body: object) =>
    caller.call('PATCH', `/v1/customers/${subscription(id).customerId}/subscriptions/${id}`, {
      headers: agent,
      body,
    });
  return {
    ...caller,
    ...{ receiver: own, quiet, quietly, world, engine, subscription },
    buyActive: (wanted) =>
      buyActive(engine, {
        customerId: customerIn(world, 'customer-1'),
        planId: 'standard',
        quantity: 10,
        ...wanted,
      }),
    setQuantity: (id, quantity) => patchSubscription(id, { quantity }),
    setStatus: (id, status) => patchSubscription(id, { status }),
    patch: ({ subscriptionId, id }, status) =>
      caller.call('PATCH', `/api/saas/subscriptions/${subscriptionId}/operations/${id}?${version}`, {
        headers: isv,
        body: { status },
      }),
    advance: (by) => caller.post('/_sim/clock/advance', { by }),
    deliveries: async (query = '') => (await caller.get(`/_sim/deliveries${query}`)).body.deliveries,
    delivery: async (id) => (await caller.get(`/_sim/deliveries/${id}`)).body,
  };
}
