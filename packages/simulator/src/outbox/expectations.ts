import { timerLength } from '../real-time.ts';

/** Whose answers are still waited for, in real time: publishers whose webhooks were accepted (`clock.realGrace`). */
export interface Expectations {
  /** The publisher may answer the operation within `graceMs` real milliseconds. */
  add(operationId: string, publisherId: string, graceMs: number): void;
  has(operationId: string): boolean;
  /** It has answered: its answer is not waited for any more. */
  met(operationId: string): void;
  /** The operation is over, or nothing can be expected of its publisher at this instant. */
  nothingMore(operationId: string): void;
  /** The publisher has no more to say, to one operation or to any of its own. */
  quiet(publisherId: string, operationId?: string): void;
  /** Resolves when nobody is waited for, or the signal ends it. */
  none(stop: AbortSignal): Promise<void>;
  /** Calls back once, when there is nothing more to expect of an operation; the result ends that. */
  once(operationId: string, done: () => void): () => void;
  /** Nobody waits for anybody's word any more, nor later. */
  end(): void;
  isOver(): boolean;
}

interface Expected {
  readonly publisherId: string;
  readonly timer: NodeJS.Timeout;
}

/** Nobody is waited for yet. */
export function createExpectations(): Expectations {
  const expected = new Map<string, Expected>();
  const waiting = new Map<string, Set<() => void>>();
  const idle = new Set<() => void>();
  let isOver = false;

  const met = (operationId: string): void => {
    clearTimeout(expected.get(operationId)?.timer);
    if (!expected.delete(operationId) || expected.size > 0) return;
    for (const done of idle) done();
  };

  const nothingMore = (operationId: string): void => {
    met(operationId);
    for (const done of waiting.get(operationId) ?? []) done();
    waiting.delete(operationId);
  };

  return {
    ...{ met, nothingMore },
    isOver: () => isOver,
    add: (operationId, publisherId, graceMs) => {
      clearTimeout(expected.get(operationId)?.timer);
      const timer = setTimeout(() => met(operationId), timerLength(graceMs)).unref();
      expected.set(operationId, { publisherId, timer });
    },
    has: (operationId) => expected.has(operationId),
    quiet: (publisherId, operationId) => {
      for (const [id, entry] of expected) {
        const isMeant = operationId === undefined || operationId === id;
        if (isMeant && entry.publisherId === publisherId) nothingMore(id);
      }
    },
    none: (stop) =>
      expected.size === 0 || stop.aborted
        ? Promise.resolve()
        : new Promise((resolve) => {
            const done = (): void => {
              idle.delete(done);
              stop.removeEventListener('abort', done);
              resolve();
            };
            idle.add(done);
            stop.addEventListener('abort', done, { once: true });
          }),
    once: (operationId, done) => {
      const known = waiting.get(operationId) ?? new Set();
      waiting.set(operationId, known.add(done));
      return () => {
        known.delete(done);
        if (known.size === 0 && waiting.get(operationId) === known) waiting.delete(operationId);
      };
    },
    end: () => {
      isOver = true;
      for (const operationId of [...expected.keys(), ...waiting.keys()]) nothingMore(operationId);
    },
  };
}
