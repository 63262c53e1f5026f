import type { Channel } from '@marketsim/core';
import fc from 'fast-check';
import type { PlanName } from '../world/plans.ts';
import { buying, customersOf, filling } from './buy.ts';
import type { Intent } from './doing.ts';
import {
  assign,
  buyAgain,
  buyAgainItself,
  cancel,
  confirm,
  fillAgain,
  intentOf,
  pastTerm,
  stay,
  suspend,
  type Turn,
} from './turns.ts';

/*
 * Who may have something once asks for it again in every state that the first can be in: chance alone seldom has one
 * customer want the same of one publisher twice.
 */

const soloPlans = fc.constantFrom<PlanName[]>('solo', 'soloPlus');

const lives: readonly (readonly Turn[])[] = [
  [],
  [assign],
  [confirm],
  [assign, confirm],
  [assign, confirm, stay],
  [assign, confirm, suspend],
  [cancel],
  [assign, confirm, cancel],
  [assign, confirm, stay, pastTerm],
  [assign, confirm, stay, pastTerm],
];

const askings: readonly (readonly Turn[])[] = [
  [buyAgain],
  [buyAgainItself],
  [fillAgain],
  [buyAgain, cancel, fillAgain],
];

/** Somebody buys what a customer has once, and wants it again later, or at once in several carts. */
export const buyingOnce = (channel: Channel): fc.Arbitrary<readonly Intent[]> => {
  const first = [buying(channel, customersOf(channel), soloPlans).intents];
  if (channel === 'csp') first.push(filling(customersOf(channel), soloPlans).intents);
  return fc
    .tuple(fc.oneof(...first), fc.constantFrom(...lives), fc.constantFrom(...askings))
    .map(([bought, life, asking]) => [bought, ...[...life, ...asking].map(intentOf)]);
};
