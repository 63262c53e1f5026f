import { z } from 'zod';
import { behaviourSchema } from './behaviour.ts';
import { strictly } from './strictly.ts';
import { payloadSchema } from './webhook/payload.ts';

const meterSchema = z.object({
  subscriptionId: z.string(),
  dimension: z.string(),
  perHour: z.number(),
  planId: z.string(),
  nextHour: z.number(),
  left: z.number(),
  lost: z.number(),
});

/** What was put off, so that it can be done in a copy of the world, too, where nothing else of this account is known. */
const memoSchema = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('answer'),
    status: z.enum(['Success', 'Failure']),
    askedAt: z.string(),
    behaviour: behaviourSchema,
    payload: payloadSchema,
  }),
  z.object({ what: z.literal('usage'), meters: z.array(meterSchema) }),
]);

/** What is to be done at an instant. */
export type Memo = z.output<typeof memoSchema>;

/** Appointments as a world has kept them. */
export const remindersSchema = strictly({
  appointments: z.array(
    z.object({
      name: z.string(),
      at: z.iso.datetime().transform((instant) => Date.parse(instant)),
      memo: memoSchema,
    }),
  ),
});

/** An appointment that was made before this account was opened. */
export type Reminder = z.output<typeof remindersSchema>['appointments'][number];

/** One of an answer that was put off. */
export type AnswerReminder = Reminder & { readonly memo: Extract<Memo, { readonly what: 'answer' }> };
