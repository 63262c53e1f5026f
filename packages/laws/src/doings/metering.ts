import type { Channel, Instant } from '@marketsim/core';
import fc from 'fast-check';
import { after, midnight, monthsAfter } from '../calendar.ts';
import type { PlanName } from '../world/plans.ts';
import { buying, customersOf } from './buy.ts';
import type { Intent } from './doing.ts';
import { assign, confirm, intentOf, move, type Turn, told, yes } from './turns.ts';

const hour = 3_600_000;

/*
 * Use is priced by the plan of its instant, and goes on the invoice of its month as long as that is not made: what is
 * reported around a change of plan, and around the end of a month, takes a purchase, a change and reports in this order.
 */

const metered: readonly PlanName[] = ['flat', 'flat', 'flatPlus'];

const wait =
  (ms: number): Turn =>
  (_, __, { engine }) => ({ to: after(engine.now(), ms) });

const waitUntil =
  (at: (now: Instant) => Instant): Turn =>
  (_, __, { engine }) => ({ to: at(engine.now()) });

/** Use of both dimensions, so many milliseconds from the last change of plan, or from now. */
const use =
  (shift: number, quantity: number): Turn =>
  ({ earlier, publisher }, of, { engine }) => {
    const usedAt = after(earlier.at(-1)?.until ?? engine.now(), shift);
    const events = ['email100', 'audit'].map((dimension) => ({ dimension, quantity, usedAt }));
    return { report: { of, by: publisher, events } };
  };

/** The first of the next month, and half a day more. */
const monthEnd = waitUntil((now) =>
  after(midnight(monthsAfter(`${now.slice(0, 8)}01` as never, 1)), 12 * hour),
);
const nextInvoice = waitUntil((now) => midnight(monthsAfter(`${now.slice(0, 8)}28` as never, 1)));

const stories: readonly (readonly Turn[])[] = [
  [wait(3 * hour), use(-2 * hour, 1.5), wait(hour), use(-hour, 0.7), nextInvoice],
  [wait(30 * hour), move, told, yes, use(-1, 3), use(0, 5), wait(2 * hour), use(hour, 7), nextInvoice],
  [wait(30 * hour), move, told, yes, wait(hour), move, told, yes, use(-1, 2), use(0, 4), nextInvoice],
  [wait(3 * hour), use(-2 * hour, 2e10), use(-hour, 20_000_000_001), nextInvoice],
  [wait(30 * hour), use(-4 * hour, 33.3), monthEnd, use(-13 * hour, 12.5), use(-hour, 1), nextInvoice],
];

const sold = (channel: Channel): fc.Arbitrary<Intent> =>
  buying(channel, customersOf(channel), fc.constantFrom(...metered)).intents;

/** Somebody buys what is metered, and its publisher reports use around a change of plan or the end of a month. */
export const metering = (channel: Channel): fc.Arbitrary<readonly Intent[]> =>
  fc
    .array(fc.tuple(sold(channel), fc.constantFrom(...stories)), { minLength: 1, maxLength: 2 })
    .map((all) => all.flatMap(([bought, story]) => [bought, ...[assign, confirm, ...story].map(intentOf)]));
