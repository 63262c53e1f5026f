import type { EngineState } from '@marketsim/core';
import type { Way } from './cells.ts';
import type { TableName } from './visit.ts';

interface Place {
  readonly table: TableName;
  readonly row: string;
  readonly state: EngineState;
  readonly way: Way;
}

interface Unreachable {
  readonly reason: string;
  readonly is: (place: Place) => boolean;
}

/** Ways of the tables that no run can take, and why. */
const reasons: readonly Unreachable[] = [
  {
    reason: 'every window is shorter than any term and than the time to activate, so nothing expires in it',
    is: ({ row, state }) => row === 'Cancel, in window' && state === 'EX',
  },
];

/** Why a way cannot be taken; nothing when it can. */
export const unreachable = (place: Place): string | undefined => reasons.find(({ is }) => is(place))?.reason;
