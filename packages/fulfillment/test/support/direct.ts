import type { DeliveryResult, Offer, SettingOverrides } from '@marketsim/core';
import { type Api, api } from './api.ts';
import { found } from './market.ts';

export const root = '/api/saas/subscriptions';
export const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a customer bought itself, ten seats of it, activated. */
export function active({
  settings,
  offer,
}: {
  readonly settings?: SettingOverrides;
  readonly offer?: Offer;
} = {}): {
  readonly world: Api;
  readonly id: string;
} {
  const world = api(settings);
  const id = world.buyDirect(offer && { offer });
  world.change(id, { type: 'ConfirmActivation' });
  return { world, id };
}

/** The publisher asks for a change. */
export const patch = (world: Api, id: string, body: object) => world.call('patch', `/${id}`).send(body);

/** What stands at an `Operation-Location`. */
export async function operationAt(world: Api, location = ''): Promise<unknown> {
  const { pathname, search } = new URL(location);
  const { body } = await world
    .raw('get', pathname + search)
    .set('authorization', 'Bearer harbour')
    .expect(200);
  return body;
}

/** Whoever sends reports how the oldest delivery ended. */
export function deliver(world: Api, result: DeliveryResult): void {
  const [delivery] = world.engine.state.deliveriesAhead.values();
  const { id: deliveryId, subscriptionId } = found(delivery);
  world.change(subscriptionId, { type: 'RecordDelivery', deliveryId, result });
}
