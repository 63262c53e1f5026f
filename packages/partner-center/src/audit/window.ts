import { addDays, type Day, day, dayOf, type Instant } from '@marketsim/core';
import { z } from 'zod';
import { refuseWith } from '../problem.ts';
import { invalidProperty } from '../render.ts';
import { keptDays } from './trail.ts';

/** The members of the query that say of which days (PC 8.1): `2026-01-31`, or as .NET spells it, `1/31/2026 12:00:00 AM`. */
export const windowQuery = z.object({ startDate: z.string().optional(), endDate: z.string().optional() });

/** The days that are asked for, both included. */
export interface Window {
  readonly start: Day;
  readonly end: Day;
}

const usual = 30;
const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?$/;
const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: .*)?$/;

/** Reads the days; unless said otherwise the last thirty up to today. Refuses those before the kept ones. */
export function windowOf({ startDate, endDate }: z.output<typeof windowQuery>, now: Instant): Window {
  const today = dayOf(now);
  const start = startDate === undefined ? addDays(today, -usual) : read('startDate', startDate);
  const end = endDate === undefined ? today : read('endDate', endDate);
  const oldest = addDays(today, -keptDays);
  if (start < oldest) {
    return refuseWith(invalidProperty('startDate', `records go back ${keptDays} days, to ${oldest}`));
  }
  if (end < start) return refuseWith(invalidProperty('endDate', `expected no day before ${start}`));
  return { start, end };
}

function read(name: string, text: string): Day {
  const [, y, m, d] = iso.exec(text) ?? rearranged(american.exec(text));
  try {
    return day(`${y}-${m?.padStart(2, '0')}-${d?.padStart(2, '0')}`);
  } catch {
    return refuseWith(invalidProperty(name, `expected a date such as 2026-01-31, got ${text}`));
  }
}

function rearranged(found: RegExpExecArray | null): readonly (string | undefined)[] {
  const [all, month, date, year] = found ?? [];
  return [all, year, month, date];
}
