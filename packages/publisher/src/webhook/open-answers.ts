import { boundedMap } from '../bounded-map.ts';
import type { AnswerStatus } from '../client/marketplace.ts';
import type { Asked } from './asked.ts';

/** A question of the marketplace. Instants are world time, UTC. */
export interface Question extends Asked {
  readonly operationId: string;
  readonly subscriptionId: string;
  readonly action: string;
  readonly askedAt: string;
  /** The answer that comes without anybody's doing, and when. */
  readonly byItself?: { readonly status: AnswerStatus; readonly at: string } | undefined;
}

/** A question that is not open any more: what was answered, or how it ended without an answer. */
export interface Decided extends Question {
  readonly outcome: string;
}

/** An answer that is given once, by whoever is first; the words say what the marketplace made of it. */
export interface OwedAnswer extends Question {
  /** Gives it; later calls get the words of the first one. */
  readonly give: (status: AnswerStatus) => Promise<string>;
  /** Takes note of how the operation ended without it. */
  readonly miss: (status: string) => void;
  /** Resolves once it was given, or is not wanted any more. */
  readonly over: Promise<string>;
}

interface Debt {
  readonly question: Question;
  readonly answer: (status: AnswerStatus) => Promise<string>;
  readonly missed: (status: string) => string;
}

/** Operations whose answer is still owed, and those that are decided. */
export interface OpenAnswers {
  readonly owe: (debt: Debt) => OwedAnswer;
  /** The answer that is owed to an operation. */
  readonly find: (operationId: string) => OwedAnswer | undefined;
  /** All that are owed, oldest first. */
  readonly all: () => readonly OwedAnswer[];
  /** What has been decided, the last of it last. */
  readonly decided: () => readonly Decided[];
}

const maxOwed = 10_000;
const maxDecided = 500;

/** Owed answers in memory. */
export function createOpenAnswers(): OpenAnswers {
  const owed = boundedMap<OwedAnswer>(maxOwed);
  const decided = boundedMap<Decided>(maxDecided);
  return {
    owe: ({ question, answer, missed }) => {
      const key = question.operationId.toLowerCase();
      const { promise: over, resolve } = Promise.withResolvers<string>();
      let ending: Promise<string> | undefined;
      const end = (words: () => Promise<string>): Promise<string> => {
        owed.delete(key);
        ending ??= words().then((outcome) => {
          decided.set(key, { ...question, outcome });
          return outcome;
        });
        resolve(ending);
        return ending;
      };
      const debt: OwedAnswer = {
        ...question,
        over,
        give: (status) => end(() => answer(status)),
        miss: (status) => void end(async () => missed(status)),
      };
      owed.set(key, debt);
      return debt;
    },
    find: (operationId) => owed.get(operationId.toLowerCase()),
    all: owed.values,
    decided: decided.values,
  };
}
