import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Mutant } from './mutant.ts';
import { foundOut } from './substitution.ts';

/** What a run of checks says: nothing wrong, or what is. */
export type Verdict = { readonly killed: false } | { readonly killed: true; readonly by: string };

/** A run of checks in a process of its own. */
export interface Checks {
  readonly script: 'properties-process.ts' | 'examples-process.ts';
  readonly args?: readonly string[];
  /** Seconds of a processor after which it is taken for endless: real time would count what else the machine does. */
  readonly limit: number;
}

/** Enough for every check of what does not grow without end. */
const memory = '--max-old-space-size=1500';

/** Runs a command for so many seconds of a processor. */
const limited = 'ulimit -t "$0"; exec "$@"';

const firstLine = (said: string): string => said.trim().split('\n')[0] ?? '';

/** Runs checks on a mutant, or on the sources as they are. The work tree is left as it is. */
export async function judge(
  mutant: Mutant | undefined,
  { script, args = [], limit }: Checks,
): Promise<Verdict> {
  const command = [process.execPath, memory, join(import.meta.dirname, script), ...args];
  const child = spawn('/bin/sh', ['-c', limited, String(limit), ...command], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(JSON.stringify(mutant ? { file: mutant.file, text: mutant.text } : null));
  const [said, complaint, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (code === 0) return { killed: false };
  if (code === foundOut) return { killed: true, by: firstLine(said) };
  if (signal === 'SIGXCPU' || signal === 'SIGKILL') return { killed: true, by: 'it does not end' };
  const errors = complaint.split('\n').filter((line) => /^\w*Error\b/.test(line));
  return { killed: true, by: `it cannot run: ${errors[0] ?? firstLine(complaint)}` };
}
