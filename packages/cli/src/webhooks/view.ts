import { z } from 'zod';
import { second } from '../text/instant.ts';

/** A webhook that was queued, and how it stands; instants are UTC. */
export const deliveryReply = z.looseObject({
  id: z.string(),
  operationId: z.string(),
  subscriptionId: z.string(),
  publisherId: z.string(),
  action: z.string(),
  queuedAt: z.string(),
  state: z.string(),
  tried: z.int(),
  nextTryAt: z.string().optional(),
  giveUpAt: z.string(),
  lastStatus: z.int().optional(),
  lastError: z.string().optional(),
});

export type Delivery = z.output<typeof deliveryReply>;

const attemptReply = z.looseObject({
  number: z.int(),
  through: z.int().optional(),
  at: z.string(),
  status: z.int().optional(),
  tookMs: z.int().optional(),
  answer: z.string().optional(),
  error: z.string().optional(),
  notSent: z.string().optional(),
});

const answerReply = z.looseObject({ at: z.string(), status: z.string().optional(), outcome: z.string() });

/** A webhook with its payload, every try, and what the publisher said to its operation. */
export const detailReply = deliveryReply.extend({
  payload: z.unknown().optional(),
  attempts: z.array(attemptReply),
  answers: z.array(answerReply),
});

export type DeliveryDetail = z.output<typeof detailReply>;

/** Where one webhook is in the control API; its id is whatever was typed. */
export const deliveryPath = (id: string): string => `/_sim/deliveries/${encodeURIComponent(id)}`;

/** What holding and releasing answer. */
export const heldReply = z.looseObject({
  count: z.int(),
  holds: z.array(z.record(z.string(), z.string())),
});

export type Held = z.output<typeof heldReply>;

/** What the last try came to. Tries of an address that was left alone count as failed: nobody was asked. */
export function lastAnswer({ lastStatus, lastError, state }: Delivery): string {
  if (lastError !== undefined) return 'no answer';
  if (lastStatus !== undefined) return String(lastStatus);
  return state === 'exhausted' ? 'not sent' : '';
}

/** A webhook in one line. */
export function deliveryLine(delivery: Delivery): string {
  const { queuedAt, action, state, tried, id } = delivery;
  const answer = lastAnswer(delivery);
  const tries = `${tried} ${tried === 1 ? 'try' : 'tries'}`;
  return `${second(queuedAt)}  ${action} ${state}, ${tries}${answer && `, ${answer}`}  ${id}`;
}

function attemptLine(attempt: DeliveryDetail['attempts'][number]): string {
  const { number, through = number, at, status, tookMs, answer, error, notSent } = attempt;
  const which = through === number ? String(number) : `${number}-${through}`;
  const took = tookMs === undefined ? '' : ` (${tookMs} ms)`;
  const words = notSent ?? error ?? `${status}${answer ? ` ${answer}` : ''}`;
  return `  ${which.padStart(5)}  ${second(at)}  ${words}${took}`;
}

const answerLine = ({ at, status, outcome }: DeliveryDetail['answers'][number]): string => {
  const words = outcome === 'operationClosed' ? '409, too late: the operation was over' : outcome;
  return `         ${second(at)}  ${status ?? 'an answer'}: ${words}`;
};

/** A webhook in full. */
export function detailText(delivery: DeliveryDetail): string {
  const { subscriptionId, operationId, publisherId, nextTryAt, giveUpAt, payload, attempts, answers } =
    delivery;
  return [
    deliveryLine(delivery),
    `  publisher     ${publisherId}`,
    `  subscription  ${subscriptionId}`,
    `  operation     ${operationId}`,
    ...(nextTryAt ? [`  next try      ${second(nextTryAt)}, given up ${second(giveUpAt)}`] : []),
    ...(attempts.length > 0 ? ['tries', ...attempts.map(attemptLine)] : []),
    ...(answers.length > 0 ? ['answers to the operation', ...answers.map(answerLine)] : []),
    ...(payload === undefined ? [] : ['payload', indented(JSON.stringify(payload, undefined, 2))]),
  ].join('\n');
}

const indented = (text: string): string => text.replaceAll(/^/gm, '  ');

const holdWords = (hold: Readonly<Record<string, string>>): string =>
  Object.entries(hold)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ') || 'everything';

/** What is kept back from now on. */
export const holdsText = ({ holds }: Held): string =>
  holds.length === 0 ? 'nothing is kept back' : `kept back: ${holds.map(holdWords).join('; ')}`;
