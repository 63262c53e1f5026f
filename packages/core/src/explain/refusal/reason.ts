import type { DomainError, ErrorCode, ErrorOf } from '../../errors.ts';
import type { State } from '../../state/state.ts';
import type { Instant } from '../../time.ts';

/** Why something was refused: the values that were compared, and what would have been accepted instead. */
export interface Reason {
  readonly why: string;
  readonly rules: readonly string[];
  readonly instead: string;
}

/** What a publisher said to an operation, and when it was taken. */
interface TakenAnswer {
  readonly status: string;
  readonly at: Instant;
}

/**
 * What a reason can be looked up in: the world as it is when the reason is asked for, if it is still there.
 * `answerTo` tells the answer of a publisher that was taken, which the history of the world does not tell from silence.
 */
export type Known =
  | (Pick<State, 'operations' | 'deliveries' | 'settings'> & {
      readonly answerTo?: (operationId: string) => TakenAnswer | undefined;
    })
  | undefined;

export type Reasons<E extends DomainError> = {
  readonly [C in E['code'] & ErrorCode]: (error: ErrorOf<C>, known: Known) => Reason;
};

export const reason = (why: string, rules: readonly string[], instead: string): Reason => ({
  why,
  rules,
  instead,
});
