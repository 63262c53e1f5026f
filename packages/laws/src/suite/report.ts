import { writeScenario } from '../scenario/write.ts';
import type { Counterexample } from './minimize.ts';
import type { Search } from './search.ts';

const longestTitle = 120;

/** A counterexample for people: what was wrong, where it was found, and a scenario that leads to it again. */
export function counterexampleText(
  { problem, scenario }: Counterexample,
  { profile, channel, seed }: Omit<Search, 'runs'>,
): string {
  const title = (problem.split('\n')[0] ?? '').slice(0, longestTitle);
  return [
    problem,
    `Found with seed ${seed} under ${profile}, channel ${channel}. The smallest run, as a scenario:`,
    '',
    writeScenario({ ...scenario, title }),
  ].join('\n');
}
