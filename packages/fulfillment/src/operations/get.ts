import { durationMs, type Operation, plusMs } from '@marketsim/core';
import { versionQuery } from '../api-version.ts';
import { endpoint, type PublisherContext } from '../context.ts';
import { read } from '../etag.ts';
import { examples } from '../examples.ts';
import { locateOperation, operationParams } from '../located.ts';
import { unknownOperation } from '../refusals.ts';
import { type OperationResource, operationBody, operationResource } from '../resources/operation.ts';

/** One operation, not started, in progress or over (SF 2.8, 3.1). */
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
  handle: ({ found: { operation, subscription } }, ctx) => {
    const body = operationBody(operation, subscription, ctx.engine.state);
    return read({ ...body, status: statusOf(operation, ctx) });
  },
});

/**
 * What a publisher has asked for just now was recorded as not started (SF 2.8, setting `ops.notStarted`); once its
 * webhook goes out it is in progress, as that says.
 */
function statusOf(
  { id, source, status, openedAt }: Operation,
  { engine: { state, now }, world }: PublisherContext,
): OperationResource['status'] {
  if (source !== 'Partner' || status !== 'InProgress' || world.outbox.hasBegun(id)) return status;
  return now() < plusMs(openedAt, durationMs(state.settings['ops.notStarted'])) ? 'NotStarted' : status;
}
