import { durationMs } from '@marketsim/core';
import { aliasField } from '@marketsim/simulator';
import { z } from 'zod';

/** What staff of a publisher can tell the mock publisher to do with webhooks, as far as it takes no real time. */
const behaviours = [
  'accept',
  'reject',
  'byHand',
  'refuse',
  'silent',
  'acknowledgeEarly',
  'acknowledgeLate',
  'error',
] as const;

/** Those that answer after their reply, without anybody's doing or when told. */
const answering: readonly string[] = ['accept', 'reject', 'acknowledgeLate'];

const longest = 'P30D';

/** World time from the publisher's reply to its answer, as the mock publisher takes it. */
const answerAfterField = z
  .string()
  .regex(/^P(?=.)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,3})?S)?)?$/, { abort: true })
  .refine((span) => durationMs(span) <= durationMs(longest), { error: `expected at most ${longest}` })
  .meta({
    description: `World time from its reply to its answer, at most ${longest}; the clock stops there for it.`,
    examples: ['PT9S', 'P1D'],
  });

/** How the mock publisher meets webhooks; `docs/publisher.md` tells what each behaviour does. */
export const publisherBehaviour = z
  .strictObject({
    publisher: aliasField,
    webhooks: z.enum(behaviours),
    answerAfter: answerAfterField.optional(),
    times: z.int().min(1).optional(),
  })
  .superRefine(({ webhooks, answerAfter }, context) => {
    if (answerAfter === undefined || answering.includes(webhooks)) return;
    const message = `has no effect with ${webhooks}; it is for ${answering.join(', ')}`;
    context.addIssue({ code: 'custom', path: ['answerAfter'], message });
  });
