import { plusMs } from '@marketsim/core';
import { advanceWorld } from './advance.ts';
import type { SimulatedWorld } from './simulated-world.ts';

/**
 * Lets the real time since a world was left pass in it, if its clock was running; resolves to what to tell when it did
 * not get through. `nowMs` is in milliseconds since 1970.
 */
export async function catchUp(world: SimulatedWorld, nowMs: number): Promise<string | undefined> {
  const { name, clock, leftAt } = world;
  if (leftAt === undefined || nowMs <= leftAt || !clock.runs()) return undefined;
  const to = plusMs(clock.view().now, nowMs - leftAt);
  const { reached, now } = await advanceWorld(world, { to });
  if (reached === 'target') return undefined;
  return `world "${name}" has caught up to ${now} of ${to} only: its publishers took too long (clock.realBudget)`;
}
