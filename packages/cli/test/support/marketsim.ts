import { run } from '../../src/program.ts';
import type { Terminal } from '../../src/terminal.ts';

/** What a command has written so far. */
interface Written {
  readonly out: string[];
  readonly err: string[];
  readonly notes: string[];
}

/** A command that is under way, and a way to press Ctrl-C. */
export interface Running extends Written {
  readonly ended: Promise<number>;
  stop(): void;
}

/** Starts a command in this process. */
export function begun(...args: readonly string[]): Running {
  const written: Written = { out: [], err: [], notes: [] };
  const stop = new AbortController();
  const terminal: Terminal = {
    out: (text) => written.out.push(text),
    err: (text) => written.err.push(text),
    note: (text) => written.notes.push(text),
    stopSignal: () => stop.signal,
  };
  return { ...written, ended: run(args, terminal), stop: () => stop.abort() };
}

/** What a command came to. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process to its end. */
export async function marketsim(...args: readonly string[]): Promise<Ended> {
  const { ended, out, err } = begun(...args);
  return { code: await ended, out: out.join('\n'), err: err.join('\n') };
}

/** The same for one that must succeed and print one JSON document. */
// biome-ignore lint/suspicious/noExplicitAny: documents are whatever the command printed
export async function json(...args: readonly string[]): Promise<any> {
  const { code, out, err } = await marketsim(...args, '--json');
  if (code !== 0) throw new Error(`exit code ${code}: ${err}`);
  return JSON.parse(out);
}
