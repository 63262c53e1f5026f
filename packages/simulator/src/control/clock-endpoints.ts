import { z } from 'zod';
import { advanceProgress, lastAdvance } from './advance-view.ts';
import { worldEndpoint, worldQuery } from './control-api.ts';

/** How a clock stands. */
export const clockView = z
  .object({
    now: z.string(),
    mode: z
      .enum(['frozen', 'live'])
      .describe('frozen: moves only when told; live: runs along with real time.'),
    startsAt: z.string(),
    nextDueAt: z.string().optional().describe('When the next piece of work is due.'),
    nextTryAt: z.string().optional().describe('When the next webhook is tried, or given up.'),
    advance: advanceProgress.optional().describe('The advance that is on its way.'),
    lastAdvance: lastAdvance
      .optional()
      .describe('The advance that ended last, for callers who did not wait for it.'),
  })
  .meta({ id: 'Clock' });

/** CTL-7: what time it is in the world. */
export const readClock = worldEndpoint({
  entry: 'anytime',
  contract: {
    id: 'CTL-7',
    method: 'get',
    path: '/_sim/clock',
    summary: 'The clock of a world, in UTC; a stream of its moves with `Accept: text/event-stream`',
    source: 'GEN-03',
    tag: 'Clock',
    params: z.object({}),
    query: worldQuery,
    refusals: [],
    replies: { 200: { description: 'The clock, and the advance that moves it.', schema: clockView } },
  },
  handle: (_, { world: { clock } }) => ({ status: 200, body: clock.view() }),
});

/** CTL-30: lets the clock run, or stops it. */
export const setClock = worldEndpoint({
  contract: {
    id: 'CTL-30',
    method: 'put',
    path: '/_sim/clock',
    summary: 'Lets the clock run along with real time, or makes it stand still',
    source: 'GEN-03',
    tag: 'Clock',
    params: z.object({}),
    query: worldQuery,
    body: z.strictObject({ mode: z.enum(['frozen', 'live']) }),
    refusals: [],
    replies: { 200: { description: 'The clock as it stands or runs now.', schema: clockView } },
  },
  handle: ({ body }, { world: { clock } }) => {
    clock.setMode(body.mode);
    return { status: 200, body: clock.view() };
  },
});
