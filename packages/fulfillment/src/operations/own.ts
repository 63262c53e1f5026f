import type { Operation } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import type { PublisherContext } from '../context.ts';
import type { FulfillmentProblem } from '../problem.ts';

/** Ends the request when the publisher answers what it asked for itself, open or over (SF 3.2, F33). */
export function refuseOwn({ id: operationId, source }: Operation, { engine }: PublisherContext): void {
  if (source !== 'Partner') return;
  const status = engine.state.settings['ops.patchOnPartner'];
  refuse<FulfillmentProblem>({ code: 'ownOperationAnswered', operationId, status });
}
