import { versionQuery } from '../api-version.ts';
import { endpoint } from '../context.ts';
import { read } from '../etag.ts';
import { examples } from '../examples.ts';
import { locateOperation, operationParams } from '../located.ts';
import { unknownOperation } from '../refusals.ts';
import { operationBody, operationResource } from '../resources/operation.ts';

/** One operation, in progress or over (SF 3.1). */
export const getOperation = endpoint({
  contract: {
    id: 'O2',
    method: 'get',
    path: '/api/saas/subscriptions/:subscriptionId/operations/:operationId',
    summary: 'Get an operation',
    source: 'SF 3.1, 3.2',
    access: 'publisher',
    tag: 'Operations',
    params: operationParams,
    query: versionQuery,
    replies: {
      200: { description: 'The operation', schema: operationResource, example: examples.operation },
    },
    refusals: [...unknownOperation],
  },
  locate: locateOperation,
  handle: ({ found: { operation, subscription } }, { engine }) =>
    read(operationBody(operation, subscription, engine.state)),
});
