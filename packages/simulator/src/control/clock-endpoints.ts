import type { DomainEvent } from '@marketsim/core';
import type { Contract } from '@marketsim/http';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { compact } from '../compact.ts';
import { advanceWorld, type Step } from '../worlds/advance.ts';
import { worldEndpoint, worldQuery } from './control-api.ts';
import { type ControlProblem, refusing } from './problem.ts';

/** Events told in one answer; the rest is read by /_sim/events. */
const eventsTold = 1000;

const summary = z
  .object({
    seq: z.int(),
    at: z.string(),
    type: z.string(),
    subscriptionId: z.string().optional(),
  })
  .meta({ id: 'EventSummary' });

const summaryOf = (event: DomainEvent): z.output<typeof summary> => ({
  seq: event.seq,
  at: event.at,
  type: event.type,
  ...('subscriptionId' in event ? { subscriptionId: event.subscriptionId } : {}),
});

/** CTL-7: what time it is in the world. */
export const readClock = worldEndpoint({
  contract: {
    id: 'CTL-7',
    method: 'get',
    path: '/_sim/clock',
    summary: 'The clock of a world, in UTC',
    source: 'marketsim',
    tag: 'Clock',
    params: z.object({}),
    query: worldQuery,
    refusals: [],
    replies: {
      200: {
        description: 'The clock stands still until it is advanced.',
        schema: z.object({
          now: z.string(),
          mode: z.literal('frozen'),
          startsAt: z.string(),
          nextDueAt: z.string().optional().describe('When the next piece of work is due.'),
        }),
      },
    },
  },
  handle: (_, { world: { engine } }) => ({
    status: 200,
    body: compact({
      now: engine.now(),
      mode: 'frozen',
      startsAt: engine.startsAt,
      nextDueAt: engine.nextDueAt(),
    }),
  }),
});

const advanceContract = {
  id: 'CTL-8',
  method: 'post',
  path: '/_sim/clock/advance',
  summary: 'Moves the clock forward, by a duration or to a moment, and does all that is due on the way',
  source: 'GEN-03',
  tag: 'Clock',
  params: z.object({}),
  query: worldQuery,
  body: z.object({
    by: z.string().optional().describe('ISO 8601 duration, such as P1M or PT36H.'),
    to: z.string().optional().describe('ISO 8601 moment with offset.'),
  }),
  replies: {
    200: {
      description: 'Where the clock stands, and what happened on the way.',
      schema: z.object({
        now: z.string(),
        count: z.int().describe('How many events there were.'),
        events: z.array(summary).describe(`The first ${eventsTold} of them.`),
      }),
    },
  },
  refusals: [
    { status: 400, code: 'durationInvalid', when: '`by` is no duration' },
    { status: 400, code: 'instantInvalid', when: '`to` is no moment' },
    { status: 409, code: 'clockBackwards', when: 'the clock would go back' },
  ],
} as const satisfies Contract;

function stepOf(by: string | undefined, to: string | undefined): Step {
  if (by !== undefined && to === undefined) return { by };
  if (to !== undefined && by === undefined) return { to };
  return refuse<ControlProblem>({
    kind: 'control',
    status: 400,
    code: 'invalid',
    target: 'by',
    message: 'give either `by`, a duration, or `to`, a moment',
  });
}

/** CTL-8: moves the clock. */
export const advanceClock = worldEndpoint({
  contract: advanceContract,
  handle: async ({ body: { by, to } }, { world }) => {
    const events = await refusing(() => advanceWorld(world, stepOf(by, to)));
    return {
      status: 200,
      body: {
        now: world.engine.now(),
        count: events.length,
        events: events.slice(0, eventsTold).map(summaryOf),
      },
    };
  },
});
