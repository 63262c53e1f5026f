import type { Engine, Instant } from '@marketsim/core';
import { soon } from '../soon.ts';
import type { ClockMode } from './clock-view.ts';
import { liveTime, timerMs } from './live-time.ts';

/** A clock that runs along with real time or stands still, and wakes for what is due. */
export interface RunningClock {
  mode(): ClockMode;
  setMode(mode: ClockMode): void;
  /** Brings the engine to the present; does nothing while standing or halted. */
  catchUp(): void;
  /** Keeps the clock where it is until `resume`. One that is closed stays so. */
  halt(): void;
  isHalted(): boolean;
  isClosed(): boolean;
  /** Goes on from where the engine stands now. */
  resume(): void;
  /** Sets the alarm for what is due next, once what is being done in this turn is done. */
  rearmSoon(): void;
  /** From now on wakes for nothing; whoever asks is still told the present. */
  silence(): void;
  close(): void;
}

/** What a running clock works with. */
export interface RunningParts {
  readonly engine: Pick<Engine, 'now' | 'nextDueAt' | 'stepTo'>;
  readonly mode: ClockMode;
  /** Real milliseconds that never go back. */
  readonly monotonicMs: () => number;
  /** When the next delivery is tried, or given up, after the present. */
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
  let isSilent = false;

  const isRunning = (): boolean => mode === 'live' && state === 'going';

  const catchUp = (): void => {
    if (!isRunning()) return;
    const now = live.now();
    if (now > engine.now()) engine.stepTo(now);
  };

  const alarm = (): void => {
    try {
      wake();
      rearm();
    } catch {
      // Whoever calls next meets the same failure and is told; nobody is here to be told.
    }
  };

  const rearm = (): void => {
    clearTimeout(timer);
    if (!isRunning() || isSilent) return;
    const [next] = [engine.nextDueAt(), nextTryAt()].filter((at) => at !== undefined).toSorted();
    if (next !== undefined) timer = setTimeout(alarm, timerMs(live.now(), next)).unref();
  };

  const later = soon(rearm);

  return {
    catchUp,
    rearmSoon: () => {
      if (isRunning()) later.ask();
    },
    mode: () => mode,
    setMode: (wanted) => {
      catchUp();
      live.restart(engine.now());
      mode = wanted;
      rearm();
    },
    halt: () => {
      catchUp();
      if (state === 'going') state = 'halted';
    },
    isHalted: () => state === 'halted',
    isClosed: () => state === 'closed',
    resume: () => {
      if (state === 'halted') state = 'going';
      live.restart(engine.now());
      rearm();
    },
    silence: () => {
      isSilent = true;
      clearTimeout(timer);
    },
    close: () => {
      state = 'closed';
      clearTimeout(timer);
    },
  };
}
