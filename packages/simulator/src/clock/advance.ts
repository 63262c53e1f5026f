import { durationMs, type Engine, type Instant } from '@marketsim/core';
import type { NotSent } from '../outbox/left-alone.ts';
import type { WorldOutbox } from '../outbox/outbox.ts';
import { createPass } from '../outbox/pass.ts';
import { deadline } from '../real-time.ts';
import type { AdvanceProgress, AdvanceReport, Reached } from './advance-report.ts';

/** An advance on its way. */
export interface Advance {
  /** Resolves when what it tells is safe; rejects with a `StorageFailure` when history cannot be written any more. */
  readonly report: Promise<AdvanceReport>;
  progress(): AdvanceProgress;
  /** Stops it at the instant it has reached, once the calls that are under way have been answered. */
  finish(): void;
  /** Stops it there at once. */
  cancel(): void;
}

/** What an advance needs. */
export interface Journey {
  readonly engine: Engine;
  readonly outbox: WorldOutbox;
  readonly to: Instant;
  /** Called when an instant has settled and others may take their turn; the way goes on when it resolves. */
  readonly rest: () => Promise<void>;
  /** Called when it has come to an instant at which publishers have something to say. */
  readonly arrived: () => void;
}

/** Real milliseconds that the way may keep others waiting between two instants. */
const breathMs = 20;

/**
 * Moves a clock forward, instant by instant: due work of each (GEN-03), then what publishers must be told of it and
 * what they answer, then the next. Real time is bounded by `clock.realBudget`.
 */
export function startAdvance({ engine, outbox, to, rest, arrived }: Journey): Advance {
  const from = engine.now();
  const before = engine.seq();
  const { parcels, answers, appointments } = outbox.parts;
  const cancelled = new AbortController();
  const budget = deadline(durationMs(engine.state.settings['clock.realBudget']), cancelled.signal);
  const enough = new AbortController();
  const finish = (): void => enough.abort();
  budget.signal.addEventListener('abort', finish, { once: true });
  const pass = createPass(outbox.parts, { enough: enough.signal, stop: budget.signal });

  const next = (): Instant => {
    const now = engine.now();
    const ahead = [engine.nextDueAt(), outbox.nextTryAfter(now), appointments.nextAfter(now)];
    return ahead.reduce<Instant>((first, at) => (at && at > now && at < first ? at : first), to);
  };

  const travel = async (): Promise<void> => {
    let breath = performance.now();
    await pass.settle();
    while (engine.now() < to && !enough.signal.aborted) {
      if (performance.now() - breath > breathMs || parcels.hasOpen()) {
        const known = engine.seq();
        await rest();
        breath = performance.now();
        // Whoever was let through may have asked for something, or answered, at this very instant.
        if (engine.seq() > known || answers.hasHeld()) await pass.settle();
      }
      if (enough.signal.aborted) return;
      engine.stepTo(next());
      if (parcels.hasOpen() || appointments.isDue(engine.now())) arrived();
      await pass.settle();
    }
  };

  const reached = (): Reached => {
    if (!enough.signal.aborted) return 'target';
    return budget.isOver() ? 'budget' : 'cancelled';
  };

  const progress = (): AdvanceProgress => ({
    ...{ from, to, now: engine.now(), deliveries: { ...pass.counts } },
    events: engine.seq() - before,
  });

  const journey = async (): Promise<AdvanceReport> => {
    let notSent: readonly NotSent[] = [];
    let how: Reached = 'target';
    try {
      await travel();
      how = reached();
      // The last fact may lie before this instant; from here on the history says that the clock stands here.
      engine.advanceTo(engine.now());
      await engine.log.durable();
    } finally {
      budget.release();
      notSent = pass.end();
    }
    return { ...progress(), reached: how, events: engine.events(before), notSent };
  };

  return { report: journey(), progress, finish, cancel: () => cancelled.abort() };
}
