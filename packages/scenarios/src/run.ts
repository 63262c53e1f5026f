import type { Simulator } from '@marketsim/simulator';
import type { ReadScenario } from './format/read.ts';
import { playCounterexample } from './play/counterexample.ts';
import { type Played, playStory } from './play/play.ts';
import type { Result } from './result.ts';
import { venueHere } from './venue/here.ts';
import { type RunningSimulator, venueAt } from './venue/there.ts';
import type { Venue } from './venue/venue.ts';

/** How scenarios are run. */
export interface RunOptions {
  /** Worlds that are played at the same time; 4 unless given. */
  readonly atOnce?: number;
  /** What their worlds are called, with a number after it; `scenario` unless given. */
  readonly worlds?: string;
  /** Told of each that has ended. */
  readonly ended?: (result: Result) => void;
  /** Ends the run once the steps under way are done; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Where scenarios are run: a simulator in this process, or one that runs elsewhere. */
export type RunIn = Pick<Simulator, 'worlds'> | RunningSimulator;

const venueOf = (where: RunIn): Venue => ('worlds' in where ? venueHere(where) : venueAt(where));

/**
 * Runs scenarios in a simulator that has a mock publisher, each in a world of its own; the results are in the order of the
 * scenarios. Worlds are named by place, so that the same scenarios have the same ids each time. Rejects when a world
 * cannot be made, because its name is taken or the simulator does not answer; no scenario is begun after that.
 */
export async function runScenarios(
  scenarios: readonly ReadScenario[],
  where: RunIn,
  { atOnce = 4, worlds = 'scenario', ended, signal }: RunOptions = {},
): Promise<readonly Result[]> {
  const venue = venueOf(where);
  const stop = new AbortController();
  const ending = AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]);
  const results = new Map<number, Result>();
  const waiting = scenarios.entries();
  const work = async (): Promise<void> => {
    for (const [i, scenario] of waiting) {
      ending.throwIfAborted();
      const name = `${worlds}-${i + 1}`;
      const result = await timed(scenario, () => played(scenario, name, { venue, signal: ending }));
      results.set(i, result);
      ended?.(result);
    }
  };
  const workers = Array.from({ length: atOnce }, () =>
    work().catch((error: unknown) => {
      stop.abort(error);
      throw error;
    }),
  );
  await Promise.allSettled(workers);
  await Promise.all(workers);
  return scenarios.flatMap((_, i) => results.get(i) ?? []);
}

type Playing = Parameters<typeof playStory>[2];

const played = async (scenario: ReadScenario, name: string, playing: Playing): Promise<Played> =>
  scenario.kind === 'story' ? playStory(scenario, name, playing) : playCounterexample(scenario);

async function timed({ file, title }: ReadScenario, play: () => Promise<Played>): Promise<Result> {
  const began = performance.now();
  const ended = await play();
  return { file, title, ...ended, ms: Math.round(performance.now() - began) };
}
