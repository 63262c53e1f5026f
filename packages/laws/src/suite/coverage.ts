import type { EngineState } from '@marketsim/core';
import { type CellRow, columns, type Way, waysOf } from '../model/cells.ts';
import { unreachable } from '../model/unreachable.ts';
import { type TableName, tables, type Visit } from '../model/visit.ts';
import type { Tally } from './tally.ts';

/** One way out of a state in one table, and how often it was taken. */
export interface Covered extends Visit {
  readonly times: number;
  /** Why no run can take it. */
  readonly reason?: string;
}

const states: readonly EngineState[] = ['PN', 'PL', 'PC', 'TR', 'AC', 'EN', 'SU', 'CA', 'EX'];

/** Whether a state after the end leads on as that state does: ends are two states in one column. */
const isOwnWay = (state: EngineState, way: Way): boolean =>
  !(state === 'CA' || state === 'EX') || !/^(CA|EX) /.test(way) || way.startsWith(state);

function* everyWay(): Generator<Visit> {
  for (const [table, rows] of Object.entries(tables) as [TableName, Readonly<Record<string, CellRow>>][])
    for (const [row, cells] of Object.entries(rows))
      for (const state of states)
        for (const way of waysOf(cells, state)) if (isOwnWay(state, way)) yield { table, row, state, way };
}

/** Every way of every table, with the visits that it had. */
export const coverage = (tally: Tally): readonly Covered[] =>
  [...everyWay()].map((way) => {
    const reason = unreachable(way);
    return { ...way, times: tally.of(way), ...(reason !== undefined && { reason }) };
  });

const nameOf = ({ table, row, state }: Covered): string => [table, row, state].join(' | ');

/** Ways that could have been taken and never were, or that were taken though none should be able to. */
export const untaken = (covered: readonly Covered[]): readonly string[] =>
  covered
    .filter(({ times, reason }) => (times === 0) === (reason === undefined))
    .map((one) => [nameOf(one), one.way, ...(one.reason ? [`taken, though ${one.reason}`] : [])].join(' | '));

/** Cells that could have been visited and never were, by whichever of their ways. */
export const unvisited = (covered: readonly Covered[]): readonly string[] =>
  [...Map.groupBy(covered, nameOf)]
    .filter(([, ways]) => ways.every(({ times, reason }) => times === 0 && reason === undefined))
    .map(([name]) => name);

const cellText = (ways: readonly Covered[]): string =>
  ways.map(({ way, times, reason }) => `${way} ${reason ? 'x' : times}`).join(', ');

/** The tables with the number of visits of each cell, as text. */
export function coverageText(covered: readonly Covered[]): string {
  const lines = [...Map.groupBy(covered, ({ table }) => table)].flatMap(([table, ways]) => [
    `${table}: ${columns.join(' | ')}`,
    ...[...Map.groupBy(ways, ({ row }) => row)].map(([row, cells]) => {
      const byState = [...Map.groupBy(cells, ({ state }) => state)];
      return `  ${row}: ${byState.map(([state, own]) => `${state} ${cellText(own)}`).join(' | ')}`;
    }),
  ]);
  return lines.join('\n');
}
