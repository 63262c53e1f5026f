import { z } from 'zod';
import type { Attempt } from '../outbox/attempt.ts';
import { lastNumber, type Parcel } from '../outbox/parcel.ts';

const sent = z.object({
  number: z.int().describe('From 1.'),
  at: z.string().describe('World time.'),
  url: z.string(),
  tookMs: z.int().describe('Real milliseconds.'),
  status: z.int().optional().describe('What the publisher answered.'),
  answer: z.string().optional().describe('The first 2,000 characters of its answer.'),
  error: z.string().optional().describe('Why there was no answer.'),
  payload: z.unknown().optional().describe('What was sent, where a fault had changed it.'),
});

const notSent = z.object({
  number: z.int(),
  through: z.int().describe('Number of the last of these tries.'),
  at: z.string(),
  notSent: z.string().describe('Why nobody was called.'),
});

/** A delivery in a list. */
export const deliverySummary = z
  .object({
    id: z.string(),
    operationId: z.string(),
    subscriptionId: z.string(),
    publisherId: z.string(),
    action: z.string(),
    queuedAt: z.string(),
    state: z
      .enum(['waiting', 'sending', 'held', 'accepted', 'refused', 'exhausted', 'cancelled'])
      .describe('waiting: for its turn or its next try; the last four are ends (SF 4.4).'),
    tried: z.int().describe('Tries so far, those included that count as failed without a call.'),
    nextTryAt: z.string().optional(),
    giveUpAt: z.string(),
    lastStatus: z.int().optional(),
    lastError: z.string().optional(),
  })
  .meta({ id: 'Delivery' });

/** A delivery with everything that was sent and answered. */
export const deliveryDetail = deliverySummary
  .extend({
    payload: z.unknown().optional().describe('The body that is sent; absent before the first try.'),
    attempts: z.array(z.union([sent, notSent])),
    answers: z
      .array(
        z.object({
          at: z.string(),
          publisherId: z.string().describe('Who answered.'),
          status: z.string().optional().describe('What was said; absent when nobody looked at it.'),
          outcome: z.string().describe('taken, or why it was refused.'),
        }),
      )
      .describe('What publishers said to the operation.'),
  })
  .meta({ id: 'DeliveryWithAttempts' });

function stateOf({ phase, result }: Parcel): z.output<typeof deliverySummary>['state'] {
  if (phase !== 'done') return phase;
  if (result === undefined) throw new Error('a delivery is over without a result');
  return result;
}

/** A delivery in short. */
export function deliverySummaryOf(parcel: Parcel): z.output<typeof deliverySummary> {
  const { id, operationId, subscriptionId, publisherId, action, queuedAt, giveUpAt } = parcel.delivery;
  const last = parcel.attempts.findLast((attempt) => attempt.kind === 'sent');
  return {
    ...{ id, operationId, subscriptionId, publisherId, action, queuedAt, giveUpAt },
    state: stateOf(parcel),
    tried: Math.max(parcel.tried, lastNumber(parcel)),
    ...(parcel.phase === 'waiting' && { nextTryAt: parcel.nextAt }),
    ...(last?.reply.kind === 'answered' && { lastStatus: last.reply.status }),
    ...(last?.reply.kind === 'failed' && { lastError: last.reply.reason }),
  };
}

const attemptOf = (attempt: Attempt): z.output<typeof sent> | z.output<typeof notSent> => {
  const { number, at } = attempt;
  if (attempt.kind === 'notSent') return { number, through: attempt.through, at, notSent: attempt.reason };
  const { url, tookMs, reply, body } = attempt;
  return {
    ...{ number, at, url, tookMs },
    ...(reply.kind === 'answered' ? { status: reply.status, answer: reply.text } : { error: reply.reason }),
    ...(body !== undefined && { payload: JSON.parse(body) }),
  };
};

/** A delivery in full. */
export const deliveryDetailOf = (parcel: Parcel): z.output<typeof deliveryDetail> => ({
  ...deliverySummaryOf(parcel),
  ...(parcel.body !== undefined && { payload: JSON.parse(parcel.body) }),
  attempts: parcel.attempts.map(attemptOf),
  answers: [...parcel.answers],
});
