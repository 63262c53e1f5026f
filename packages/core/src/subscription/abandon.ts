import type { EventBody } from '../event.ts';
import type { Subscription } from './subscription.ts';

/** Ends an open operation because the subscription itself was ended or suspended (RB 14.3). */
export const abandonOperation = ({ id, openOperationId }: Subscription): readonly EventBody[] =>
  openOperationId
    ? [{ type: 'OperationClosed', subscriptionId: id, operationId: openOperationId, status: 'Conflict' }]
    : [];
