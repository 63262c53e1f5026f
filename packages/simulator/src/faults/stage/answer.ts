import type { Exchange, Stage } from './stage.ts';

/** The publisher answers the operation of a subscription that was opened last. */
export const answer = (stage: Stage, id: string, status: 'Success' | 'Failure'): Promise<Exchange> =>
  stage.call('PATCH', `/api/saas/subscriptions/${id}/operations/${stage.operation(id)}`, {
    body: { status },
  });
