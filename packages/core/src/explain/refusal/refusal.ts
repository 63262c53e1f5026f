import type { DomainError, ErrorCode } from '../../errors.ts';
import { type Sentence, says } from '../explanation.ts';
import { accountReasons } from './accounts.ts';
import { otherReasons } from './others.ts';
import { purchaseReasons } from './purchases.ts';
import type { Known, Reason, Reasons } from './reason.ts';
import { subscriptionReasons } from './subscriptions.ts';

/** The reason of every way to refuse a command; a missing one does not compile. */
const reasons: Reasons<DomainError> = {
  ...accountReasons,
  ...purchaseReasons,
  ...subscriptionReasons,
  ...otherReasons,
};

/** Whether a text is the code of a refusal of the engine. */
export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(reasons, code);

/** Why a command was refused: the rule and the values that were compared, and what would have been accepted. */
export function refusalSentences(error: DomainError, known?: Known): readonly Sentence[] {
  const table = reasons as { readonly [C in ErrorCode]: (error: DomainError, known: Known) => Reason };
  const { why, rules, instead } = table[error.code](error, known);
  return [
    says(`Refused with \`${error.code}\`: ${why}`, rules),
    says(`Accepted would be: ${instead}`, ['GEN-10']),
  ];
}
