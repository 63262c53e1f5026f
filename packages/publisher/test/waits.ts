import { vi } from 'vitest';

/** Delays that end when the test says so. */
export interface Waits {
  readonly delay: (ms: number) => Promise<void>;
  /** The next delay that is asked for; it goes on when `go` is called. */
  readonly next: () => Promise<{ readonly ms: number; readonly go: () => void }>;
}

type Wait = { readonly ms: number; readonly go: () => void };

export function controlledWaits(): Waits {
  const asked: Wait[] = [];
  const takers: ((wait: Wait) => void)[] = [];
  return {
    delay: (ms) =>
      new Promise((go) => {
        const wait = { ms, go };
        const taker = takers.shift();
        if (taker) taker(wait);
        else asked.push(wait);
      }),
    next: () => {
      const wait = asked.shift();
      return wait ? Promise.resolve(wait) : new Promise((resolve) => takers.push(resolve));
    },
  };
}

/** Waits until something holds. The limit ends a hang and measures nothing: a busy machine may take its time. */
export const until = (holds: () => boolean | Promise<boolean>): Promise<boolean> =>
  vi.waitUntil(holds, { timeout: 50_000, interval: 10 });
