import type { Charge } from '@marketsim/core';
import { dateOf } from '../calendar.ts';
import { type Entry, isAdjustment, isCoverage, isRefund } from './books.ts';
import type { Coverage, DayOfChanges, Life } from './life.ts';

const ending: ReadonlySet<string> = new Set(['cancel', 'cancelImmediate', 'customerCredit']);

/** Where a refund ends the coverage that it names; a plan without trial ends the trial's (BIL-27). */
function cutOf({ charge, parent }: Entry, life: Life): Charge['end'] | undefined {
  if (ending.has(charge.type)) return dateOf(charge.createdAt);
  const leavesTerm = parent !== undefined && parent.term < (life.term?.number ?? 0);
  return charge.type === 'convert' && leavesTerm ? charge.start : undefined;
}

function coverageAfter(life: Life, entry: Entry): Coverage | undefined {
  const { charge } = entry;
  if (isCoverage(charge)) return { lineId: charge.id, start: charge.start, end: charge.end };
  const { coverage } = life;
  if (!coverage || charge.parentId !== coverage.lineId) return coverage;
  const end = cutOf(entry, life);
  return end !== undefined && end < coverage.end ? { ...coverage, end } : coverage;
}

function changesAfter(
  { changes, before, quantity }: Life,
  { charge, rounding }: Entry,
): DayOfChanges | undefined {
  if (charge.type !== 'addQuantity' && charge.type !== 'removeQuantity') {
    return isAdjustment(charge) || isCoverage(charge) ? undefined : changes;
  }
  const date = dateOf(charge.createdAt);
  const isSame = changes?.date === date && changes.rounding === rounding;
  const known = isSame ? changes : { date, rounding, quantity: before?.quantity ?? quantity, net: 0 };
  return { ...known, net: known.net + charge.amount };
}

/** How many lines of the running term stand after one more. */
function standingAfter(life: Life, { charge, parent }: Entry): number {
  if (charge.amount > 0) return life.standing + 1;
  const closes = parent !== undefined && charge.amount < 0 && parent.residual === 0;
  return closes && parent.term === life.term?.number ? life.standing - 1 : life.standing;
}

/** What a line in the ledger tells of its subscription. */
export function postedLife(life: Life, entry: Entry): Life {
  const { coverage: _, changes: __, ...rest } = life;
  const coverage = coverageAfter(life, entry);
  const changes = changesAfter(life, entry);
  return {
    ...rest,
    ...(coverage && { coverage }),
    ...(changes && { changes }),
    ...(entry.charge.type === 'customerCredit' && { credited: true }),
    ...(!isRefund(entry.charge) && { lastLine: entry.charge }),
    termTax: life.termTax + (entry.charge.tax ?? 0),
    net: life.net + entry.charge.amount,
    termNet: life.termNet + entry.charge.amount,
    standing: standingAfter(life, entry),
  };
}
