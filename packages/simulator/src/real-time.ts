/** The longest time that a timer of Node.js runs; a longer one would go off at once. */
const longestMs = 2 ** 31 - 1;

/** Real milliseconds as a timer takes them: what is too long for one is cut to its longest, three and a half weeks. */
export const timerLength = (ms: number): number => Math.min(ms, longestMs);

/** Real time that something may take. */
export interface Deadline {
  /** Aborted when the time is up, or the other signal is. */
  readonly signal: AbortSignal;
  /** Whether the time was up first. */
  isOver(): boolean;
  /** Lets go of timer and signal; it is not over any more unless it is already. */
  release(): void;
}

/** Gives something so many real milliseconds, less when `other` is aborted. */
export function deadline(ms: number, other: AbortSignal): Deadline {
  const controller = new AbortController();
  let isOver = false;
  const stop = (): void => controller.abort();
  const timer = setTimeout(() => {
    isOver = !other.aborted;
    stop();
  }, timerLength(ms)).unref();
  if (other.aborted) stop();
  else other.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    isOver: () => isOver,
    release: () => {
      clearTimeout(timer);
      other.removeEventListener('abort', stop);
    },
  };
}
