import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach } from 'vitest';

type Child = ChildProcessByStdio<null, Readable, Readable>;

const main = join(import.meta.dirname, '../../src/main.ts');
const spawned: Child[] = [];
const environment: Record<string, string> = {};
afterEach(() => {
  for (const name of Object.keys(environment)) delete environment[name];
  for (const child of spawned.splice(0)) child.kill('SIGKILL');
});

/** What keeps worlds out of the folder that tests run in. */
const inMemory = (args: readonly string[]): readonly string[] =>
  args[0] === 'start' && !args.includes('--data') ? ['--memory'] : [];

/** Starts the command as a process; one that a failed test leaves behind is killed. */
export function command(...args: readonly string[]): Child {
  const child = spawn(process.execPath, [main, ...args, ...inMemory(args)], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  spawned.push(child);
  return child;
}

/** Processes that this test starts from now on trust the authority in a file. */
export function trust(caFile: string): void {
  environment['NODE_EXTRA_CA_CERTS'] = caFile;
}

/** What a process that ended by itself has said. */
export interface Finished {
  readonly code: unknown;
  readonly out: string;
  readonly said: string;
}

/** Runs the command as a process to its end. */
export async function finished(...args: readonly string[]): Promise<Finished> {
  const child = command(...args);
  const [out, said, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code, out, said };
}

/** A simulator that runs as a process. */
export interface Started {
  readonly child: Child;
  readonly url: string;
  /** The banner, up to the call that can be pasted or the end of what can be read in one go. */
  readonly banner: string;
  /** What it complains about, as it comes. */
  readonly said: () => string;
  /** Ends it by a signal; resolves to its exit code. */
  stop(): Promise<unknown>;
}

/** Starts `marketsim start` on free ports and waits for its banner, whose last line is the one that `last` matches. */
export async function started(options: readonly string[] = [], last = /^ {2}curl /): Promise<Started> {
  const child = command('start', '--port', '0', ...options);
  const exited = once(child, 'exit');
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    said += chunk;
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (last.test(line)) break;
  }
  child.stdout.resume();
  const banner = lines.join('\n');
  const url = /listening on (\S+)/.exec(banner)?.[1];
  if (url === undefined) throw new Error(`it did not start: ${said}`);
  return {
    ...{ child, url, banner, said: () => said },
    stop: async () => {
      child.kill('SIGTERM');
      const [code] = await exited;
      return code;
    },
  };
}
