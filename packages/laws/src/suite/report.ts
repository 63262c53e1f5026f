import { writeScenario } from '../scenario/write.ts';
import type { Counterexample, Search } from './search.ts';
import { scenarioOf } from './stage.ts';

/** A counterexample for people: what was wrong, where it was found, and a scenario that leads to it again. */
export function counterexampleText(
  { problem, stage }: Counterexample,
  { profile, channel, seed }: Omit<Search, 'runs'>,
): string {
  const [title = ''] = problem.split('\n');
  return [
    problem,
    `Found with seed ${seed} under ${profile}, channel ${channel}. The smallest run, as a scenario:`,
    '',
    writeScenario(scenarioOf(stage, title)),
  ].join('\n');
}
