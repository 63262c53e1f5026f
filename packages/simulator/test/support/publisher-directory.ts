import type { Application } from '../../src/worlds/directory.ts';
import type { SimulatedWorld } from '../../src/worlds/simulated-world.ts';

/** The applications of the first two publishers of a world. */
export function publisherDirectory({ directory }: SimulatedWorld): readonly [Application, Application] {
  const [first, second] = directory.publishers;
  if (!first || !second) throw new Error('the world has no two publishers');
  return [first, second];
}
