import { instant } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { momentField } from '../definition/fields.ts';
import type { ControlProblem } from './problem.ts';
import { publisherEndpoint } from './publisher-api.ts';

const common = {
  source: 'GEN-03',
  access: 'bearer of the publisher',
  tag: "Publisher extension (not Microsoft's)",
  query: z.object({}),
} as const;

const name = z.string().min(1).max(200).describe('Another appointment of the name takes its place.');

/** Characters of a memo as JSON at most. */
const longestMemo = 10_000;

const memo = z
  .record(z.string(), z.unknown())
  .refine((value) => JSON.stringify(value).length <= longestMemo, {
    error: `expected at most ${longestMemo} characters`,
  })
  .optional()
  .describe(
    'What is to be done there, in words of its own: the mock publisher gets it back where the world is brought back to a snapshot, forked, imported or taken up after a stop.',
  );

/** CTL-81: a publisher wants to do something at an instant, so that an advance of the clock stops there. */
export const makeAppointment = publisherEndpoint({
  contract: {
    ...common,
    id: 'CTL-81',
    method: 'post',
    path: '/_sim/publisher/appointments',
    summary: "Has an advance of the clock stop at an instant, until the appointment is kept; not Microsoft's",
    params: z.object({}),
    body: z.strictObject({ name, at: momentField, memo }),
    refusals: [{ status: 409, code: 'appointmentPast', when: 'the instant is not ahead' }],
    replies: {
      204: { description: 'An advance waits there for the publisher, for `clock.realGrace` of real time.' },
    },
  },
  handle: ({ body }, { world, publisher }) => {
    const at = instant(body.at);
    const now = world.engine.now();
    if (at <= now) {
      const message = `it is ${now} already: an appointment is for later, not for ${at}`;
      return refuse<ControlProblem>({ kind: 'control', status: 409, code: 'appointmentPast', message });
    }
    const told = body.memo === undefined ? {} : { memo: body.memo };
    world.outbox.appoint({ publisherId: publisher.id, name: body.name, at, ...told });
    return { status: 204 };
  },
});

/** CTL-82: what was to be done there is done, or is not wanted any more. */
export const keepAppointment = publisherEndpoint({
  contract: {
    ...common,
    id: 'CTL-82',
    method: 'post',
    path: '/_sim/publisher/appointments/:name/kept',
    summary: "Says that an appointment is kept, or not wanted any more; not Microsoft's",
    params: z.object({ name: z.string() }),
    refusals: [],
    replies: { 204: { description: 'Nobody waits for it; so it is for one that there never was.' } },
  },
  handle: ({ params }, { world, publisher }) => {
    world.outbox.keptAppointment(publisher.id, params.name);
    return { status: 204 };
  },
});
