import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A script of the benches in another process: what it does takes none of this one's time. */
export interface Script<Said> extends AsyncDisposable {
  /** What it said once it was ready. */
  readonly said: Said;
  /** Seconds that the processors have spent on it so far. */
  processorSeconds(): Promise<number>;
}

const microseconds = 1_000_000;

/**
 * Starts a script beside this file and hands it its options; it ends with this process at the latest. Rejects when it
 * ends before it says anything.
 */
export async function startScript<Said>(file: string, options: object = {}): Promise<Script<Said>> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), { execArgv: [] });
  const gone = once(child, 'exit');
  child.send(options);
  return {
    said: await Promise.race([saidBy<Said>(child), endedEarly(gone, file)]),
    processorSeconds: async () => {
      child.send('how long have you worked?');
      return saidBy<number>(child);
    },
    [Symbol.asyncDispose]: async () => {
      child.disconnect();
      await gone;
    },
  };
}

/** The next message of a process. */
export async function saidBy<Said>(child: ChildProcess): Promise<Said> {
  const [message] = await once(child, 'message');
  return message;
}

/** Rejects when a process is gone. */
export async function endedEarly(gone: Promise<unknown[]>, what: string): Promise<never> {
  const [code, signal] = await gone;
  throw new Error(`${what} ended with ${signal ?? `exit code ${code}`}`);
}

/** For the script itself: what it was started with. */
export async function givenOptions<Options>(): Promise<Options> {
  const [options] = await once(process, 'message');
  return options;
}

/** For the script itself: says that it is ready, and stays until nobody needs it any more. */
export function ready(said: unknown): void {
  process.on('disconnect', () => process.exit());
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / microseconds);
  });
  process.send?.(said);
}
