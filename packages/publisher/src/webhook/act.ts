import type { BehaviourName } from '../behaviour.ts';
import type { AnswerStatus } from '../client/marketplace.ts';
import type { Standing } from './confirm.ts';
import { applyEvent } from './effects.ts';
import type { OwedAnswer } from './open-answers.ts';
import { pause, type Waiting } from './pause.ts';

const slowMs = 3000;

/** A confirmed event on its way through a behaviour. */
export interface Turn extends Waiting {
  /** Whether an answer is awaited; otherwise, whether the change holds or did not come about. */
  readonly standing: Standing;
  /** Sends the HTTP reply; resolves once it is out. */
  readonly reply: (status: number) => Promise<void>;
  /** Writes down what was answered. */
  readonly tell: (answer: string) => void;
}

/** Resolves when the webhook is dealt with: nothing more comes by itself. */
type Act = (turn: Turn) => Promise<void>;

/**
 * Answers the operation, and keeps the change when the marketplace took a Success. An account that was forgotten
 * meanwhile answers nothing: in a world that began anew the same id is another operation's.
 */
async function answer({ house, event }: Turn, status: AnswerStatus): Promise<string> {
  if (house.life.signal.aborted) return `${status} not sent: the account is gone`;
  if (event.id === undefined) return status;
  const outcome = await house.marketplace.answer(event.subscriptionId, event.id, status);
  if (!outcome.ok) return `${status} not taken: ${outcome.message}`;
  if (status === 'Success') applyEvent(house.records, event);
  return status;
}

const delayOf = ({ behaviour: { behaviour, delayMs = slowMs } }: Turn): number =>
  behaviour === 'slow' ? delayMs : 0;

/** What has been decided elsewhere, or needs no answer, holds as soon as it is known. */
async function notice(turn: Turn): Promise<void> {
  const { house, event, standing, reply, tell } = turn;
  await pause(turn, 'reply', delayOf(turn));
  if (standing === 'holds') applyEvent(house.records, event);
  await reply(200);
  tell('200');
}

const afterReply =
  (status: AnswerStatus): Act =>
  async (turn) => {
    await pause(turn, 'reply', delayOf(turn));
    await turn.reply(200);
    // The caller is to have its reply before the answer overtakes it (SF 3.2, F20).
    await turn.house.environment.delay(0);
    await pause(turn, 'answer');
    turn.tell(`200, ${await answer(turn, status)}`);
  };

async function early(turn: Turn): Promise<void> {
  await pause(turn, 'answer');
  const said = await answer(turn, 'Success');
  await pause(turn, 'reply');
  await turn.reply(200);
  turn.tell(`${said}, 200`);
}

/** Replies, and owes the answer until somebody asks for it. */
async function owing(turn: Turn): Promise<OwedAnswer> {
  const { house, event, reply, tell } = turn;
  const { id: operationId = '', subscriptionId, action } = event;
  await pause(turn, 'reply');
  const owed = house.openAnswers.owe({
    operationId,
    subscriptionId,
    action,
    answer: async (status) => {
      const said = await answer(turn, status);
      tell(`200, later ${said}`);
      return said;
    },
  });
  tell('200, the answer is owed');
  await reply(200);
  return owed;
}

async function silent(turn: Turn): Promise<void> {
  await owing(turn);
}

/** The answer is owed until somebody asks for it or the delay is over, whichever comes first. */
async function late(turn: Turn): Promise<void> {
  const { delayMs } = turn.behaviour;
  const { give, given } = await owing(turn);
  if (delayMs === undefined) return;
  // A wait that fails must end the turn: left to itself it would end the process.
  await Promise.race([given, pause(turn, 'answer', delayMs).then(() => give('Success'))]);
}

type Answering = Exclude<BehaviourName, 'refuse' | 'error' | 'hang'>;

const acts: { readonly [Name in Answering]: Act } = {
  accept: afterReply('Success'),
  reject: afterReply('Failure'),
  slow: afterReply('Success'),
  silent,
  acknowledgeEarly: early,
  acknowledgeLate: late,
};

/** Acts as the behaviour says; what was answered is told in words (SF 4.4). */
export function act(turn: Turn, name: Answering): Promise<void> {
  return turn.standing === 'awaited' ? acts[name](turn) : notice(turn);
}
