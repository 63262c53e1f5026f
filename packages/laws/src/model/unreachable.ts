import type { Visit } from './visit.ts';

interface Unreachable {
  readonly reason: string;
  readonly is: (way: Visit) => boolean;
}

/** Ways of the tables that no run can take, and why. */
const reasons: readonly Unreachable[] = [
  {
    reason: 'every window is shorter than any term and than the time to activate, so nothing expires in it',
    is: ({ row, state }) => row === 'Cancel, in window' && state === 'EX',
  },
];

/** Why a way cannot be taken; nothing when it can. */
export const unreachable = (way: Visit): string | undefined => reasons.find(({ is }) => is(way))?.reason;
