import type { WorldOptions } from '@marketsim/simulator';
import type { Mismatch } from '../expect/compare.ts';
import type { ReadScenario } from '../format/read.ts';
import type { StoryStep } from '../format/schema.ts';
import type { Booked, Told } from '../result.ts';

/** A scenario that is a story. */
export type StoryScenario = Extract<ReadScenario, { readonly kind: 'story' }>;

/** What a step came to. */
export interface StepPlayed {
  readonly told: readonly Told[];
  readonly booked: readonly Booked[];
  /** What is not as the step says; paths lead into the step. */
  readonly mismatches: readonly Mismatch[];
}

/** A world in which one story is played. */
export interface Scene {
  play(step: StoryStep): Promise<StepPlayed>;
  /** Forgets the world. */
  end(): Promise<void>;
}

/** Where stories are played: a simulator in this process, or one that runs elsewhere. */
export interface Venue {
  /** Makes the world of a story, under a name of its own. */
  begin(name: string, scenario: StoryScenario): Promise<Scene>;
}

/** The world that a story asks for. What neither it nor its world says is as the simulator has it. */
export function worldFor({ story, definition }: StoryScenario): WorldOptions {
  const { profile, preset, settings, startsAt, world } = story;
  return {
    ...{ definition, settings, seed: world.seed ?? 1, clock: 'frozen' },
    ...(profile && { profile }),
    ...(preset && { preset }),
    ...(startsAt !== undefined && { startsAt }),
  };
}
