import { type Instant, isWorldTime, plus } from '@marketsim/core';
import type { Advance } from '../clock/advance.ts';
import type { AdvanceReport } from '../clock/advance-report.ts';
import { momentOf } from './recipe.ts';
import type { SimulatedWorld } from './simulated-world.ts';
import { WorldError } from './world-error.ts';

/** How far a clock shall go: by an ISO 8601 duration, or to a moment. */
export type Step = { readonly by: string } | { readonly to: string };

/** Sets a world's clock on its way; rejects with a `WorldError` for a step that cannot be made. */
export async function startStep({ clock }: Pick<SimulatedWorld, 'clock'>, step: Step): Promise<Advance> {
  const { now } = clock.view();
  const to = 'by' in step ? after(now, step.by) : momentOf(step.to, 'to');
  if (to >= now) return clock.advance(to);
  throw new WorldError(
    'clockBackwards',
    `it is ${now} already; the clock does not go back to ${to}`,
    'by' in step ? 'by' : 'to',
  );
}

/** Moves a world's clock forward; resolves when it arrived, or stopped before. */
export async function advanceWorld(world: Pick<SimulatedWorld, 'clock'>, step: Step): Promise<AdvanceReport> {
  return (await startStep(world, step)).report;
}

function after(now: Instant, duration: string): Instant {
  const invalid = (why: string): WorldError =>
    new WorldError('durationInvalid', `"${duration}" ${why}`, 'by');
  let to: Instant;
  try {
    to = plus(now, duration);
  } catch {
    throw invalid('is not an ISO 8601 duration, such as P1M or PT36H');
  }
  if (isWorldTime(to)) return to;
  throw invalid(`leads from ${now} out of the years of a world, 0 to 9799`);
}
