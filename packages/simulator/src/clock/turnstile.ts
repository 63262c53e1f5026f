import { patienceMs } from './within.ts';

/** Where callers wait while an instant settles. */
export interface Turnstile {
  wait(): Promise<void>;
  /** Lets everybody through who waits now. */
  open(): void;
}

/** A turnstile with nobody at it. Nobody waits longer than a bounded time. */
export function createTurnstile(): Turnstile {
  const waiting = new Set<() => void>();
  return {
    wait: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => through(), patienceMs);
        const through = (): void => {
          clearTimeout(timer);
          waiting.delete(through);
          resolve();
        };
        waiting.add(through);
      }),
    open: () => {
      for (const through of waiting) through();
    },
  };
}
