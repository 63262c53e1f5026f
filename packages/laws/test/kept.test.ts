import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readScenario } from '../src/scenario/read.ts';
import { replay } from '../src/suite/replay.ts';

/** Counterexamples of the past: each once broke a law, or went otherwise than foretold. */
const folder = join(import.meta.dirname, 'kept');
const kept = readdirSync(folder).map((name) => readScenario(readFileSync(join(folder, name), 'utf8')));

test.each(kept)('$title', (scenario) => {
  expect(scenario.steps).not.toEqual([]);
  expect(replay(scenario).problems).toEqual([]);
});
