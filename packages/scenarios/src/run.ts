import type { Simulator } from '@marketsim/simulator';
import type { ReadScenario } from './format/read.ts';
import { playCounterexample } from './play/counterexample.ts';
import { playStory } from './play/play.ts';
import type { Result } from './result.ts';

/** How scenarios are run. */
export interface RunOptions {
  /** Worlds that are played at the same time; 4 unless given. */
  readonly atOnce?: number;
  /** Told of each that has ended. */
  readonly ended?: (result: Result) => void;
}

async function resultOf(scenario: ReadScenario, name: string, simulator: Simulator): Promise<Result> {
  const { file, title } = scenario;
  const began = performance.now();
  const played =
    scenario.kind === 'story'
      ? await playStory(scenario, name, simulator)
      : await playCounterexample(scenario);
  return { file, title, ...played, ms: Math.round(performance.now() - began) };
}

/**
 * Runs scenarios in a simulator with a mock publisher, each in a world of its own; the results are in the order of the
 * scenarios. Worlds are named by place, so that the same scenarios have the same ids each time.
 */
export async function runScenarios(
  scenarios: readonly ReadScenario[],
  simulator: Simulator,
  { atOnce = 4, ended }: RunOptions = {},
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const waiting = scenarios.entries();
  const work = async (): Promise<void> => {
    for (const [i, scenario] of waiting) {
      const result = await resultOf(scenario, `scenario-${i + 1}`, simulator);
      results.set(i, result);
      ended?.(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return scenarios.flatMap((_, i) => results.get(i) ?? []);
}
