import { startSimulator } from '@marketsim/simulator';
import { type ReadScenario, type Result, readScenarioText, runScenarios } from '../../src/index.ts';

const head = `version: 1
title: A story
world: { file: ../../../scenarios/worlds/tidewater.yaml }
startsAt: 2026-07-14T10:00:00Z
steps:
`;

/** The first line of the steps of `storyOf`. */
export const firstStepLine = head.split('\n').length;

/** A story in the world of the scenarios, with ten active seats named `seats` before the steps that are given. */
export const storyOf = (steps: string): string =>
  `${head}  - buy: { customer: harbor, plan: standard, term: P1M/monthly, quantity: 10, as: seats }
  - activate: seats
${steps}`;

/** A file beside the tests, from which the world's file is found. */
export const file = new URL('../story.yaml', import.meta.url).pathname;

/** The scenario of a text; throws when it is none. */
export async function scenarioOf(text: string): Promise<ReadScenario> {
  const reading = await readScenarioText(text, file);
  if (reading.ok) return reading.scenario;
  throw new Error(reading.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}

/** Runs the scenarios of texts in a simulator of their own. */
export async function ran(...texts: readonly string[]): Promise<readonly Result[]> {
  const scenarios = await Promise.all(texts.map(scenarioOf));
  const simulator = await startSimulator({ mockPublisher: { port: 0 } });
  try {
    return await runScenarios(scenarios, simulator);
  } finally {
    await simulator.close();
  }
}
