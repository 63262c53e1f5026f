import type { Reply } from './attempt.ts';
import type { Parts } from './outbox.ts';
import type { Parcel } from './parcel.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** Writes down what a publisher replied; from then on it is known whether its answer is to be waited for. */
export function hear(
  { recorder, answers, expected }: Pick<Parts, 'recorder' | 'answers' | 'expected'>,
  parcel: Parcel,
  reply: Reply,
): Verdict | 'stopped' {
  const { operationId, action } = parcel.delivery;
  const refuses = reply.kind !== 'stopped' && verdictOf(reply, action) === 'refused';
  // The publisher was told that its answer counts; a refusal that follows comes too late (SF 3.2).
  if (refuses) answers.applyHeld((id) => id === operationId);
  const verdict = recorder.answered(parcel, reply);
  if (verdict === 'accepted' || verdict === 'refused') {
    if (parcel.hushed) expected.nothingMore(operationId);
    else answers.expect(operationId);
  }
  return verdict;
}
