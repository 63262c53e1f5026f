import type { Caller } from './running.ts';
import type { Told } from './told.ts';

/** Long enough that nothing but an end of its own lets a test go on. */
export const patiently = { stopWithin: 600_000 } as const;

/** Whether something has come to its end. */
export function endOf(promise: Promise<unknown>): () => boolean {
  let isOver = false;
  promise.then(() => {
    isOver = true;
  });
  return () => isOver;
}

/** A partner's change that waits for a webhook which is not answered yet. */
export async function waiting(
  at: Told,
): Promise<{ readonly answer: () => void; readonly change: ReturnType<Caller['call']> }> {
  const id = at.buyActive();
  const answer = at.receiver.answerLater();
  const change = at.setQuantity(id, 12);
  await at.receiver.came(1);
  return { answer, change };
}
