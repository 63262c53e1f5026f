import {
  corners,
  counterexampleText,
  coverage,
  coverageText,
  createTally,
  gaps,
  pairLaws,
  search,
  searchPairs,
  topUp,
} from '@marketsim/laws';
import { describe, expect, test } from 'vitest';

/** Ten times as many runs as in the quick tier, from a seed of the day unless one is given. */
const runs = Number(process.env['MARKETSIM_LAWS_RUNS'] ?? 2_000);
const seed = Number(process.env['MARKETSIM_LAWS_SEED'] ?? Math.floor(Date.now() / 1_000));
const tally = createTally();

describe(`no run breaks a law or goes otherwise than foretold: ${runs} runs each, seed ${seed}`, () => {
  test.each(corners)('$profile, $channel', (corner) => {
    const where = { ...corner, runs, seed };
    const { counterexample } = search(where, tally);
    expect(counterexample && counterexampleText(counterexample, where)).toBeUndefined();
  });

  test('every way that the tables of transitions have is taken', () => {
    expect(topUp(tally, { runs: corners.length * runs, seed })?.problem).toBeUndefined();
    const covered = coverage(tally);
    console.log(coverageText(covered));
    expect(gaps(covered)).toEqual([]);
  });
});

describe(`no two runs differ where they must not: ${runs / 20} each, seed ${seed}`, () => {
  test.each(pairLaws)('$id: $says', (law) => {
    for (const corner of corners) {
      const where = { ...corner, runs: Math.ceil(runs / 20), seed };
      const { counterexample } = searchPairs(law, where);
      expect(counterexample && counterexampleText(counterexample, where)).toBeUndefined();
    }
  });
});
