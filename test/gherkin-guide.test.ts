import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startSimulator } from '@marketsim/simulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeBlocks } from './readme-blocks.ts';

const exec = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'features-'));
  const paths = await Promise.all(
    codeBlocks('docs/gherkin.md', 'gherkin').map(async (feature, i) => {
      const path = join(folder, `${i}.feature`);
      await writeFile(path, feature);
      return path;
    }),
  );
  const config = { paths, import: [resolve('packages/test-kit/src/cucumber.ts')], strict: true };
  await writeFile(join(folder, 'cucumber.mjs'), `export default ${JSON.stringify(config)};`);
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the guide's features as Cucumber's command does, and gives what it prints. */
async function run(env: Readonly<Record<string, string>>): Promise<string> {
  const command = resolve('node_modules/@cucumber/cucumber/bin/cucumber.js');
  const options = { cwd: folder, env: { ...process.env, MARKETSIM_URL: '', ...env } };
  const ended = exec(process.execPath, [command], options);
  return (await ended.catch((failure: { readonly stdout: string }) => failure)).stdout;
}

test('the features of the guide pass on a simulator of their own, in English and in Swedish', async () => {
  expect(await run({})).toContain('2 scenarios (2 passed)');
});

test('and on the running one that MARKETSIM_URL names, which they leave as it was', async () => {
  const simulator = await startSimulator({ mockPublisher: { port: 0 } });
  const before = simulator.worlds.list().map(({ name }) => name);
  expect(await run({ MARKETSIM_URL: simulator.url })).toContain('2 scenarios (2 passed)');
  expect(simulator.worlds.list().map(({ name }) => name)).toEqual(before);
  await simulator.close();
  expect(await run({ MARKETSIM_URL: simulator.url })).toContain('2 scenarios (2 failed)');
});
