import type { BehaviourName } from '../behaviour.ts';
import type { AnswerStatus } from '../client/marketplace.ts';
import { applyEvent } from './effects.ts';
import { answer, owing, owingFor } from './owing.ts';
import { pause } from './pause.ts';
import type { Turn } from './turn.ts';

/** Resolves when the webhook is dealt with: nothing more comes by itself before an instant that the clock knows of. */
type Act = (turn: Turn) => Promise<void>;

/** What has been decided elsewhere, or needs no answer, holds as soon as it is known. */
async function notice(turn: Turn): Promise<void> {
  const { house, event, standing, reply, tell } = turn;
  await pause(turn, 'reply');
  if (standing === 'holds') applyEvent(house.records, event);
  await reply(200);
  tell('200');
}

const atOnce =
  (status: AnswerStatus): Act =>
  async (turn) => {
    await pause(turn, 'reply');
    await turn.reply(200);
    // The caller is to have its reply before the answer overtakes it (SF 3.2, F20).
    await turn.house.environment.delay(0);
    await pause(turn, 'answer');
    turn.tell(`200, ${await answer(turn, status)}`);
  };

const afterReply =
  (status: AnswerStatus): Act =>
  (turn) =>
    turn.behaviour.answerAfter === undefined ? atOnce(status)(turn) : owingFor(turn, status);

async function early(turn: Turn): Promise<void> {
  await pause(turn, 'answer');
  const said = await answer(turn, 'Success');
  await pause(turn, 'reply');
  await turn.reply(200);
  turn.tell(`${said}, 200`);
}

const late: Act = (turn) =>
  turn.behaviour.answerAfter === undefined ? owing(turn) : owingFor(turn, 'Success');

type Answering = Exclude<BehaviourName, 'refuse' | 'error' | 'hang'>;

const acts: { readonly [Name in Answering]: Act } = {
  accept: afterReply('Success'),
  reject: afterReply('Failure'),
  byHand: owing,
  slow: afterReply('Success'),
  silent: owing,
  acknowledgeEarly: early,
  acknowledgeLate: late,
};

/** Acts as the behaviour says; what was answered is told in words (SF 4.4). */
export function act(turn: Turn, name: Answering): Promise<void> {
  return turn.standing === 'awaited' ? acts[name](turn) : notice(turn);
}
