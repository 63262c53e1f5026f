import type { EngineState, ErrorCode, UsageRefusal } from '@marketsim/core';

/** What a command or an instant does (RB 14.4); E31: something else happens beside it, and it stays as it is. */
export type EffectId =
  | `E${'01' | '02' | '03' | '04' | '05' | '06' | '07' | '08' | '09' | '10' | '11' | '12'}`
  | LateEffect;

type LateEffect =
  `E${'13' | '14' | '15' | '16' | '17' | '18' | '19' | '20' | '21' | '22' | '23' | '24' | '25' | '26' | '27' | '28' | '29' | '30' | '31'}`;

/** The state afterwards, with `+op` where it now waits for the publisher, and the effect that led there. */
type Step = `${EngineState} ${EffectId}` | `${EngineState}+op ${EffectId}`;

/** Why use is not accepted. */
export type UsageCode = UsageRefusal['code'];

/** One way out of a state: a step, or a refusal by its domain outcome. */
export type Way = Step | ErrorCode | UsageCode;

/** `-` where the event cannot occur. */
type Cell = Way | '-' | readonly Way[];

/** PN, PL, PC, TR, AC, EN, SU, and both CA and EX. */
export type CellRow = readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell];

export const columns = ['PN', 'PL', 'PC', 'TR', 'AC', 'EN', 'SU', 'CA, EX'] as const;

const columnOf: Readonly<Record<EngineState, number>> = {
  ...{ PN: 0, PL: 1, PC: 2, TR: 3, AC: 4, EN: 5, SU: 6, CA: 7, EX: 7 },
};

/** The ways out of a state in a row of a table; none where the event cannot occur. */
export function waysOf(row: CellRow, state: EngineState): readonly Way[] {
  const cell = row[columnOf[state]];
  if (cell === undefined || cell === '-') return [];
  return typeof cell === 'string' ? [cell] : cell;
}

/** The effect of a way; nothing for a refusal. */
export const effectOf = (way: Way): EffectId | undefined =>
  /^[A-Z]{2}(?:\+op)? (E\d\d)$/.exec(way)?.[1] as EffectId;
