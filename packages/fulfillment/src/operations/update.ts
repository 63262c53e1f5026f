import { type AcknowledgeOperation, isQuestion } from '@marketsim/core';
import { orRefuse, refuse } from '@marketsim/http';
import { z } from 'zod';
import { versionQuery } from '../api-version.ts';
import { endpoint, type PublisherContext } from '../context.ts';
import { type LocatedOperation, locateOperation, operationParams } from '../located.ts';
import type { FulfillmentProblem } from '../problem.ts';
import { unknownOperation } from '../refusals.ts';
import { noteTaken, notingRefusal } from './noted.ts';
import { refuseOwn } from './own.ts';

type Result = AcknowledgeOperation['result'];

const results: ReadonlyMap<string, Result> = new Map([
  ['success', 'Success'],
  ['succeeded', 'Success'],
  ['failure', 'Failure'],
  ['failed', 'Failure'],
]);

/**
 * The publisher's answer to an operation (SF 3.2, QTY-08). Plan and quantity may be repeated and are not looked
 * at. Where any status text is accepted, one that says neither success nor failure leaves the operation open.
 */
export const updateOperation = endpoint({
  contract: {
    id: 'O3',
    method: 'patch',
    path: '/api/saas/subscriptions/:subscriptionId/operations/:operationId',
    summary: 'Answer an operation',
    source: 'SF 3.2, QTY-08',
    access: 'publisher',
    tag: 'Operations',
    params: operationParams,
    query: versionQuery,
    body: z.object({
      status: z.string().optional(),
      planId: z.string().nullish(),
      quantity: z.union([z.number(), z.string()]).nullish(),
    }),
    replies: { 200: { description: 'Taken note of; no body' } },
    refusals: [
      ...unknownOperation,
      {
        status: 400,
        code: 'InvalidValue',
        when: 'the status is missing, or not Success or Failure where that is asked for',
      },
      { status: 400, code: 'BadRequest', when: 'the operation only tells what has happened (SF 4.4)' },
      { status: 409, when: 'the operation is over; the message is the id of this request' },
      { status: 500, code: 'UnexpectedError', when: 'the publisher asked for the operation itself' },
      {
        status: 400,
        code: 'BadRequest',
        when: 'the publisher asked for it itself and ops.patchOnPartner is 400',
      },
    ],
  },
  locate: (ctx, params) => notingRefusal(ctx, params, () => locateOperation(ctx, params)),
  handle: ({ found, body: { status } }, ctx) => {
    const said = { operationId: found.operation.id, status };
    notingRefusal(ctx, said, () => {
      refuseOwn(found.operation, ctx);
      answer(found, resultOf(status, ctx), ctx);
    });
    noteTaken(ctx, said);
    return { status: 200 };
  },
});

function resultOf(status: string | undefined, { engine }: PublisherContext): Result | undefined {
  if (status === undefined || status === '') {
    return refuse<FulfillmentProblem>({ code: 'operationStatusInvalid', message: 'The status is missing' });
  }
  if (engine.state.settings['ops.statusValidation'] === 'any') return results.get(status.toLowerCase());
  if (status === 'Success' || status === 'Failure') return status;
  const message = `The status has to be Success or Failure, not ${status}`;
  return refuse<FulfillmentProblem>({ code: 'operationStatusInvalid', message });
}

function answer(
  { subscription, operation }: LocatedOperation,
  result: Result | undefined,
  { world, engine }: PublisherContext,
): void {
  const { id: operationId, status, action } = operation;
  if (!isQuestion(action)) refuse<FulfillmentProblem>({ code: 'operationNotAsked', action });
  if (status !== 'InProgress') refuse<FulfillmentProblem>({ code: 'operationClosed', operationId });
  const { settings } = engine.state;
  const isIgnored = result === 'Failure' && settings['ops.ignoreFailure'];
  if (result === undefined || (isIgnored && action !== 'Reinstate')) return;
  const given = { subscriptionId: subscription.id, operationId, result };
  orRefuse(world.outbox.answer(given, settings['ops.patchBeforeReply']));
}
