import fc from 'fast-check';
import type { Intent } from './doing.ts';
import { cheaper, inMonths } from './prices.ts';
import {
  assign,
  cancel,
  confirm,
  grow,
  intentOf,
  move,
  nextDay,
  no,
  pastPeriod,
  pastTerm,
  pastWindow,
  publisherMove,
  reactivate,
  record,
  refundAll,
  shrink,
  silence,
  stay,
  suspend,
  type Turn,
  told,
  unheard,
  untold,
  yes,
} from './turns.ts';

/** Where a purchase may have got to before a run goes on at random, so that rare states are not too rare. */
const fates: readonly (readonly Turn[])[] = [
  [],
  [record],
  [assign],
  [assign],
  [confirm],
  [confirm],
  [assign, record],
  [confirm, record],
  [assign, confirm],
  [assign, confirm, stay],
  [assign, confirm, stay, silence],
  [assign, confirm, grow],
  [assign, confirm, move],
  [assign, confirm, stay, move],
  [assign, confirm, publisherMove],
  [assign, confirm, stay, publisherMove],
  [assign, confirm, suspend],
  [assign, confirm, stay, suspend],
  [assign, confirm, suspend, reactivate],
  [assign, confirm, suspend, reactivate, yes],
  [assign, confirm, suspend, reactivate, no],
  [assign, confirm, stay, suspend, reactivate, yes],
  [assign, confirm, stay, suspend, reactivate, no],
  [assign, confirm, move, yes],
  [assign, confirm, stay, move, yes],
  [assign, confirm, publisherMove, silence],
  [assign, confirm, stay, publisherMove, silence],
  [assign, confirm, suspend, record],
  [assign, confirm, assign, confirm],
  [confirm, assign, nextDay, assign],
  [assign, confirm, nextDay, grow, grow, refundAll],
  [assign, confirm, nextDay, move, grow, shrink, cancel],
  [assign, confirm, shrink],
  [assign, confirm, shrink, yes, pastTerm],
  [assign, confirm, shrink, grow, shrink],
  [assign, confirm, grow, told, yes],
  [assign, confirm, grow, told, no],
  [assign, confirm, grow, untold],
  [assign, confirm, move, unheard],
  [assign, confirm, suspend, reactivate, untold],
  [assign, confirm, suspend, reactivate, unheard],
  [assign, confirm, suspend, reactivate, silence],
  [assign, confirm, pastWindow, cancel],
  [assign, confirm, pastWindow, cancel, pastTerm],
  [assign, confirm, pastWindow, suspend, cancel],
  [assign, confirm, pastPeriod, grow, cancel],
  [assign, confirm, stay, pastWindow, cancel],
  [assign, confirm, suspend, pastTerm, reactivate],
  [assign, confirm, suspend, pastTerm, reactivate, yes],
  [assign, confirm, suspend, pastPeriod, reactivate, yes],
  [assign, confirm, cheaper, suspend, pastTerm, inMonths, reactivate, yes],
  [assign, confirm, cheaper, inMonths, grow],
];

const oneOf = (all: readonly (readonly Turn[])[]): fc.Arbitrary<readonly Intent[]> =>
  fc.constantFrom(...all).map((turns) => turns.map(intentOf));

/** What becomes of the last purchase at once. */
export const fate = oneOf(fates);

/** The last purchase becomes something that money is owed for. */
export const runningFate = oneOf([
  [assign, confirm],
  [assign, confirm],
  [assign, confirm, stay],
  [assign, confirm, suspend],
]);
