import type { EngineState } from '@marketsim/core';
import { columns, type Way, waysOf } from '../model/cells.ts';
import { unreachable } from '../model/unreachable.ts';
import { type TableName, tables, type Visit } from '../model/visit.ts';

/** One way out of a state in one table, and how often it was taken. */
export interface Covered {
  readonly table: TableName;
  readonly row: string;
  readonly state: EngineState;
  readonly way: Way;
  readonly times: number;
  /** Why no run can take it. */
  readonly reason?: string;
}

const states: readonly EngineState[] = ['PN', 'PL', 'PC', 'TR', 'AC', 'EN', 'SU', 'CA', 'EX'];

const keyOf = ({ table, row, state, way }: Pick<Covered, 'table' | 'row' | 'state' | 'way'>): string =>
  [table, row, state, way].join(' | ');

/** Whether a state after the end leads on as that state does: ends are two states in one column. */
const isOwnWay = (state: EngineState, way: Way): boolean =>
  !(state === 'CA' || state === 'EX') || !/^(CA|EX) /.test(way) || way.startsWith(state);

/** Every way of every table, with the visits that it had. */
export function coverage(visits: readonly Visit[]): readonly Covered[] {
  const times = new Map<string, number>();
  for (const visit of visits) times.set(keyOf(visit), (times.get(keyOf(visit)) ?? 0) + 1);
  return (Object.keys(tables) as TableName[]).flatMap((table) =>
    Object.entries(tables[table]).flatMap(([row, cells]) =>
      states.flatMap((state) =>
        waysOf(cells, state)
          .filter((way) => isOwnWay(state, way))
          .map((way) => {
            const one = { table, row, state, way };
            const reason = unreachable(one);
            return { ...one, times: times.get(keyOf(one)) ?? 0, ...(reason !== undefined && { reason }) };
          }),
      ),
    ),
  );
}

/** Ways that could have been taken and never were, or that were taken though none should be able to. */
export const gaps = (covered: readonly Covered[]): readonly string[] =>
  covered
    .filter(({ times, reason }) => (times === 0) === (reason === undefined))
    .map((one) => `${keyOf(one)}${one.reason ? `: taken, though ${one.reason}` : ''}`);

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
