import { setImmediate } from 'node:timers/promises';

/** Work in small steps, and what comes of it. */
export type Steps<Result> = Generator<void, Result>;

/** Steps that are done in one turn of the event loop. */
const slice = 256;

/** Does all of the work now. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Does the work slice by slice. Whatever else the process has to do gets its turn in between. */
export async function inSlices<Result>(steps: Steps<Result>): Promise<Result> {
  for (let taken = 1; ; taken += 1) {
    const step = steps.next();
    if (step.done) return step.value;
    if (taken % slice === 0) await setImmediate();
  }
}
