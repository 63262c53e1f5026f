import type { Beginning, KeptWorld, PreparedWorld } from './kept-world.ts';
import type { Recipe } from './recipe.ts';
import { raiseWorld, type SimulatedWorld } from './simulated-world.ts';
import type { Surroundings } from './surroundings.ts';

/** Builds the world that was kept under a name; its publishers have no accounts yet. */
export const openWorld = async (name: string, around: Surroundings): Promise<SimulatedWorld> =>
  raised(await around.store.open(name), around);

/** Makes a new world whose publishers have their accounts; where that fails nothing of it is left. */
export async function makeWorld(
  recipe: Recipe,
  around: Surroundings,
  beginning?: Beginning,
): Promise<SimulatedWorld> {
  const prepared = await around.store.prepare(recipe, beginning);
  let world: SimulatedWorld | undefined;
  try {
    world = await takePlace(prepared, around);
    await attachPublishers(world, around);
    return world;
  } catch (error) {
    await world?.close();
    await around.store.remove(recipe.name).catch(() => undefined);
    throw error;
  }
}

/** Builds a prepared world in its place; resolves when its beginning is safe. */
export async function takePlace(prepared: PreparedWorld, around: Surroundings): Promise<SimulatedWorld> {
  const world = await raised(await prepared.take(), around);
  await world.durable();
  return world;
}

/** Opens the accounts of a world's publishers with whoever stands in for them, who learns what they have put off. */
export async function attachPublishers(
  world: SimulatedWorld,
  { publisherHost }: Surroundings,
): Promise<void> {
  try {
    await publisherHost?.attach(world);
    await publisherHost?.remind(world);
  } catch (error) {
    await publisherHost?.detach(world).catch(() => undefined);
    throw error;
  }
}

async function raised(kept: KeptWorld, around: Surroundings): Promise<SimulatedWorld> {
  try {
    return raiseWorld(kept, around);
  } catch (error) {
    await kept.close();
    throw error;
  }
}
