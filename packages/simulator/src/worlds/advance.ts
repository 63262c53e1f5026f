import { type DomainEvent, type Engine, type Instant, plus } from '@marketsim/core';
import { momentOf } from './recipe.ts';
import { WorldError } from './world-error.ts';

/** How far a clock shall go: by an ISO 8601 duration, or to a moment. */
export type Step = { readonly by: string } | { readonly to: string };

/** Moves a world's clock forward; throws a `WorldError` for a step that cannot be made. */
export function advanceWorld({ engine }: { readonly engine: Engine }, step: Step): readonly DomainEvent[] {
  const to = 'by' in step ? after(engine.now(), step.by) : momentOf(step.to, 'to');
  const outcome = engine.advanceTo(to);
  if (outcome.ok) return outcome.value;
  throw new WorldError(
    'clockBackwards',
    `it is ${engine.now()} already; the clock does not go back to ${to}`,
    'by' in step ? 'by' : 'to',
  );
}

function after(now: Instant, duration: string): Instant {
  try {
    const to = plus(now, duration);
    if (to.length === now.length) return to;
  } catch {
    // Told below.
  }
  throw new WorldError(
    'durationInvalid',
    `"${duration}" is no ISO 8601 duration, such as P1M or PT36H`,
    'by',
  );
}
