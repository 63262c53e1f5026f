import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { compact } from '../compact.ts';
import type { DeliverySelection } from '../outbox/handling.ts';
import type { Parcel } from '../outbox/parcel.ts';
import { passCounts } from './advance-view.ts';
import { type WorldContext, worldEndpoint, worldQuery } from './control-api.ts';
import { deliveryDetail, deliveryDetailOf, deliverySummary, deliverySummaryOf } from './delivery-view.ts';
import { type ControlProblem, notThere, refusing } from './problem.ts';

const tag = 'Webhooks';
const nothing = z.object({});
const one = z.object({ deliveryId: z.string() });
/** An id that no delivery has. */
export const unknownDelivery = {
  status: 404,
  code: 'deliveryUnknown',
  when: 'there is no such delivery',
} as const;

const selection = z.strictObject({
  deliveryId: z.string().optional(),
  subscriptionId: z.string().toLowerCase().optional(),
  publisherId: z.string().optional(),
});

const held = z.object({
  count: z.int().describe('Deliveries that are kept back, or let go, by this call.'),
  holds: z.array(selection).describe('What is kept back from now on; `{}` means everything.'),
});

/** The delivery of an id, its own or that of its operation; ends the request for an unknown one. */
export function locateDelivery(
  { world }: WorldContext,
  { deliveryId }: { readonly deliveryId: string },
): Parcel {
  const { parcels } = world.outbox.parts;
  const message = `there is no delivery ${deliveryId}, and none of an operation ${deliveryId}`;
  return (
    parcels.find(deliveryId) ??
    parcels.ofOperation(deliveryId.toLowerCase()) ??
    refuse<ControlProblem>(notThere('deliveryUnknown', message))
  );
}

/** What a selection names has to be there: a slip of the pen would keep back nothing, or everything. */
function selectionIn(body: z.output<typeof selection> | undefined, context: WorldContext): DeliverySelection {
  const { subscriptionId, publisherId } = body ?? {};
  const { subscriptions, publishers } = context.world.engine.state;
  const missing = (code: string, message: string): never => refuse<ControlProblem>(notThere(code, message));
  const deliveryId = body?.deliveryId && locateDelivery(context, { deliveryId: body.deliveryId }).delivery.id;
  if (subscriptionId !== undefined && !subscriptions.has(subscriptionId)) {
    missing('subscriptionNotFound', `there is no subscription ${subscriptionId}`);
  }
  if (publisherId !== undefined && !publishers.has(publisherId)) {
    missing('publisherNotFound', `there is no publisher ${publisherId}`);
  }
  return compact({ deliveryId, subscriptionId, publisherId });
}

const unknownSelection = [
  unknownDelivery,
  { status: 404, code: 'subscriptionNotFound', when: 'there is no such subscription' },
  { status: 404, code: 'publisherNotFound', when: 'there is no such publisher' },
] as const;

const matches = ({ delivery }: Parcel, { subscriptionId, publisherId }: DeliverySelection): boolean =>
  (subscriptionId === undefined || delivery.subscriptionId === subscriptionId) &&
  (publisherId === undefined || delivery.publisherId === publisherId);

/** CTL-32: the delivery log. */
export const listDeliveries = worldEndpoint({
  entry: 'anytime',
  contract: {
    id: 'CTL-32',
    method: 'get',
    path: '/_sim/deliveries',
    summary: 'Webhooks that were queued, oldest first, with how each stands',
    source: 'SF 4.5',
    tag,
    params: nothing,
    query: worldQuery.extend({
      subscriptionId: z.string().toLowerCase().optional(),
      publisherId: z.string().optional(),
      state: deliverySummary.shape.state.optional(),
      after: z.string().optional().describe('Id of the last delivery that is known already.'),
      limit: z.int().min(1).max(1000).default(100),
    }),
    refusals: [unknownDelivery],
    replies: {
      200: {
        description: 'Deliveries, and `next` for the next page when there is more.',
        schema: z.object({ deliveries: z.array(deliverySummary), next: z.string().optional() }),
      },
    },
  },
  handle: ({ query: { state, after, limit, ...wanted } }, context) => {
    const all = context.world.outbox.parts.parcels.all();
    const from = after === undefined ? 0 : all.indexOf(locateDelivery(context, { deliveryId: after })) + 1;
    const found = all
      .slice(from)
      .filter((parcel) => matches(parcel, compact(wanted)))
      .map(deliverySummaryOf)
      .filter((delivery) => state === undefined || delivery.state === state);
    const deliveries = found.slice(0, limit);
    return {
      status: 200,
      body: { deliveries, ...(found.length > limit && { next: deliveries.at(-1)?.id }) },
    };
  },
});

