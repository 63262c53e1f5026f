import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allLaws } from '@marketsim/laws';
import { everyRule, startSimulator } from '@marketsim/simulator';
import { afterAll, expect, test } from 'vitest';
import { scenarioExtension } from '../src/extension.ts';
import { failureText, type Result, readScenarioFile, runScenarios } from '../src/index.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const files = globSync(['scenarios/*.yaml', 'packages/laws/test/kept/*.yaml'], { cwd: root }).toSorted();
const stories = files.filter((file) => file.startsWith('scenarios/'));

const simulator = await startSimulator({
  mockPublisher: { port: 0 },
  checkReplies: true,
  extensions: [scenarioExtension],
});
afterAll(() => simulator.close());

const readings = await Promise.all(files.map((file) => readScenarioFile(`${root}${file}`)));
const scenarios = readings.flatMap((reading) => (reading.ok ? [reading.scenario] : []));
const results = await runScenarios(scenarios, simulator);

test('every file is a scenario', () => {
  expect(readings.flatMap((reading) => (reading.ok ? [] : reading.problems))).toEqual([]);
  expect(stories.length).toBeGreaterThanOrEqual(25);
});

test.each(results)('$title', ({ failures, rules }) => {
  expect(failures.map(failureText)).toEqual([]);
  expect(rules).not.toEqual([]);
});

test('no two scenarios have the same title', () => {
  expect(new Set(results.map(({ title }) => title)).size).toBe(files.length);
});

test('laws that scenarios name are laws', () => {
  const known = new Set<string>([...everyRule, ...allLaws].map(({ id }) => id));
  expect(results.flatMap(({ rules }) => rules).filter((id) => !known.has(id))).toEqual([]);
});

test('CTL-90: in a running simulator they have the same results, and leave no world there', async () => {
  const told = (all: readonly Result[]) => all.map(({ ms: _, ...result }) => result);
  const before = simulator.worlds.list().map(({ name }) => name);
  expect(told(await runScenarios(scenarios, { url: simulator.url }))).toEqual(told(results));
  expect(simulator.worlds.list().map(({ name }) => name)).toEqual(before);
});
