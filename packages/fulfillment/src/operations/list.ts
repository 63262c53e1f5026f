import { z } from 'zod';
import { versionQuery } from '../api-version.ts';
import { endpoint } from '../context.ts';
import { read } from '../etag.ts';
import { examples } from '../examples.ts';
import { locateTolerated, subscriptionParams } from '../located.ts';
import { unknownSubscription } from '../refusals.ts';
import { operationBody, operationResource } from '../resources/operation.ts';
import { isListed } from './listed.ts';

/** What waits for the publisher's answer, none of its own; a subscription has at most one such operation (SF 3.2, QTY-09). */
export const listOperations = endpoint({
  contract: {
    id: 'O1',
    method: 'get',
    path: '/api/saas/subscriptions/:subscriptionId/operations',
    summary: 'List the outstanding operations of a subscription',
    source: 'SF 3.2',
    access: 'publisher',
    tag: 'Operations',
    params: subscriptionParams,
    query: versionQuery,
    replies: {
      200: {
        description: 'Operations in progress; without the object around them where ops.shape is array',
        schema: z.union([
          z.strictObject({ operations: z.array(operationResource) }),
          z.array(operationResource),
        ]),
        example: { operations: [examples.operation] },
      },
    },
    refusals: [unknownSubscription],
  },
  locate: (ctx, params) => locateTolerated(ctx, params, ctx.engine.state.settings['ops.unknownSubscription']),
  handle: ({ found }, { engine: { state, now } }) => {
    const open = state.operations.get(found?.openOperationId ?? '');
    const isShown = open && isListed(open, { state, now: now() });
    const operations = found && isShown ? [operationBody(open, found, state)] : [];
    return read(state.settings['ops.shape'] === 'array' ? operations : { operations });
  },
});
