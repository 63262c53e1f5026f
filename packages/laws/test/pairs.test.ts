import { describe, expect, test } from 'vitest';
import { pairLaws } from '../src/pairs/all.ts';
import { corners } from '../src/suite/corners.ts';
import { counterexampleText } from '../src/suite/report.ts';
import type { Place } from '../src/suite/runs.ts';
import { searchPairs } from '../src/suite/search-pairs.ts';
import { tier } from './support/tier.ts';

const runs = Math.ceil(tier.runs / 30);
/** Where fewer pairs than these are found, the search goes on. */
const enough = 4;

describe(`no two runs differ where they must not: ${runs} each, seed ${tier.seed}`, () => {
  test.each(pairLaws)('$id: $says', (law) => {
    let compared = 0;
    const search = (corner: Place, seed: number): void => {
      const where = { ...corner, runs, seed };
      const found = searchPairs(law, where);
      compared += found.compared;
      expect(found.counterexample && counterexampleText(found.counterexample, where)).toBeUndefined();
    };
    for (let round = 0; round < 10 && compared < enough; round++)
      for (const corner of corners) search(corner, tier.seed + round);
    expect(compared).toBeGreaterThanOrEqual(enough);
  });
});
