import { constants } from 'node:os';
import { clearLine, cursorTo } from 'node:readline';

/** Where a command writes, and how it learns that it is to stop. */
export interface Terminal {
  /** What was asked for; a line end is added. */
  readonly out: (text: string) => void;
  /** Everything else: warnings, and why something failed. */
  readonly err: (text: string) => void;
  /** How far something is. On a screen it takes the place of the note before; an empty one takes that away. */
  readonly note: (text: string) => void;
  /**
   * Aborted when the user wants the command to stop. From the first call on a signal does no more than that; one that
   * comes when it was told already ends the process.
   */
  readonly stopSignal: () => AbortSignal;
}

function noteOnScreen(text: string): void {
  clearLine(process.stderr, 0);
  cursorTo(process.stderr, 0);
  process.stderr.write(text);
}

function noteInLog(text: string): void {
  if (text !== '') console.error(text);
}

/** Real milliseconds in which one wish to stop may arrive twice: `npm` passes on what the terminal has sent already. */
const sameWishMs = 250;

function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  let stoppedAt = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const now = performance.now();
      if (!stop.signal.aborted) {
        stoppedAt = now;
        stop.abort();
        // As a process that the signal has killed.
      } else if (now - stoppedAt > sameWishMs) process.exit(128 + constants.signals[signal]);
    });
  }
  return stop.signal;
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  out: (text) => console.log(text),
  err: (text) => console.error(text),
  note: process.stderr.isTTY ? noteOnScreen : noteInLog,
  stopSignal: stopOnSignal,
};
