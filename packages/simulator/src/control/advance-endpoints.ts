import type { Contract } from '@marketsim/http';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { type Step, startStep } from '../worlds/advance.ts';
import { advanceBody, advanceView } from './advance-view.ts';
import { clockView } from './clock-endpoints.ts';
import { worldEndpoint, worldQuery } from './control-api.ts';
import { type ControlProblem, invalid, refusing } from './problem.ts';

const advanceContract = {
  id: 'CTL-8',
  method: 'post',
  path: '/_sim/clock/advance',
  summary: 'Moves the clock forward, by a duration or to a moment, and does all that is due on the way',
  source: 'GEN-03',
  tag: 'Clock',
  params: z.object({}),
  query: worldQuery,
  body: z.strictObject({
    by: z.string().optional().describe('ISO 8601 duration, such as P1M or PT36H.'),
    to: z.string().optional().describe('ISO 8601 moment with offset.'),
    wait: z
      .boolean()
      .default(true)
      .describe('false: answers at once; /_sim/clock then tells how far the advance is.'),
  }),
  replies: {
    200: { description: 'Where the clock stands, and what happened on the way.', schema: advanceView },
    202: { description: 'The clock is on its way.', schema: clockView },
  },
  refusals: [
    { status: 400, code: 'durationInvalid', when: '`by` is no duration' },
    { status: 400, code: 'instantInvalid', when: '`to` is no moment' },
    { status: 409, code: 'clockBackwards', when: 'the clock would go back' },
    { status: 409, code: 'clockMoving', when: 'the clock is moving already' },
    { status: 409, code: 'deliveryUnderway', when: 'a webhook is not answered yet' },
    { status: 409, code: 'worldGone', when: 'the world was reset, restored or deleted meanwhile' },
  ],
} as const satisfies Contract;

function stepOf(by: string | undefined, to: string | undefined): Step {
  if (by !== undefined && to === undefined) return { by };
  if (to !== undefined && by === undefined) return { to };
  return refuse<ControlProblem>(invalid('by', 'give either `by`, a duration, or `to`, a moment'));
}

/** CTL-8: moves the clock. */
export const advanceClock = worldEndpoint({
  entry: 'anytime',
  contract: advanceContract,
  handle: async ({ body: { by, to, wait } }, { world }) => {
    const { report } = await refusing(() => startStep(world, stepOf(by, to)));
    return wait
      ? { status: 200, body: advanceBody(await report) }
      : { status: 202, body: world.clock.view(), headers: { Location: '/_sim/clock' } };
  },
});

/** CTL-31: stops the advance that is on its way. */
export const cancelAdvance = worldEndpoint({
  entry: 'anytime',
  contract: {
    id: 'CTL-31',
    method: 'delete',
    path: '/_sim/clock/advance',
    summary: 'Stops the advance that is on its way, at the instant it has reached',
    source: 'GEN-03',
    tag: 'Clock',
    params: z.object({}),
    query: worldQuery,
    refusals: [{ status: 409, code: 'clockStands', when: 'no advance is on its way' }],
    replies: { 202: { description: 'It stops once the calls under way have ended.', schema: clockView } },
  },
  handle: (_, { world: { clock } }) => {
    if (!clock.cancel()) {
      const message = 'the clock stands still: there is no advance to stop';
      return refuse<ControlProblem>({ kind: 'control', status: 409, code: 'clockStands', message });
    }
    return { status: 202, body: clock.view() };
  },
});
