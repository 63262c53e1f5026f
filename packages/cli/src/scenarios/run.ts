import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  htmlText,
  junitText,
  problemText,
  type ReadScenario,
  type Result,
  readScenarioFile,
  runScenarios,
  scenarioSchemaText,
  storyText,
  summaryText,
} from '@marketsim/scenarios';
import { startSimulator } from '@marketsim/simulator';
import { CommanderError } from 'commander';
import type { Terminal } from '../terminal.ts';
import { scenarioFiles } from './files.ts';
import { progressOf } from './progress.ts';

/** The command line of `marketsim run`. */
export interface RunOptions {
  readonly junit?: string;
  readonly html?: string;
  readonly atOnce: number;
  readonly quiet?: true;
  readonly schema?: true;
}

/** The exit codes of a run that did not go well. */
const exit = { failed: 1, unreadable: 2 } as const;

/**
 * Runs the scenarios of files and folders in a simulator of their own. Nothing is run when a file is no scenario.
 * Rejects with the exit code when something is wrong; that is told already.
 */
export async function runFiles(
  paths: readonly string[],
  options: RunOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.schema) return terminal.out(scenarioSchemaText().trimEnd());
  if (paths.length === 0) throw new Error('name scenario files, or folders of them');
  const readings = await Promise.all((await scenarioFiles(paths)).map(readScenarioFile));
  const problems = readings.flatMap((reading) => (reading.ok ? [] : reading.problems));
  for (const problem of problems) terminal.err(problemText(problem));
  if (problems.length > 0)
    throw new CommanderError(exit.unreadable, 'marketsim.unreadable', 'a file is no scenario');
  const scenarios = readings.flatMap((reading) => (reading.ok ? [reading.scenario] : []));
  const results = await played(scenarios, options);
  for (const result of results)
    if (!options.quiet || result.failures.length > 0) terminal.out(`${storyText(result)}\n`);
  await writeReports(results, options);
  terminal.out(summaryText(results));
  if (results.some(({ failures }) => failures.length > 0))
    throw new CommanderError(exit.failed, 'marketsim.failed', 'a scenario failed');
}

async function played(
  scenarios: readonly ReadScenario[],
  { atOnce }: RunOptions,
): Promise<readonly Result[]> {
  const progress = progressOf(scenarios.length);
  const simulator = await startSimulator({ mockPublisher: { port: 0 } });
  try {
    return await runScenarios(scenarios, simulator, { atOnce, ended: ({ title }) => progress.ended(title) });
  } finally {
    progress.stop();
    await simulator.close();
  }
}

async function writeReports(results: readonly Result[], { junit, html }: RunOptions): Promise<void> {
  if (junit !== undefined) await writeIn(junit, junitText(results));
  if (html === undefined) return;
  await writeIn(html.endsWith('.html') ? html : join(html, 'index.html'), await htmlText(results));
}

/** Writes a file, and makes its folder if need be. */
async function writeIn(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
