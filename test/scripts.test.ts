import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scripts-'));
  for (const name of ['npm', 'npx']) {
    writeFileSync(join(folder, name), '#!/bin/sh\necho "Lockfile is up to date: $*"\n');
    chmodSync(join(folder, name), 0o755);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What a script of the workspace prints in the folder, where npm and npx do nothing but talk. */
function printed(name: string): string {
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH']}` };
  return execFileSync('sh', ['-c', scripts[name]], { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
}

test.each(['premarketsim', 'prepublisher'])(
  '%s: what is printed while the workspace is set up stays out of what a command prints',
  (name) => {
    expect(printed(name)).toBe('');
  },
);

test('the workspace is set up once, and again when other packages are asked for', () => {
  expect(printed('setup')).toContain('install --frozen-lockfile');
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'node_modules/.modules.yaml'), '');
  writeFileSync(join(folder, 'pnpm-lock.yaml'), '');
  utimesSync(join(folder, 'pnpm-lock.yaml'), 1000, 1000);
  expect(printed('setup')).toBe('');
  utimesSync(join(folder, 'node_modules/.modules.yaml'), 500, 500);
  expect(printed('setup')).toContain('install --frozen-lockfile');
});

test('a signal to npm ends the simulator in order, and the mock publisher with it', async () => {
  const args = ['run', '--silent', 'marketsim', '--', 'start', '--memory', '--port', '0'];
  const npm = spawn('npm', args, { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  const exited = once(npm, 'exit');
  try {
    let banner = '';
    for await (const chunk of npm.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
      banner += chunk;
      if (/ curl /.test(banner)) break;
    }
    npm.stdout.resume();
    const publisher = Number(/Mock publisher .* process (\d+)/.exec(banner)?.[1]);
    npm.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    await expect.poll(() => isGone(publisher)).toBe(true);
  } finally {
    // What a signal to npm alone has left.
    if (!isGone(-(npm.pid ?? 0))) process.kill(-(npm.pid ?? 0), 'SIGKILL');
  }
});

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