/** CTL-33: one delivery. */
export const readDelivery = worldEndpoint({
  entry: 'anytime',
  contract: {
    id: 'CTL-33',
    method: 'get',
    path: '/_sim/deliveries/:deliveryId',
    summary: 'One webhook with its payload and every try',
    source: 'SF 4.5',
    tag,
    params: one,
    query: worldQuery,
    refusals: [unknownDelivery],
    replies: { 200: { description: 'The delivery.', schema: deliveryDetail } },
  },
  locate: locateDelivery,
  handle: ({ found }) => ({ status: 200, body: deliveryDetailOf(found) }),
});

/** Calls with a delivery that is not under way; ends the request for one that is. */
export async function callOnceMore(parcel: Parcel, { outbox }: WorldContext['world']): Promise<void> {
  if (parcel.phase === 'sending' || outbox.idle.underway().includes(parcel)) {
    const message = 'the publisher is being called with this delivery right now';
    refuse<ControlProblem>({ kind: 'control', status: 409, code: 'deliveryUnderway', message });
  }
  await outbox.handling.redeliver(parcel);
}

/** CTL-34: calls once more. */
export const redeliver = worldEndpoint({
  contract: {
    id: 'CTL-34',
    method: 'post',
    path: '/_sim/deliveries/:deliveryId/redeliver',
    summary: 'Calls the publisher once more with the same payload; an end that was reached stays',
    source: 'SF 4.5',
    tag,
    params: one,
    query: worldQuery,
    refusals: [
      unknownDelivery,
      { status: 409, code: 'deliveryUnderway', when: 'the publisher is being called with it right now' },
    ],
    replies: { 200: { description: 'The delivery after the call.', schema: deliveryDetail } },
  },
  locate: locateDelivery,
  handle: async ({ found }, { world }) => {
    await callOnceMore(found, world);
    return { status: 200, body: deliveryDetailOf(found) };
  },
});

/** CTL-35: keeps deliveries back. */
export const holdDeliveries = worldEndpoint({
  contract: {
    id: 'CTL-35',
    method: 'post',
    path: '/_sim/deliveries/hold',
    summary: 'Keeps webhooks back, those that are queued later too, until they are released',
    source: 'SF 4.5',
    tag,
    params: nothing,
    query: worldQuery,
    body: selection,
    bodyRequired: false,
    refusals: [...unknownSelection],
    replies: { 200: { description: 'What is kept back.', schema: held } },
  },
  handle: ({ body }, context) => {
    const { outbox } = context.world;
    const count = outbox.handling.hold(selectionIn(body, context));
    return { status: 200, body: { count, holds: outbox.handling.holds() } };
  },
});

/** CTL-36: lets deliveries go. */
export const releaseDeliveries = worldEndpoint({
  contract: {
    id: 'CTL-36',
    method: 'post',
    path: '/_sim/deliveries/release',
    summary:
      'Lets webhooks go that were kept back, without a selection all of them, and waits for their answers',
    source: 'SF 4.5',
    tag,
    params: nothing,
    query: worldQuery,
    body: selection,
    bodyRequired: false,
    refusals: [
      ...unknownSelection,
      { status: 409, code: 'clockMoving', when: 'the clock is moving' },
      { status: 409, code: 'deliveryUnderway', when: 'another webhook is not answered yet' },
      { status: 409, code: 'worldGone', when: 'the world was reset, restored or deleted meanwhile' },
    ],
    replies: {
      200: {
        description: 'What is still kept back, and what became of the calls.',
        schema: held.extend({ deliveries: passCounts }),
      },
    },
  },
  handle: async ({ body }, context) => {
    const { outbox, clock } = context.world;
    const selected = selectionIn(body, context);
    let count = 0;
    const release = (): void => {
      count = outbox.handling.release(selected);
    };
    const { deliveries } = await refusing(() => clock.settle(release));
    return { status: 200, body: { count, holds: outbox.handling.holds(), deliveries } };
  },
});
