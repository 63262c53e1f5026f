import type { CellRow } from './cells.ts';

/*
 * RB 14.2, where a missed payment suspends at a boundary; by another policy it does so at once, and it can join a
 * suspension by the partner: that is `account past due`. What reaches its instant in a state, and what comes of it.
 */

const starts = ['TR E06', 'AC E06', 'EN E06', 'CA E12'] as const;
const granted = ['TR E10', 'AC E10', 'EN E10'] as const;
const back = ['TR E18', 'AC E18', 'EN E18'] as const;

/** What the clock does to a subscription. */
// biome-ignore format: it is read as a table
export const clockTable = {
  //                                   PN         PL         PC         TR           AC           EN         SU                    CA, EX
  'pending expiry':                   ['EX E23',  'EX E23',  'EX E23',  '-',         '-',         '-',       '-',                  '-'],
  'put-off activation':               [starts,    starts,    starts,    '-',         '-',         '-',       '-',                  '-'],
  'trial end, auto-renew on':         ['-',       '-',       '-',       ['AC E24', 'SU E20'], '-', '-',    'SU E25',             '-'],
  'trial end, auto-renew off':        ['-',       '-',       '-',       'EX E26',    '-',         '-',       'EX E26',             '-'],
  'period boundary inside the term':  ['-',       '-',       '-',       '-',         ['AC E27', 'SU E20'], ['EN E27', 'SU E20'], 'SU E25', '-'],
  'term end, auto-renew on':          ['-',       '-',       '-',       '-',         ['AC E28', 'EX E26', 'SU E20'], '-', ['SU E25', 'EX E26'], '-'],
  'term end, auto-renew off':         ['-',       '-',       '-',       '-',         '-',         'EX E26',  'EX E26',             '-'],
  'suspension grace end':             ['-',       '-',       '-',       '-',         '-',         '-',       'CA E29',             '-'],
  'operation ack timeout':            ['-',       '-',       '-',       [...granted, 'TR E11'], ['AC E10', 'AC E11'], ['EN E10', 'EN E11'], back,       '-'],
  'operation delivery timeout':       ['-',       '-',       '-',       ['TR E11', ...granted], ['AC E11', 'AC E10'], ['EN E11', 'EN E10'], 'SU E11', '-'],
  'account past due':                 ['-',       '-',       '-',       'SU E20',    'SU E20',    'SU E20',  'SU E20',             '-'],
  'invoice run':                      ['PN E30',  'PL E30',  'PC E30',  'TR E30',    'AC E30',    'EN E30',  'SU E30',             ['CA E30', 'EX E30']],
} as const satisfies Readonly<Record<string, CellRow>>;

export type ClockRow = keyof typeof clockTable;
