import type { DomainError, ErrorCode, ErrorOf } from '../../errors.ts';
import type { State } from '../../state/state.ts';

/** Why something was refused: the values that were compared, and what would have been accepted instead. */
export interface Reason {
  readonly why: string;
  readonly rules: readonly string[];
  readonly instead: string;
}

/** What a reason can be looked up in: the world as it is when the reason is asked for, if it is still there. */
export type Known = Pick<State, 'operations' | 'settings'> | undefined;

export type Reasons<E extends DomainError> = {
  readonly [C in E['code'] & ErrorCode]: (error: ErrorOf<C>, known: Known) => Reason;
};

export const reason = (why: string, rules: readonly string[], instead: string): Reason => ({
  why,
  rules,
  instead,
});
