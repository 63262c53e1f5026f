import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  htmlText,
  junitText,
  type ReadScenario,
  type Result,
  type RunIn,
  type RunningSimulator,
  readScenarios,
  runScenarios,
  scenarioSchemaText,
  storyText,
  summaryText,
  UnreadableScenarios,
} from '@marketsim/scenarios';
import { CommanderError } from 'commander';
import type { Terminal } from '../terminal.ts';
import { progressOf } from './progress.ts';

/** The command line of `marketsim run`. */
export interface RunOptions extends Partial<RunningSimulator> {
  readonly worlds: string;
  readonly junit?: string;
  readonly html?: string;
  readonly atOnce: number;
  readonly quiet?: true;
  readonly schema?: true;
}

/** The exit codes of a run that did not go well. */
const exit = { failed: 1, unreadable: 2 } as const;

/**
 * Runs the scenarios of files and folders in the simulator at the address, or in one of their own. Nothing is run when a
 * file is no scenario. Rejects with the exit code when something is wrong; that is told already.
 */
export async function runFiles(
  paths: readonly string[],
  options: RunOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.schema) return terminal.out(scenarioSchemaText().trimEnd());
  if (paths.length === 0) throw new Error('name scenario files, or folders of them');
  const results = await played(await read(paths, terminal), options, terminal);
  for (const result of results)
    if (!options.quiet || result.failures.length > 0) terminal.out(`${storyText(result)}\n`);
  await writeReports(results, options);
  terminal.out(summaryText(results));
  if (results.some(({ failures }) => failures.length > 0))
    throw new CommanderError(exit.failed, 'marketsim.failed', 'a scenario failed');
}

async function read(paths: readonly string[], { err }: Terminal): Promise<readonly ReadScenario[]> {
  try {
    return await readScenarios(...paths);
  } catch (error) {
    if (!(error instanceof UnreadableScenarios)) throw error;
    err(error.message);
    throw new CommanderError(exit.unreadable, 'marketsim.unreadable', 'a file is no scenario');
  }
}

async function played(
  scenarios: readonly ReadScenario[],
  { url, controlToken, ...options }: RunOptions,
  { stopSignal }: Terminal,
): Promise<readonly Result[]> {
  if (!url) return playedHere(scenarios, options);
  // Worlds in a simulator that stays are not left there.
  const where = { url, ...(controlToken !== undefined && { controlToken }) };
  return withProgress(scenarios, where, { ...options, signal: stopSignal() });
}

async function playedHere(
  scenarios: readonly ReadScenario[],
  options: Omit<RunOptions, keyof RunningSimulator>,
): Promise<readonly Result[]> {
  const { startSimulator } = await import('@marketsim/simulator');
  const simulator = await startSimulator({ mockPublisher: { port: 0 } });
  try {
    return await withProgress(scenarios, simulator, options);
  } finally {
    await simulator.close();
  }
}

type Playing = Pick<RunOptions, 'atOnce' | 'worlds'> & { readonly signal?: AbortSignal };

async function withProgress(
  scenarios: readonly ReadScenario[],
  where: RunIn,
  { atOnce, worlds, signal }: Playing,
): Promise<readonly Result[]> {
  const progress = progressOf(scenarios.length);
  try {
    return await runScenarios(scenarios, where, {
      ...{ atOnce, worlds, ended: ({ title }) => progress.ended(title) },
      ...(signal && { signal }),
    });
  } finally {
    progress.stop();
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
