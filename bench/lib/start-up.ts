import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { endedEarly, saidBy } from './scripts.ts';

/** What a command took until it had answered for the first time. */
export interface FirstAnswer {
  /** Milliseconds that the processors spent on its process. */
  readonly processorMs: number;
  /** Bytes of memory that it had then. */
  readonly residentBytes: number;
}

const fileAt = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The command as it is published: bundled, with the libraries that each start needs. */
export function builtCommand(): string {
  execFileSync(process.execPath, [fileAt('scripts/build-package.mjs')]);
  return fileAt('packages/cli/dist/cli/src/main.js');
}

/** The command as it runs in the workspace. */
export const sourceCommand = fileAt('packages/cli/src/main.ts');

/** What is started, and what it finds. */
export interface Started {
  readonly command: string;
  readonly dataFolder: string;
  /** Where compiled code is kept from one start to the next. */
  readonly cacheFolder: string;
}

/** Runs `marketsim start` until it has answered once. Rejects when it does not. */
export async function startUp({ command, dataFolder, cacheFolder }: Started): Promise<FirstAnswer> {
  const child = fork(command, ['start', '--port', '0', '--data', dataFolder], {
    env: { ...process.env, NODE_COMPILE_CACHE: cacheFolder },
    execArgv: ['--import', new URL('first-answer.mjs', import.meta.url).href],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit');
  const answered = askOnce(child);
  try {
    return await Promise.race([answered, endedEarly(gone, command)]);
  } finally {
    child.kill();
    await gone;
  }
}

async function askOnce(child: ChildProcess): Promise<FirstAnswer> {
  const url = await addressSaidBy(child);
  const told = saidBy<FirstAnswer>(child);
  const headers = { authorization: 'Bearer dev-admin-agent' };
  const response = await fetch(`${url}/v1/customers`, { headers });
  if (response.status !== 200) throw new Error(`the first answer had status ${response.status}`);
  await response.text();
  return told;
}

/** The address in the banner. */
async function addressSaidBy({ stdout }: ChildProcess): Promise<string> {
  let said = '';
  for await (const text of stdout?.setEncoding('utf8') ?? []) {
    said += text;
    const url = /listening on (\S+)/.exec(said)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`no address was told: ${said}`);
}
