import type { Simulator } from '@marketsim/simulator';
import { playStep } from '../play/step.ts';
import { type Venue, worldFor } from './venue.ts';

/** A simulator in this process as a place where stories are played. */
export const venueHere = ({ worlds }: Pick<Simulator, 'worlds'>): Venue => ({
  begin: async (name, scenario) => {
    const world = await worlds.create(name, worldFor(scenario));
    const stage = { world, engine: world.engine, ids: new Map<string, string>() };
    return { play: (step) => playStep(step, stage), end: () => worlds.delete(name) };
  },
});
