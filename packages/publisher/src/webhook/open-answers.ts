import { boundedMap } from '../bounded-map.ts';
import type { AnswerStatus } from '../client/marketplace.ts';

/** An answer that is given once, by whoever is first; the words say what the marketplace made of it. */
export interface OwedAnswer {
  readonly operationId: string;
  readonly subscriptionId: string;
  readonly action: string;
  /** Gives it; later calls get the words of the first one. */
  readonly give: (status: AnswerStatus) => Promise<string>;
  /** Resolves once it was given. */
  readonly given: Promise<string>;
}

type Debt = Omit<OwedAnswer, 'give' | 'given'> & {
  readonly answer: (status: AnswerStatus) => Promise<string>;
};

/** Operations whose answer is still owed. */
export interface OpenAnswers {
  readonly owe: (debt: Debt) => OwedAnswer;
  /** The answer that is owed to an operation. */
  readonly find: (operationId: string) => OwedAnswer | undefined;
  /** All that are owed, oldest first. */
  readonly all: () => readonly OwedAnswer[];
}

const maxOwed = 10_000;

/** Owed answers in memory. */
export function createOpenAnswers(): OpenAnswers {
  const owed = boundedMap<OwedAnswer>(maxOwed);
  return {
    owe: ({ answer, ...about }) => {
      const key = about.operationId.toLowerCase();
      const { promise: given, resolve } = Promise.withResolvers<string>();
      let giving: Promise<string> | undefined;
      const give = (status: AnswerStatus): Promise<string> => {
        owed.delete(key);
        giving ??= answer(status);
        resolve(giving);
        return giving;
      };
      const debt = { ...about, give, given };
      owed.set(key, debt);
      return debt;
    },
    find: (operationId) => owed.get(operationId.toLowerCase()),
    all: owed.values,
  };
}
