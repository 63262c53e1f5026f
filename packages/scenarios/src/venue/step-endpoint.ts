import { worldEndpoint, worldQuery } from '@marketsim/simulator';
import { z } from 'zod';

const told = z.object({
  at: z.string(),
  text: z.string(),
  amount: z.object({ minor: z.int(), currency: z.string() }).optional().describe('What was charged.'),
  by: z.enum(['step', 'time']).describe('Whether somebody did it, or it came about by itself.'),
});

const names = z
  .record(z.string(), z.string())
  .describe('Ids of the subscriptions, by the names that the scenario gives them.');

/** CTL-90: does one step of a scenario in a world. */
export const playStepEndpoint = worldEndpoint({
  contract: {
    id: 'CTL-90',
    method: 'post',
    path: '/_sim/scenario/steps',
    summary: 'Does one step of a scenario; tells what happened, and what is not as the step says',
    source: 'marketsim',
    tag: 'Scenarios',
    params: z.object({}),
    query: worldQuery,
    body: z.strictObject({
      step: z.record(z.string(), z.unknown()).describe('As one of `steps` in scenario.schema.json.'),
      names: names.default({}),
    }),
    refusals: [{ status: 400, code: 'invalid', when: 'it is no step, or speaks of what is not there' }],
    replies: {
      200: {
        description: 'What came of it; `names` goes with the next step.',
        schema: z.object({
          told: z.array(told),
          booked: z
            .array(z.object({ at: z.string(), minor: z.int(), currency: z.string() }))
            .describe('The lines that it brought to the ledger.'),
          mismatches: z
            .array(
              z.object({
                path: z.array(z.union([z.string(), z.int()])),
                expected: z.string(),
                actual: z.string(),
              }),
            )
            .describe('Where in the step, what was to be, and what was.'),
          names,
        }),
      },
    },
  },
  handle: async ({ body }, { world }) => {
    // Few simulators play scenarios: what it takes is loaded here.
    const { takeStep } = await import('./take-step.ts');
    return { status: 200, body: await takeStep(body, world) };
  },
});
