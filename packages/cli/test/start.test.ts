import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, '../src/main.ts');

const start = (...options: readonly string[]) =>
  spawn(process.execPath, [main, 'start', '--port', '0', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });

/** Runs a start that is expected to fail. */
async function failing(
  ...options: readonly string[]
): Promise<{ readonly code: unknown; readonly said: string }> {
  const child = start(...options);
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code, said };
}

/** Starts, waits for the banner's address, hands it over, and ends by a signal. */
async function started(
  options: readonly string[],
  use: (address: string) => Promise<void>,
): Promise<unknown> {
  const child = start(...options);
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const address = /listening on (\S+)/.exec(line)?.[1];
    if (address === undefined) continue;
    child.stdout.resume();
    await use(address).finally(() => child.kill('SIGTERM'));
    break;
  }
  const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
  return code;
}

describe('marketsim start', () => {
  it('serves until a signal ends it with exit code 0', async () => {
    const code = await started(['--seed', '7', '--at', '2026-01-31T00:00:00Z'], async (address) => {
      const clock = await fetch(`${address}/_sim/clock`);
      expect(await clock.json()).toMatchObject({ now: '2026-01-31T00:00:00.000Z' });
    });
    expect(code).toBe(0);
  });

  it('takes profile, preset and single settings', async () => {
    const options = ['--profile', 'current', '--preset', 'strict-docs', '--set', 'invoice.day=10'];
    await started(options, async (address) => {
      const engine = await fetch(`${address}/_sim/settings`);
      const settings = JSON.stringify(await engine.json());
      expect(settings).toContain('"refuse"');
      expect(settings).toContain('10');
    });
  });

  it('--auth strict refuses development tokens', async () => {
    await started(['--auth', 'strict'], async (address) => {
      const answer = await fetch(`${address}/v1/customers`, {
        headers: { authorization: 'Bearer dev-admin-agent' },
      });
      expect(answer.status).toBe(401);
    });
  });
});

describe('what it cannot start with is said in one line, with exit code 1', () => {
  it('a port that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, said } = await failing('--port', String(port));
    taken.close();
    expect(code).toBe(1);
    expect(said).toBe(
      `marketsim: port ${port} of 127.0.0.1 is taken: stop what listens there, or choose another port\n`,
    );
  });

  it.each([
    ['an unknown setting', ['--set', 'nope=1'], 'there is no setting "nope"'],
    ['a setting that does not fit', ['--set', 'invoice.day=31'], 'must be a whole number from 1 to 28'],
    ['an unknown profile', ['--profile', 'nope'], 'Allowed choices are seed'],
    ['a port that is none', ['--port', 'abc'], 'A port is a whole number'],
    ['an instant that is none', ['--at', 'yesterday'], 'is no moment with an offset'],
    ['a world file that is not there', ['--world', 'missing.yaml'], 'missing.yaml'],
  ])('%s', async (_name, options, words) => {
    const { code, said } = await failing(...options);
    expect(code).toBe(1);
    expect(said).toContain(words);
  });

  it('a world file with mistakes, each with its line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'world-'));
    const file = join(folder, 'world.yaml');
    await writeFile(
      file,
      'version: 1\npublishers:\n  - alias: p\n    name: P\n    landingPageUrl: https://p.example/#x\n',
    );
    const { code, said } = await failing('--world', file);
    await rm(folder, { recursive: true });
    expect(code).toBe(1);
    expect(said).toMatch(/world\.yaml/);
    expect(said).toMatch(/5.*landingPageUrl|landingPageUrl.*5/);
  });
});
