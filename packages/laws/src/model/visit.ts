import type { EngineState } from '@marketsim/core';
import { type CellRow, type Way, waysOf } from './cells.ts';
import { type ClockRow, clockTable } from './clock-table.ts';
import { type CommandRow, commandTables } from './command-table.ts';
import type { Effected } from './effect.ts';
import type { Counted } from './effects/usage.ts';
import { type Modelled, stateOfModelled } from './modelled.ts';

export type TableName = keyof typeof commandTables | 'clock';

/** The tables of transitions by name. */
export const tables: Readonly<Record<TableName, Readonly<Record<string, CellRow>>>> = {
  ...commandTables,
  clock: clockTable,
};

/** A way out of a state that was taken. */
export interface Visit {
  readonly table: TableName;
  /** A row of that table. */
  readonly row: string;
  readonly state: EngineState;
  readonly way: Way;
}

/** How an effect reads in a table. */
function wayOf(before: Modelled, effected: Effected): Way {
  if ('refused' in effected) return effected.refused;
  const { next, by } = effected;
  return next.open && !before.open ? `${stateOfModelled(next)}+op ${by}` : `${stateOfModelled(next)} ${by}`;
}

/** The way that was taken from a state in a row. The effects go only where the tables lead, or refuse a value. */
export function visitOf(
  table: TableName,
  row: CommandRow | ClockRow,
  { before, effected }: { readonly before: Modelled; readonly effected: Effected },
): Visit {
  const state = stateOfModelled(before);
  const way = wayOf(before, effected);
  const known = waysOf(tables[table][row] ?? missing(row), state);
  if ('next' in effected && !known.includes(way)) throw new Error(`${row} leads from ${state} to ${way}`);
  return { table, row, state, way };
}

/** The way that a report of use took. */
export function usageVisit(before: Modelled, counted: Counted): Visit {
  const state = stateOfModelled(before);
  const way: Way = 'refused' in counted ? counted.refused : `${state} E22`;
  return { table: before.channel, row: 'ReportUsage', state, way };
}

function missing(row: string): never {
  throw new Error(`no row ${row}`);
}
