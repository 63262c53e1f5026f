import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { presetWords, profileWords } from '@marketsim/core';
import { describe, expect, it, test } from 'vitest';
import { command, finished, started } from './support/process.ts';
import { served } from './support/publisher.ts';

const start = (...options: readonly string[]) => finished('start', '--port', '0', ...options);

describe('marketsim start', () => {
  it('serves until a signal ends it with exit code 0', async () => {
    const at = await started(['--seed', '7', '--at', '2026-01-31T00:00:00Z', '--clock', 'frozen']);
    const clock = await fetch(`${at.url}/_sim/clock`);
    expect(await clock.json()).toMatchObject({ now: '2026-01-31T00:00:00.000Z', mode: 'frozen' });
    expect(at.banner).toMatch(/Clock +frozen, 2026-01-31 00:00:00 UTC in world default/);
    expect(await at.stop()).toBe(0);
  });

  it('runs along with real time unless it is told otherwise', async () => {
    const at = await started();
    expect(at.banner).toMatch(/Clock +live, 2026-01-05 09:00:\d\d UTC/);
    expect(await (await fetch(`${at.url}/_sim/clock`)).json()).toMatchObject({ mode: 'live' });
    expect(await at.stop()).toBe(0);
  });

  it('takes profile, preset and single settings', async () => {
    const at = await started(['--profile', 'current', '--preset', 'strict-docs', '--set', 'invoice.day=10']);
    expect(at.banner).toMatch(
      /Profile +current, preset strict-docs; otherwise invoice\.day +in world default/,
    );
    const engine = await fetch(`${at.url}/_sim/settings`);
    expect(await engine.json()).toMatchObject({
      settings: { 'cancel.afterWindow': 'refuse', 'activation.body': 'validate', 'invoice.day': 10 },
    });
  });

  it('--help tells what each profile and preset stands for', async () => {
    const { out } = await start('--help');
    const help = out.replaceAll(/\s+/g, ' ');
    for (const [name, words] of Object.entries({ ...profileWords, ...presetWords }))
      expect(help).toContain(`${name} ${words}`);
  });

  it('--auth strict refuses development tokens, and the banner offers none', async () => {
    const at = await started(['--auth', 'strict'], /Development tokens/);
    const headers = { authorization: 'Bearer dev-admin-agent' };
    expect((await fetch(`${at.url}/v1/customers`, { headers })).status).toBe(401);
    expect(at.banner).not.toContain('dev-admin-agent');
  });

  it('tells the first story with the mock publisher, at its own exact times', async () => {
    const child = command('start', '--port', '0', '--story');
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (/^ +\d+\.\d\d USD$/.test(line)) break;
    }
    expect(lines.filter((line) => line.includes('the term renews'))).toEqual([
      expect.stringMatching(/^ {2}2026-08-15 00:00 {2}a month has passed/),
    ]);
  });
});

/** Something that listens on a port of 127.0.0.1. */
async function taken(): Promise<string> {
  return new URL(await served(createServer())).port;
}

describe('what it cannot start with is said in one line, with exit code 1', () => {
  test('a port that is taken', async () => {
    const port = await taken();
    const { code, said } = await finished('start', '--port', port, '--publisher-port', '0');
    expect(code).toBe(1);
    expect(said).toBe(
      `marketsim: port ${port} of 127.0.0.1 is taken: stop what listens there, or choose another port\n`,
    );
  });

  test('a port of the mock publisher that is taken', async () => {
    const port = await taken();
    const { code, out, said } = await start('--publisher-port', port);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(said).toBe(
      `marketsim: the mock publisher cannot start: port ${port} is taken on 127.0.0.1; choose another with --publisher-port\n`,
    );
  });

  it.each([
    ['an unknown setting', ['--set', 'nope=1'], 'there is no setting "nope"'],
    ['a setting that does not fit', ['--set', 'invoice.day=31'], 'must be a whole number from 1 to 28'],
    ['an unknown profile', ['--profile', 'nope'], 'Allowed choices are seed'],
    ['a port that is none', ['--port', 'abc'], 'A port is a whole number'],
    ['an instant that is none', ['--at', 'yesterday'], 'is no moment with an offset'],
    ['an unknown clock', ['--clock', 'slow'], 'Allowed choices are live, frozen'],
    ['a world file that is not there', ['--world', 'missing.yaml'], 'missing.yaml'],
    ['a landing page without http', ['--publisher-landing', 'localhost:3000/landing'], "address without '#'"],
    [
      'a landing page in which a token would be lost',
      ['--publisher-landing', 'http://127.0.0.1:3000/#/landing'],
      "address without '#'",
    ],
    ['a webhook that is no address', ['--publisher-webhook', '/webhook'], 'as an absolute address'],
    ['a publisher port that is none', ['--publisher-port', '70000'], 'A port is a whole number'],
    [
      'an alias that nobody has',
      ['--publisher-webhook', 'http://127.0.0.1:1/webhook', '--publisher-alias', 'nobody'],
      '--publisher-alias: the world has no publisher "nobody"; there is publisher-1, publisher-2',
    ],
    [
      'an alias without an app',
      ['--publisher-alias', 'publisher-2'],
      'give --publisher-landing or --publisher-webhook',
    ],
    ['a story without its publisher', ['--story', '--publisher-webhook', 'http://127.0.0.1:1/'], '--story'],
    ['a story without its tokens', ['--story', '--auth', 'strict'], 'which --auth strict refuses'],
  ])('%s, before anything is started', async (_name, options, words) => {
    const { code, out, said } = await start('--publisher-port', await taken(), ...options);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(said).toContain(words);
  });

  test('a world file with mistakes, each with its line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'world-'));
    const file = join(folder, 'world.yaml');
    await writeFile(
      file,
      'version: 1\npublishers:\n  - alias: p\n    name: P\n    landingPageUrl: https://p.example/#x\n',
    );
    const { code, said } = await start('--world', file);
    await rm(folder, { recursive: true });
    expect(code).toBe(1);
    expect(said).toMatch(/world\.yaml/);
    expect(said).toMatch(/5.*landingPageUrl|landingPageUrl.*5/);
  });
});

test('a command that does not exist', async () => {
  const child = command('sell');
  const [code] = await once(child, 'exit');
  expect(code).toBe(1);
});
