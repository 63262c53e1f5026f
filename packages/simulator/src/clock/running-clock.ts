import type { Engine, Instant } from '@marketsim/core';
import type { ClockMode } from './clock-view.ts';
import { liveTime, timerMs } from './live-time.ts';

/** A clock that runs along with real time or stands still, and wakes for what is due. */
export interface RunningClock {
  mode(): ClockMode;
  setMode(mode: ClockMode): void;
  /** Brings the engine to the present; does nothing while standing or halted. */
  catchUp(): void;
  /** Keeps the clock where it is until `resume`. */
  halt(): void;
  isHalted(): boolean;
  /** Goes on from where the engine stands now. */
  resume(): void;
  /** Sets the alarm for what is due next; a clock that stands still needs none. */
  rearm(): void;
  /** The same, once what is being done in this turn is done. */
  rearmSoon(): void;
  close(): void;
}

/** What a running clock works with. */
export interface RunningParts {
  readonly engine: Pick<Engine, 'now' | 'nextDueAt' | 'stepTo'>;
  readonly mode: ClockMode;
  /** Real milliseconds that never go back. */
  readonly monotonicMs: () => number;
  readonly nextTryAt: () => Instant | undefined;
  /** Does what is due. */
  readonly wake: () => void;
}

/** A clock of an engine; a mode can be changed, the engine's instant stays. */
export function createRunningClock({
  engine,
  monotonicMs,
  nextTryAt,
  wake,
  ...parts
}: RunningParts): RunningClock {
  const live = liveTime(engine.now(), monotonicMs);
  let { mode } = parts;
  let state: 'going' | 'halted' | 'closed' = 'going';
  let timer: NodeJS.Timeout | undefined;
  let isSoon = false;

  const isRunning = (): boolean => mode === 'live' && state === 'going';

  const catchUp = (): void => {
    if (!isRunning()) return;
    const now = live.now();
    if (now > engine.now()) engine.stepTo(now);
  };

  const rearm = (): void => {
    clearTimeout(timer);
    if (!isRunning()) return;
    const [next] = [engine.nextDueAt(), nextTryAt()].filter((at) => at !== undefined).toSorted();
    if (next === undefined) return;
    timer = setTimeout(
      () => {
        wake();
        rearm();
      },
      timerMs(live.now(), next),
    ).unref();
  };

  const rearmSoon = (): void => {
    if (isSoon) return;
    isSoon = true;
    setImmediate(() => {
      isSoon = false;
      rearm();
    });
  };

  return {
    ...{ catchUp, rearm, rearmSoon },
    mode: () => mode,
    setMode: (wanted) => {
      catchUp();
      live.restart(engine.now());
      mode = wanted;
      rearm();
    },
    halt: () => {
      catchUp();
      state = 'halted';
    },
    isHalted: () => state === 'halted',
    resume: () => {
      if (state === 'halted') state = 'going';
      live.restart(engine.now());
      rearm();
    },
    close: () => {
      state = 'closed';
      clearTimeout(timer);
    },
  };
}
