import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** `marketsim start` as a process. */
export interface Killable {
  readonly url: string;
  /** Ends it at once, without a word; resolves when it is gone. */
  kill(): Promise<void>;
}

const main = resolve('packages/cli/src/main.ts');
const started = new Set<ChildProcess>();

/** Ends what a test that failed has left behind. */
export function killAll(): void {
  for (const child of started) child.kill('SIGKILL');
}

/** Starts the command with some options on a free port; rejects with what it complains about. */
export async function startProcess(options: readonly string[]): Promise<Killable> {
  const child = spawn(process.execPath, [main, 'start', '--port', '0', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.add(child);
  const gone = once(child, 'exit').then(() => started.delete(child));
  const said = text(child.stderr);
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /listening on (\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return {
      url,
      kill: async () => {
        child.kill('SIGKILL');
        await gone;
      },
    };
  }
  throw new Error(`it did not start: ${await said}`);
}
