import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { problemText, type ReadScenario, readScenarioFile, type ScenarioProblem } from './format/read.ts';

/** Files that are no scenarios, with everything that is wrong with them. */
export class UnreadableScenarios extends Error {
  override readonly name = 'UnreadableScenarios';
  readonly problems: readonly ScenarioProblem[];

  constructor(problems: readonly ScenarioProblem[]) {
    super(problems.map(problemText).join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads the scenarios of files and folders; a folder stands for the files in it that end with .yaml or .yml, not for those in
 * folders below. Rejects with `UnreadableScenarios` when one is none.
 */
export async function readScenarios(...paths: readonly string[]): Promise<readonly ReadScenario[]> {
  const files = await Promise.all(paths.map(filesAt));
  const readings = await Promise.all([...new Set(files.flat())].map(readScenarioFile));
  const problems = readings.flatMap((reading) => (reading.ok ? [] : reading.problems));
  if (problems.length > 0) throw new UnreadableScenarios(problems);
  return readings.flatMap((reading) => (reading.ok ? [reading.scenario] : []));
}

const isScenario = (name: string): boolean => /\.ya?ml$/.test(name);

async function filesAt(path: string): Promise<readonly string[]> {
  // What is not there is told when it is read.
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
  if (!isFolder) return [path];
  const names = (await readdir(path)).filter(isScenario).toSorted();
  if (names.length === 0) throw new Error(`${path} has no scenario in it: no file ends with .yaml`);
  return names.map((name) => join(path, name));
}
