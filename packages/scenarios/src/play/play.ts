import { type DefinitionPath, pathText } from '@marketsim/simulator';
import type { Mismatch } from '../expect/compare.ts';
import type { ReadScenario } from '../format/read.ts';
import type { Booked, Failure, Result, Told } from '../result.ts';
import type { Scene, StoryScenario, Venue } from '../venue/venue.ts';

/** What was played, but for what is the same of every scenario. */
export type Played = Pick<Result, 'rules' | 'told' | 'booked' | 'failures'>;

/** A mismatch where the file says it. */
export const failureAt = (
  { file, positionOf }: Pick<ReadScenario, 'file' | 'positionOf'>,
  { path, expected, actual }: Mismatch,
): Failure => ({ file, ...positionOf(path), path: pathText(path), expected, actual });

/** Plays a story in a world of its own, until something is not as it says, or it is to stop. */
export async function playStory(
  scenario: StoryScenario,
  name: string,
  { venue, signal }: { readonly venue: Venue; readonly signal?: AbortSignal | undefined },
): Promise<Played> {
  const scene = await venue.begin(name, scenario);
  try {
    return await playSteps(scenario, scene, signal);
  } finally {
    await scene.end();
  }
}

async function playSteps(
  scenario: StoryScenario,
  scene: Scene,
  signal: AbortSignal | undefined,
): Promise<Played> {
  const { rules, steps } = scenario.story;
  const told: Told[] = [];
  const booked: Booked[] = [];
  for (const [i, step] of steps.entries()) {
    signal?.throwIfAborted();
    const played = await scene.play(step);
    told.push(...played.told);
    booked.push(...played.booked);
    const failures = played.mismatches.map((mismatch) => {
      const path: DefinitionPath = ['steps', i, ...mismatch.path];
      return failureAt(scenario, { ...mismatch, path });
    });
    if (failures.length > 0) return { rules, told, booked, failures };
  }
  return { rules, told, booked, failures: [] };
}
