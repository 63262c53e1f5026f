import { startSimulator } from '@marketsim/simulator';
import { expect, test } from 'vitest';
import { codeBlocks } from './readme-blocks.ts';
import { runFeatures } from './run-features.ts';

const features = codeBlocks('docs/gherkin.md', 'gherkin');

test('the features of the guide pass on a simulator of their own, in English and in Swedish', async () => {
  expect(await runFeatures(features)).toContain('2 scenarios (2 passed)');
});

test('and on the running one that MARKETSIM_URL names, which they leave as it was', async () => {
  const simulator = await startSimulator({ mockPublisher: { port: 0 } });
  const env = { MARKETSIM_URL: simulator.url };
  const before = simulator.worlds.list().map(({ name }) => name);
  expect(await runFeatures(features, env)).toContain('2 scenarios (2 passed)');
  expect(simulator.worlds.list().map(({ name }) => name)).toEqual(before);
  await simulator.close();
  const gone = await runFeatures(features, env);
  expect(gone).toContain('2 scenarios (2 failed)');
  expect(gone).toContain(`nobody listens on ${simulator.url}`);
});
