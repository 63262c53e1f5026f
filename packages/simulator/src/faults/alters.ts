import type { WebhookPayload } from '@marketsim/fulfillment';
import type { FaultKind } from './fault-kind.ts';

/** Endpoints that show subscriptions: resolve, list, get. */
const showsSubscriptions = ['S1', 'S2', 'S3'] as const;

type Alter = (value: unknown) => unknown;

/** The hooks of a fault that bends what replies and webhooks show, each time it strikes. */
export const bending = (
  alter: Alter,
  routes: readonly string[] = showsSubscriptions,
): Pick<FaultKind, 'request' | 'webhook'> => ({
  request: {
    routes,
    act: () => ({ kind: 'alter', alter: (body, status) => (status < 400 ? alter(body) : body) }),
  },
  webhook: { change: () => ({ payload: (payload: WebhookPayload) => alter(payload) }) },
});
