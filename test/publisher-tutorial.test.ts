import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { codeBlocks } from './readme-blocks.ts';
import { mark, markedScript, stepsOf } from './told-steps.ts';

const guide = 'docs/publisher-tutorial.md';
const children: ChildProcess[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** A port that was free just now: the simulator is told where the app will listen before it does. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return Object(address).port;
}

/** A process of the guide, with what it has said so far, once it has said a line that matches. */
async function saying(command: string, cwd: string, last: RegExp): Promise<readonly string[]> {
  const child = spawn('bash', ['-c', `exec ${command}`], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  const told = new Promise<void>((resolve, reject) => {
    reader.on('line', (line) => {
      lines.push(line);
      if (last.test(line)) resolve();
    });
    reader.on('close', () => reject(new Error(`it ended with: ${lines.join('\n')}`)));
  });
  await told;
  return lines;
}

/** The folder of the app, with what `npm install jose` would put there. */
async function appFolder(source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'publisher-app-'));
  folders.push(folder);
  await writeFile(join(folder, 'publisher.mjs'), source);
  await mkdir(join(folder, 'node_modules'));
  await symlink(
    join(process.cwd(), 'packages/publisher/node_modules/jose'),
    join(folder, 'node_modules/jose'),
  );
  return folder;
}

test('the guide leads a publisher from nothing to an app that agrees and refuses, and prints what it says', async () => {
  const [start = '', run = ''] = codeBlocks(guide, 'sh');
  const [source = ''] = codeBlocks(guide, 'js');
  const texts = codeBlocks(guide, 'text');
  const [simulatorPort, appPort] = [await freePort(), await freePort()];
  const here = (text: string): string =>
    text
      .replaceAll('127.0.0.1:4600', `127.0.0.1:${simulatorPort}`)
      .replaceAll('127.0.0.1:3000', `127.0.0.1:${appPort}`);
  const marketsim = `'${process.execPath}' packages/cli/src/main.ts`;

  const started = here(start).replace('npm run marketsim --', marketsim).trim();
  const banner = await saying(
    `${started} --port ${simulatorPort} --no-mock-publisher`,
    process.cwd(),
    /^ {2}curl /,
  );
  expect(banner.join('\n')).toContain(here(texts[0] ?? '').trimEnd());

  const folder = await appFolder(source);
  const command = here(run).replaceAll('\\\n', '').replace('node ', `'${process.execPath}' `).trim();
  const said = await saying(`env PORT=${appPort} ${command}`, folder, /listens/);

  const told = stepsOf(guide);
  const script = here(markedScript(told)).replace('npm run --silent marketsim --', marketsim);
  const env = { ...process.env, NO_COLOR: '1', MARKETSIM_URL: `http://127.0.0.1:${simulatorPort}` };
  const { stdout } = await promisify(execFile)('bash', ['-eu', '-o', 'pipefail', '-c', script], { env });
  expect(stdout.split(mark).slice(0, -1)).toEqual(told.map(({ shown }) => shown));
  // The customer hears of the answer before the app does.
  await vi.waitUntil(() => said.at(-1) === 'answered Failure', { timeout: 10_000, interval: 10 });
  expect(`${said.join('\n')}\n`).toBe(texts.at(-1));
}, 60_000);
