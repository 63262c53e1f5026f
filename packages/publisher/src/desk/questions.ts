import type { House } from '../house.ts';
import type { Bought } from '../webhook/asked.ts';
import type { Decided, OwedAnswer, Question } from '../webhook/open-answers.ts';
import { notePassed } from '../webhook/passed.ts';

/** A question that waits for an answer, as the desk shows it. Instants are world time, UTC. */
export interface OpenQuestion extends Question {
  /** From this instant on silence has decided. */
  readonly answerBy: string;
}

/** What the desk has to say about questions of the marketplace: of all subscriptions, or of one. */
export interface Questions {
  readonly now: string;
  readonly open: readonly OpenQuestion[];
  readonly decided: readonly Decided[];
}

/** The documented window of an answer (SF 4.5); a marketplace that is asked may know of another. */
const windowMs = 10_000;

async function opened({ extension }: House, owed: OwedAnswer): Promise<OpenQuestion> {
  const { operationId, subscriptionId, action, askedAt, from, to, byItself } = owed;
  const told = await extension?.acknowledgeBy(subscriptionId, operationId);
  const answerBy = told ?? new Date(Date.parse(askedAt) + windowMs).toISOString();
  return { operationId, subscriptionId, action, from, to, askedAt, answerBy, byItself };
}

const maxOpen = 100;
const maxDecided = 20;

/** Questions as they stand now: the marketplace is asked which of them have been decided without an answer. */
export async function questionsOf(house: House, subscriptionId?: string): Promise<Questions> {
  await notePassed(house, subscriptionId);
  const { openAnswers, clock } = house;
  const isMeant = (one: Question): boolean =>
    subscriptionId === undefined || one.subscriptionId.toLowerCase() === subscriptionId.toLowerCase();
  const open = openAnswers.all().filter(isMeant).slice(0, maxOpen);
  return {
    now: new Date(await clock.now()).toISOString(),
    open: await Promise.all(open.map((owed) => opened(house, owed))),
    decided: openAnswers.decided().filter(isMeant).toReversed().slice(0, maxDecided),
  };
}

const side = ({ planId, quantity }: Bought): string =>
  planId ?? (quantity === undefined ? '' : String(quantity));

const subjects: Readonly<Record<string, string>> = {
  ChangePlan: 'Change the plan',
  ChangeQuantity: 'Change the number of licences',
  Reinstate: 'Reinstate the subscription',
};

/** A question in words, such as `Change the number of licences from 10 to 12`. */
export function questionWords({ action, from, to }: Question): string {
  const [before, after] = [side(from), side(to)];
  const subject = subjects[action] ?? action;
  return [subject, before && `from ${before}`, after && `to ${after}`].filter(Boolean).join(' ');
}
