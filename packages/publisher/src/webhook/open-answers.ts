import type { AnswerStatus } from '../client/marketplace.ts';

/** Gives the answer to one operation; the words say what the marketplace made of it. */
type Answer = (status: AnswerStatus) => Promise<string>;

/** Operations whose answer is still owed. */
export interface OpenAnswers {
  readonly owe: (operationId: string, answer: Answer) => void;
  /** Hands the answer out once: whoever takes it has to give it. */
  readonly take: (operationId: string) => Answer | undefined;
}

/** Owed answers in memory. */
export function createOpenAnswers(): OpenAnswers {
  const owed = new Map<string, Answer>();
  return {
    owe: (operationId, answer) => {
      owed.set(operationId.toLowerCase(), answer);
    },
    take: (operationId) => {
      const answer = owed.get(operationId.toLowerCase());
      owed.delete(operationId.toLowerCase());
      return answer;
    },
  };
}
