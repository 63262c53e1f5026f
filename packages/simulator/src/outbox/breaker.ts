/** Failures in a row after which an address is left alone for the rest of an advance. */
const limit = 3;

/** Which addresses are worth a call. Lives as long as one advance. */
export interface Breaker {
  isOpen(url: string): boolean;
  /**
   * Learns how the calls of one round ended. Calls of one round have no order among themselves: one that
   * succeeded ends the row.
   */
  note(round: readonly { readonly url: string; readonly succeeded: boolean }[]): void;
}

/** A breaker that has seen nothing yet. */
export function createBreaker(): Breaker {
  const inRow = new Map<string, number>();
  return {
    isOpen: (url) => (inRow.get(url) ?? 0) >= limit,
    note: (round) => {
      const byUrl = Map.groupBy(round, ({ url }) => url);
      for (const [url, calls] of byUrl) {
        const failed = calls.every(({ succeeded }) => !succeeded);
        inRow.set(url, failed ? (inRow.get(url) ?? 0) + calls.length : 0);
      }
    },
  };
}
