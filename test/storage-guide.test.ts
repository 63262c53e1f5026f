import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Simulator, startSimulator } from '@marketsim/simulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeBlocks } from './readme-blocks.ts';

const guide = 'docs/storage.md';
const [reading = '', carrying = '', stopped = ''] = codeBlocks(guide, 'bash');
const [, damage = '', repaired = ''] = codeBlocks(guide, 'text');
const main = join(process.cwd(), 'packages/cli/src/main.ts');

/** A folder in which a simulator has left its worlds. */
let folder = '';

/** Runs a script there, with the command of this workspace. */
async function bash(script: string, options = ''): Promise<string> {
  const command = `marketsim() { '${process.execPath}' '${main}' "$@" ${options}; }\n`;
  const args = ['-eu', '-o', 'pipefail', '-c', command + script];
  return (await promisify(execFile)('bash', args, { cwd: folder })).stdout;
}

async function sell({ url, advance }: Simulator): Promise<void> {
  const answer = await fetch(`${url}/_sim/portal/purchases`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ customer: 'customer-1', offerId: 'teamwork', planId: 'standard', quantity: 3 }),
  });
  expect(answer.status).toBe(201);
  await advance('P1D');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marketsim-guide-'));
  const simulator = await startSimulator({ dataFolder: join(folder, '.marketsim') });
  await sell(simulator);
  await simulator.worlds.snapshot('default', '1');
  await simulator.close();
});
afterAll(() => rm(folder, { recursive: true }));

const hasJq = spawnSync('bash', ['-c', 'command -v jq']).status === 0;

test.runIf(hasJq)('the files can be read with jq', async () => {
  const lines = (await bash(reading)).split('\n');
  expect(lines[0]).toMatch(/^\["\d+\.\d+\.\d+",1,"2026-01-05T09:00:00.000Z"\]$/);
  expect(lines).toContainEqual(expect.stringMatching(/^ +1 SubscriptionPurchased$/));
});

test('its examples of a stopped simulator work', async () => {
  const printed = await bash(stopped);
  expect(printed).toMatch(/^default {2}2026-01-06 09:00:00 +\d+$/m);
  expect(printed).toMatch(/^world restored is at 2026-01-06 09:00:00 UTC, with \d+ events$/m);
  const [snapshot = ''] =
    /marketsim world import \.marketsim\/saved[^`]+/.exec(await readFile(guide, 'utf8')) ?? [];
  expect(await bash(snapshot)).toContain('world before is at 2026-01-06 09:00:00 UTC');
});

test('its examples of a running simulator work', async () => {
  const simulator = await startSimulator();
  try {
    await sell(simulator);
    const printed = await bash(carrying, `--url ${simulator.url}`);
    expect(printed).toMatch(/^bug {6}2026-01-06 09:00:00 +\d+ +1$/m);
  } finally {
    await simulator.close();
  }
});

test('its code for tests runs', async () => {
  const [code = ''] = codeBlocks(guide, 'ts');
  const file = new URL('./storage-block.generated.ts', import.meta.url);
  const here = code.replaceAll("'fixture.jsonl'", JSON.stringify(join(folder, 'fixture.jsonl')));
  await writeFile(file, `${here}\nexport const shown = world.name;\n`);
  try {
    expect((await import(file.href)).shown).toBe('from-fixture');
  } finally {
    await rm(file);
  }
});

test('what it says of damage is what is said', async () => {
  const numbers = (text: string): string => text.replaceAll(/\d+/g, 'N');
  const journal = join(folder, '.marketsim/worlds/default/journal.jsonl');
  const text = await readFile(journal, 'utf8');
  await writeFile(journal, text.replace('"OfferPublished"', '"OfferPublisheD"'));
  const listed = await bash('marketsim world list --data .marketsim');
  expect(numbers(listed)).toContain(
    numbers(damage.trim().replace('marketsim: ', 'default is not available: ')),
  );
  const [command = ''] = /marketsim world repair [^"]+/.exec(listed) ?? [];
  expect(numbers(await bash(command))).toBe(numbers(repaired));
});
