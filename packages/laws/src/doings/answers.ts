import fc from 'fast-check';
import { changing } from './change.ts';

/** The publisher answers what is open, what is over, or what never was; mostly there is nothing to answer. */
export const answering = changing({
  name: 'answer',
  weight: 16,
  args: fc.record({
    operationId: fc.constantFrom('open', 'open', 'open', 'closed', 'unknown'),
    result: fc.constantFrom('Success' as const, 'Failure' as const),
  }),
  prefers: ({ open }) => open !== undefined,
  changes: (answer, { open }) =>
    answer.operationId === 'open' && !open ? undefined : [{ type: 'AcknowledgeOperation', ...answer }],
});

/** The outbox tells how a webhook ended. */
export const reporting = changing({
  name: 'report a delivery',
  weight: 10,
  args: fc.record({
    deliveryId: fc.constantFrom('first', 'open', 'open'),
    result: fc.constantFrom('accepted', 'accepted', 'refused', 'exhausted', 'cancelled' as const),
  }),
  prefers: ({ open, publisher }) => open !== undefined && publisher === 'told',
  changes: (delivered, { id }, { engine }) =>
    [...engine.state.deliveriesAhead.values()].some(({ subscriptionId }) => subscriptionId === id)
      ? [{ type: 'RecordDelivery', ...delivered }]
      : undefined,
});
