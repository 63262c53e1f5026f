import { refuse } from '@marketsim/http';
import { z } from 'zod';
import type { Parcel } from '../outbox/parcel.ts';
import { type WorldContext, worldEndpoint, worldQuery } from './control-api.ts';
import { callOnceMore, locateDelivery, unknownDelivery } from './delivery-endpoints.ts';
import { deliveryDetail, deliveryDetailOf, deliverySummary, deliverySummaryOf } from './delivery-view.ts';
import { type ControlProblem, refusing } from './problem.ts';

const tag = 'Webhooks';

/** CTL-77: sends one several times. */
export const duplicateDelivery = worldEndpoint({
  contract: {
    id: 'CTL-77',
    method: 'post',
    path: '/_sim/deliveries/:deliveryId/duplicate',
    summary: 'Calls the publisher several times more with the same payload, one call after another',
    source: 'SF 4.5, SF 10 F16',
    tag,
    params: z.object({ deliveryId: z.string() }),
    query: worldQuery,
    body: z.strictObject({ times: z.int().min(1).max(100).default(2) }),
    bodyRequired: false,
    refusals: [
      unknownDelivery,
      { status: 409, code: 'deliveryUnderway', when: 'the publisher is being called with it right now' },
    ],
    replies: { 200: { description: 'The delivery after the calls.', schema: deliveryDetail } },
  },
  locate: locateDelivery,
  handle: async ({ found, body }, { world }) => {
    for (let n = 0; n < (body?.times ?? 2); n++) await callOnceMore(found, world);
    return { status: 200, body: deliveryDetailOf(found) };
  },
});

/** Those that are kept back, the newest first, or in the order that was given; ends the request for any other. */
function heldIn(ids: readonly string[] | undefined, context: WorldContext): readonly Parcel[] {
  if (ids === undefined) {
    return [...context.world.outbox.parts.parcels.open()]
      .filter(({ phase }) => phase === 'held')
      .toReversed();
  }
  const parcels = ids.map((deliveryId) => locateDelivery(context, { deliveryId }));
  const free = parcels.find(({ phase }) => phase !== 'held');
  if (free) {
    const message = `delivery ${free.delivery.id} is not kept back: hold it first`;
    refuse<ControlProblem>({ kind: 'control', status: 409, code: 'deliveryNotHeld', message });
  }
  return [...new Set(parcels)];
}

/** CTL-78: lets those that are kept back go in another order. */
export const reorderDeliveries = worldEndpoint({
  contract: {
    id: 'CTL-78',
    method: 'post',
    path: '/_sim/deliveries/reorder',
    summary:
      'Lets webhooks go that were kept back, one after another, the newest first or in the order given',
    source: 'SF 4.5, SF 10 F17',
    tag,
    params: z.object({}),
    query: worldQuery,
    body: z.strictObject({ deliveryIds: z.array(z.string()).min(1).optional() }),
    bodyRequired: false,
    refusals: [
      unknownDelivery,
      { status: 409, code: 'deliveryNotHeld', when: 'one of them is not kept back' },
      { status: 409, code: 'clockMoving', when: 'the clock is moving' },
      { status: 409, code: 'deliveryUnderway', when: 'another webhook is not answered yet' },
      { status: 409, code: 'worldGone', when: 'the world was reset, restored or deleted meanwhile' },
    ],
    replies: {
      200: {
        description: 'How each stands, in the order in which they were sent.',
        schema: z.object({ deliveries: z.array(deliverySummary) }),
      },
    },
  },
  handle: async ({ body }, context) => {
    const { outbox, clock } = context.world;
    const parcels = heldIn(body?.deliveryIds, context);
    for (const { delivery } of parcels) {
      const release = (): void => void outbox.handling.release({ deliveryId: delivery.id });
      await refusing(() => clock.settle(release));
    }
    return { status: 200, body: { deliveries: parcels.map(deliverySummaryOf) } };
  },
});
