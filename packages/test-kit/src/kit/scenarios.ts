import type * as scenarios from '@marketsim/scenarios';

// Few tests run scenarios: what reads and plays them is loaded here.
const load = (): Promise<typeof scenarios> => import('@marketsim/scenarios');

/**
 * Reads the scenarios of files and folders; a folder stands for the .yaml files in it. Rejects with `UnreadableScenarios`,
 * whose `problems` have file and line, when one is none.
 */
export const readScenarios: typeof scenarios.readScenarios = async (...paths) =>
  (await load()).readScenarios(...paths);

/**
 * Runs scenarios in a simulator that was started with a mock publisher, or in one that runs at a `url`, each in a world of
 * its own. `failures` of a result is empty when all went as the scenario says.
 *
 * @example const results = await runScenarios(await readScenarios('scenarios'), sim);
 */
export const runScenarios: typeof scenarios.runScenarios = async (...given) =>
  (await load()).runScenarios(...given);
