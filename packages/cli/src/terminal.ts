import { clearLine, cursorTo } from 'node:readline';

/** Where a command writes, and how it learns that it is to stop. */
export interface Terminal {
  /** What was asked for; a line end is added. */
  readonly out: (text: string) => void;
  /** Everything else: warnings, and why something failed. */
  readonly err: (text: string) => void;
  /** How far something is. On a screen it takes the place of the note before; an empty one takes that away. */
  readonly note: (text: string) => void;
  /** Aborted when the user wants the command to stop; from the first call on that ends no process any more. */
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

function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  out: (text) => console.log(text),
  err: (text) => console.error(text),
  note: process.stderr.isTTY ? noteOnScreen : noteInLog,
  stopSignal: stopOnSignal,
};
