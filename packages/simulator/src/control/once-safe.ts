import type { EventLog } from '@marketsim/core';

/**
 * What the result does each time: looks at something now, and shows what was seen once everything up to then is safe.
 * While it waits it looks no further, and once more after that. Nothing is shown any more once history is lost.
 */
export function onceSafe<T>(log: EventLog, look: () => T, show: (seen: T) => void): () => void {
  let isWaiting = false;
  let isStale = false;

  const lookOnce = (): void => {
    isStale = false;
    const seen = look();
    const safe = log.durable();
    if (safe) wait(safe, seen);
    else show(seen);
  };

  const wait = (safe: Promise<void>, seen: T): void => {
    isWaiting = true;
    safe.then(
      () => {
        isWaiting = false;
        show(seen);
        if (isStale) lookOnce();
      },
      () => undefined,
    );
  };

  return () => {
    isStale = true;
    if (!isWaiting) lookOnce();
  };
}
