import type { PairLaw } from '../law.ts';
import { enginePairs } from './engine.ts';
import { harmlessLaws } from './harmless.ts';
import { publisherPairs } from './publisher.ts';
import { usagePairs } from './usage.ts';
import { windowPairs } from './window.ts';

/** The laws that compare two runs. */
export const pairLaws: readonly PairLaw[] = [
  ...publisherPairs,
  ...harmlessLaws,
  ...windowPairs,
  ...enginePairs,
  ...usagePairs,
];
