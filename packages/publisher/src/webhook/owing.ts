import { type Appointment, appoint, appointed } from '../appointment.ts';
import type { AnswerStatus } from '../client/marketplace.ts';
import { isOpen } from '../client/resources.ts';
import { durationMs } from '../duration.ts';
import type { House } from '../house.ts';
import type { AnswerReminder } from '../memo.ts';
import { askedBy } from './asked.ts';
import { applyEvent } from './effects.ts';
import type { OwedAnswer, Question } from './open-answers.ts';
import { pause, type Waiting } from './pause.ts';
import { type KnownEvent, knownEvent } from './payload.ts';
import type { Turn } from './turn.ts';

/** Owed answers that were not given: what the marketplace decided without them holds all the same (SF 4.4). */
const missedWords = (status: string): string => `no answer in time, ${status}`;

/** How an operation ended that takes no answer any more: 409 says that it is decided, not how (SF 3.2, F18, F19). */
async function endOf(
  { marketplace }: House,
  { id, subscriptionId }: KnownEvent,
): Promise<string | undefined> {
  const read = id === undefined ? undefined : await marketplace.operation(subscriptionId, id);
  return read?.ok && !isOpen(read.value) ? read.value.status : undefined;
}

/**
 * Answers the operation, and keeps the change when it came about: by a Success that was taken, or without this answer
 * because that came too late. An account that was forgotten meanwhile answers nothing: in a world that began anew the
 * same id is another operation's.
 */
export async function answer({ house, event }: Waiting, status: AnswerStatus): Promise<string> {
  if (house.life.signal.aborted) return `${status} not sent: the account is gone`;
  if (event.id === undefined) return status;
  const outcome = await house.marketplace.answer(event.subscriptionId, event.id, status);
  const ended = !outcome.ok && outcome.status === 409 ? await endOf(house, event) : undefined;
  const isChanged = outcome.ok ? status === 'Success' : ended === 'Succeeded';
  if (isChanged) applyEvent(house.records, event);
  if (outcome.ok) return status;
  return ended ? `${status} too late, ${ended}` : `${status} not taken: ${outcome.message}`;
}

const instantOf = (at: number): string => new Date(at).toISOString();

/** What is asked, and since when; `byItself` says what is answered without anybody's doing. */
async function questionOf(
  { house, event, behaviour: { answerAfter } }: Waiting,
  status: AnswerStatus | undefined,
): Promise<Question> {
  const now = await house.clock.now();
  const about = { ...aboutOf(event), askedAt: instantOf(now) };
  if (answerAfter === undefined || status === undefined) return about;
  return { ...about, byItself: { status, at: instantOf(now + durationMs(answerAfter)) } };
}

const aboutOf = (event: KnownEvent): Omit<Question, 'askedAt' | 'byItself'> => {
  const { id: operationId = '', subscriptionId, action } = event;
  return { operationId, subscriptionId, action, ...askedBy(event) };
};

type Owing = Waiting & Pick<Turn, 'tell'>;

/** The answer is owed from now on, until somebody gives it. */
function owedOn(turn: Owing, question: Question): OwedAnswer {
  const { house, event, tell } = turn;
  tell('200, the answer is owed');
  return house.openAnswers.owe({
    question,
    answer: async (given) => {
      const said = await answer(turn, given);
      tell(`200, later ${said}`);
      return said;
    },
    missed: (ended) => {
      if (ended === 'Succeeded') applyEvent(house.records, event);
      tell(`200, ${missedWords(ended)}`);
      return missedWords(ended);
    },
  });
}

/** Replies, and owes the answer. */
async function owe(turn: Turn, status?: AnswerStatus): Promise<OwedAnswer> {
  await pause(turn, 'reply');
  const owed = owedOn(turn, await questionOf(turn, status));
  await turn.reply(200);
  return owed;
}

/** The answer is left to somebody who asks for it. */
export async function owing(turn: Turn): Promise<void> {
  await owe(turn);
}

/** Gives the answer at the appointed instant, if nobody was there first. */
async function giveThen(turn: Waiting, owed: OwedAnswer, appointment: Appointment): Promise<void> {
  const { status = 'Success' } = owed.byItself ?? {};
  try {
    await Promise.race([owed.over, appointment.reached.then(() => pause(turn, 'answer'))]);
    await owed.give(status);
  } catch (error) {
    const { account, environment } = turn.house;
    environment.log(`${account.key} an answer was not given: ${String(error)}`);
  } finally {
    await appointment.kept();
  }
}

/**
 * The answer comes by itself after a span of world time, or earlier from somebody who asks for it. A clock that takes
 * appointments need not be kept waiting until then.
 */
export async function owingFor(turn: Turn, status: AnswerStatus): Promise<void> {
  const owed = await owe(turn, status);
  const { house, event, behaviour } = turn;
  const appointment = await appoint(house, {
    name: `answer ${owed.operationId}`,
    at: Date.parse(owed.byItself?.at ?? owed.askedAt),
    memo: { what: 'answer', status, askedAt: owed.askedAt, behaviour, payload: event.payload },
  });
  const given = giveThen(turn, owed, appointment);
  if (!appointment.isAgreed) await given;
}

/** The same for an answer that was put off in the world from which the account's world was made. */
export async function owingAgain(house: House, { name, at, memo }: AnswerReminder): Promise<void> {
  const { payload, behaviour, status, askedAt } = memo;
  const event = knownEvent(payload);
  if (event?.id === undefined || house.openAnswers.find(event.id)) return;
  const tell = house.records.receive({
    ...{ id: event.id, subscriptionId: event.subscriptionId, action: event.action, status: payload.status },
    ...{ verified: true, answer: '200', receivedAt: new Date(house.environment.now()).toISOString() },
    toldAt: askedAt,
  });
  const turn = { house, event, behaviour, tell };
  const owed = owedOn(turn, { ...aboutOf(event), askedAt, byItself: { status, at: instantOf(at) } });
  await giveThen(turn, owed, appointed(house, { name, at, isAgreed: true }));
}
