import type { Instant } from '@marketsim/core';
import { reasonOf } from '@marketsim/http';
import type { Advance } from './advance.ts';
import { type AdvanceProgress, type AdvanceReport, type LastAdvance, lastOf } from './advance-report.ts';

/** The advance of a clock that is on its way, if there is one. */
export interface CurrentAdvance {
  /** Sets one on its way; `ended` hears how it ended before anybody else. */
  start(to: Instant, ended: (how: LastAdvance) => void): Advance;
  isUnderway(): boolean;
  progress(): AdvanceProgress | undefined;
  /** Stops it; false when there is none. */
  cancel(): boolean;
  /** Ends it as `Advance.finish` does, and from now on every other. */
  finish(): void;
  /** Resolves when it has ended. */
  ended(): Promise<void>;
}

/** What advances are made with. */
export interface CurrentAdvanceParts {
  readonly begin: (to: Instant) => Advance;
  /** Called when one is on its way. */
  readonly begun: () => void;
  /** Called when it has ended. */
  readonly over: () => void;
}

/** No advance is on its way yet. */
export function createCurrentAdvance({ begin, begun, over }: CurrentAdvanceParts): CurrentAdvance {
  let current: Advance | undefined;
  let isEnough = false;

  const arrive = (): void => {
    current = undefined;
    over();
  };

  return {
    start: (to, ended) => {
      const started = begin(to);
      const report = noting(started, ended).finally(arrive);
      report.catch(() => undefined);
      current = { ...started, report };
      if (isEnough) current.finish();
      begun();
      return current;
    },
    isUnderway: () => current !== undefined,
    progress: () => current?.progress(),
    cancel: () => {
      current?.cancel();
      return current !== undefined;
    },
    finish: () => {
      isEnough = true;
      current?.finish();
    },
    ended: async () => {
      await current?.report.catch(() => undefined);
    },
  };
}

/** The report of an advance, of which note is taken before anybody else hears of it. */
async function noting(
  { report, progress }: Advance,
  ended: (how: LastAdvance) => void,
): Promise<AdvanceReport> {
  try {
    const arrived = await report;
    ended(lastOf(arrived));
    return arrived;
  } catch (error) {
    const why = reasonOf(error);
    ended({ ...progress(), notSent: [], error: why });
    throw error;
  }
}
