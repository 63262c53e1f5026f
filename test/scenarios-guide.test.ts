import { failureText, readScenarioText, runScenarios, storyText } from '@marketsim/scenarios';
import { startSimulator } from '@marketsim/simulator';
import { expect, test } from 'vitest';
import { codeBlocks } from './readme-blocks.ts';

const guide = 'docs/scenarios.md';

async function ran(text: string) {
  const reading = await readScenarioText(text, 'docs/story.yaml');
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const simulator = await startSimulator({ mockPublisher: { port: 0 } });
  try {
    const [result] = await runScenarios([reading.scenario], simulator);
    if (!result) throw new Error('nothing was run');
    return result;
  } finally {
    await simulator.close();
  }
}

test('the story of the guide is told as the guide says', async () => {
  const [yaml = ''] = codeBlocks(guide, 'yaml');
  const [told] = codeBlocks(guide, 'text');
  expect(`${storyText(await ran(yaml))}\n`).toBe(told);
});

test('and so is its failure', async () => {
  const [yaml = ''] = codeBlocks(guide, 'yaml');
  const [, told] = codeBlocks(guide, 'text');
  const { failures } = await ran(yaml.replace('{ total: 267.75', '{ total: 270.00'));
  expect(`${failures.map(failureText).join('\n')}\n`).toBe(told);
});
