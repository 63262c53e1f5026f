import { describe, expect, test } from 'vitest';
import { corners } from '../src/suite/corners.ts';
import { coverage, coverageText, unvisited } from '../src/suite/coverage.ts';
import { counterexampleText } from '../src/suite/report.ts';
import { search } from '../src/suite/search.ts';
import { createTally } from '../src/suite/tally.ts';
import { topUp } from '../src/suite/top-up.ts';
import { tier } from './support/tier.ts';

const tally = createTally();

describe(`no run breaks a law or goes otherwise than foretold: ${tier.runs} runs each, seed ${tier.seed}`, () => {
  test.each(corners)('$profile, $channel', (corner) => {
    const where = { ...corner, ...tier };
    const { counterexample } = search(where, tally);
    expect(counterexample && counterexampleText(counterexample, where)).toBeUndefined();
  });

  test('every cell of the tables of transitions is visited, but for those that cannot be', () => {
    const runs = corners.length * tier.runs;
    expect(topUp(tally, unvisited, { ...tier, runs })).toBeUndefined();
    const covered = coverage(tally);
    console.log(coverageText(covered));
    expect(unvisited(covered)).toEqual([]);
  });
});
