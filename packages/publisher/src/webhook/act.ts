import type { Behaviour, BehaviourName } from '../behaviour.ts';
import type { AnswerStatus } from '../client/marketplace.ts';
import type { House } from '../house.ts';
import { applyEvent } from './effects.ts';
import type { KnownEvent } from './payload.ts';

const slowMs = 3000;

/** A confirmed event on its way through a behaviour. */
export interface Turn {
  readonly house: House;
  readonly event: KnownEvent;
  readonly behaviour: Behaviour;
  /** Whether the marketplace awaits an answer. */
  readonly awaited: boolean;
  /** Sends the HTTP reply; resolves once it is out. */
  readonly reply: (status: number) => Promise<void>;
}

type Act = (turn: Turn) => Promise<string>;

/** Answers the operation, and keeps the change when the marketplace took a Success. */
async function answer({ house, event }: Turn, status: AnswerStatus): Promise<string> {
  if (event.id === undefined) return status;
  const outcome = await house.marketplace.answer(event.subscriptionId, event.id, status);
  if (!outcome.ok) return `${status} not taken: ${outcome.message}`;
  if (status === 'Success') applyEvent(house.records, event);
  return status;
}

/** What has been decided elsewhere, or needs no answer, holds as soon as it is known. */
async function notice(turn: Turn): Promise<string> {
  const { house, event, behaviour, reply } = turn;
  if (behaviour.behaviour === 'slow') await house.environment.delay(behaviour.delayMs ?? slowMs);
  applyEvent(house.records, event);
  await reply(200);
  return '200';
}

const afterReply =
  (status: AnswerStatus): Act =>
  async (turn) => {
    await turn.reply(200);
    await turn.house.environment.delay(0);
    return `200, ${await answer(turn, status)}`;
  };

async function slow(turn: Turn): Promise<string> {
  await turn.house.environment.delay(turn.behaviour.delayMs ?? slowMs);
  return afterReply('Success')(turn);
}

async function early(turn: Turn): Promise<string> {
  const said = await answer(turn, 'Success');
  await turn.reply(200);
  return `${said}, 200`;
}

/** The answer is owed until somebody asks for it or the delay is over, whichever comes first. */
async function late(turn: Turn): Promise<string> {
  const { house, event, behaviour } = turn;
  const { promise, resolve } = Promise.withResolvers<string>();
  house.openAnswers.owe(event.id ?? '', async (status) => {
    const said = await answer(turn, status);
    resolve(said);
    return said;
  });
  await turn.reply(200);
  if (behaviour.delayMs !== undefined) {
    await house.environment.delay(behaviour.delayMs);
    await house.openAnswers.take(event.id ?? '')?.('Success');
  }
  return `200, later ${await promise}`;
}

async function silent(turn: Turn): Promise<string> {
  const { house, event, reply } = turn;
  house.openAnswers.owe(event.id ?? '', (status) => answer(turn, status));
  await reply(200);
  return '200';
}

type Answering = Exclude<BehaviourName, 'refuse' | 'error' | 'hang'>;

const acts: { readonly [Name in Answering]: Act } = {
  accept: afterReply('Success'),
  reject: afterReply('Failure'),
  slow,
  silent,
  acknowledgeEarly: early,
  acknowledgeLate: late,
};

/** Acts as the behaviour says; the words tell what was answered (SF 4.4). */
export function act(turn: Turn, name: Answering): Promise<string> {
  return turn.awaited ? acts[name](turn) : notice(turn);
}
