import { durationMs, type Engine, type Instant } from '@marketsim/core';
import type { WorldOutbox } from '../outbox/outbox.ts';
import { createPass } from '../outbox/pass.ts';
import type { AdvanceProgress, AdvanceReport, Reached } from './advance-report.ts';

/** An advance on its way. */
export interface Advance {
  readonly report: Promise<AdvanceReport>;
  progress(): AdvanceProgress;
  /** Stops it at the instant it has reached. */
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
  const before = engine.events().length;
  const cancelled = new AbortController();
  const budget = AbortSignal.timeout(Math.max(1, durationMs(engine.state.settings['clock.realBudget'])));
  const stop = AbortSignal.any([cancelled.signal, budget]);
  const pass = createPass(outbox.parts, stop);

  const next = (): Instant =>
    [engine.nextDueAt(), outbox.parts.parcels.nextAt()].reduce<Instant>((earliest, at) => {
      const ahead = at !== undefined && at > engine.now() ? at : to;
      return ahead < earliest ? ahead : earliest;
    }, to);

  const travel = async (): Promise<void> => {
    let breath = performance.now();
    engine.stepTo(engine.now());
    await pass.settle();
    while (engine.now() < to && !stop.aborted) {
      if (performance.now() - breath > breathMs || outbox.parts.parcels.hasOpen()) {
        await rest();
        breath = performance.now();
      }
      if (pass.hasAnswers()) await pass.settle();
      else if (!stop.aborted) {
        engine.stepTo(next());
        if (outbox.parts.parcels.hasOpen()) arrived();
        await pass.settle();
      }
    }
  };

  const reached = (): Reached => {
    if (cancelled.signal.aborted) return 'cancelled';
    return engine.now() < to ? 'budget' : 'target';
  };

  const progress = (): AdvanceProgress => ({
    ...{ from, to, now: engine.now(), deliveries: { ...pass.counts } },
    events: engine.events().length - before,
  });

  const arrive = (): AdvanceReport => {
    // The last fact may lie before this instant; from here on the history says that the clock stands here.
    engine.advanceTo(engine.now());
    const notSent = pass.end();
    return { ...progress(), reached: reached(), events: engine.events().slice(before), notSent };
  };

  return { report: travel().then(arrive), progress, cancel: () => cancelled.abort() };
}
