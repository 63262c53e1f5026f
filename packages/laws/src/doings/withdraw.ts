import type { Instant } from '@marketsim/core';
import fc from 'fast-check';
import { after } from '../calendar.ts';
import type { PlanName } from '../world/plans.ts';
import { buying } from './buy.ts';
import { target, targetOn } from './change.ts';
import { doing, type Intent } from './doing.ts';
import { noRenewals, setting } from './settings.ts';
import {
  assign,
  confirm,
  grow,
  intentOf,
  move,
  pastTerm,
  pastWindow,
  startInSandbox,
  stay,
  suspend,
  type Turn,
} from './turns.ts';

/** An order is cancelled, mostly that of a purchase. */
export const withdrawing = doing({
  name: 'cancel an order',
  weight: 2,
  args: fc.record({ of: target, order: fc.constantFrom('purchase', 'purchase', 'later' as const) }),
  deed: ({ of, order }, stage) => {
    const found = targetOn(stage, of);
    return found && { cancelOrder: { of: found[0], order } };
  },
});

const day = 86_400_000;

/** So long after the order. */
const fromOrder =
  (ms: number): Turn =>
  ({ orderedAt }, _, { engine }) => {
    const to: Instant = after(orderedAt, ms);
    return to >= engine.now() ? { to } : undefined;
  };

/** The last instant at which an order can be cancelled, and the first at which it cannot. */
const [inTime, tooLate] = [fromOrder(60 * day - 1), fromOrder(60 * day)];

/** A trial that begins as late runs when its order can no longer be cancelled. */
const lateStart = fromOrder(30 * day - 1);

const takeBack: Turn = (_, of) => ({ cancelOrder: { of, order: 'purchase' } });
const takeBackLater: Turn = (_, of) => ({ cancelOrder: { of, order: 'later' } });

/** A purchase waits for its activation for longer than its order can be cancelled. */
const patience = setting('act.pendingExpiry', 'P200D');

const lives: readonly (readonly Turn[])[] = [
  [],
  [assign],
  [confirm],
  [confirm],
  [startInSandbox],
  [assign, startInSandbox],
  [confirm, startInSandbox],
  [startInSandbox, stay],
  [startInSandbox, pastWindow],
  [startInSandbox, stay, pastWindow],
  [startInSandbox, pastWindow, suspend],
  [startInSandbox, grow],
  [startInSandbox, stay, move],
  [startInSandbox, grow, suspend],
  [startInSandbox, grow, stay, pastTerm],
  [lateStart, startInSandbox],
];

const ends: readonly (readonly Turn[])[] = [
  [takeBack, takeBack],
  [takeBackLater, takeBack, takeBackLater],
  [inTime, takeBack],
  [tooLate, takeBack],
];

/** Plans that leave something to be cancelled, half of them with a trial. */
const taken = fc.constantFrom<PlanName[]>('standard', 'flat', 'trial', 'trialToo');

/** A sandbox account buys something and takes its order back, in every state, in time and too late (CAN-25). */
export const takingBack: fc.Arbitrary<readonly Intent[]> = fc
  .tuple(
    fc.constantFrom([], [noRenewals], [patience]),
    buying('csp', ['beach'], taken).intents,
    fc.constantFrom(...lives),
    fc.constantFrom(...ends),
  )
  .map(([first, bought, life, end]) => [...first, bought, ...[...life, ...end].map(intentOf)]);
