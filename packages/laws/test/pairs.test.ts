import { describe, expect, test } from 'vitest';
import { pairLaws } from '../src/pairs/all.ts';
import { corners } from '../src/suite/corners.ts';
import { counterexampleText } from '../src/suite/report.ts';
import { searchPairs } from '../src/suite/search-pairs.ts';
import { tier } from './support/tier.ts';

const runs = Math.ceil(tier.runs / 30);

describe(`no two runs differ where they must not: ${runs} each, seed ${tier.seed}`, () => {
  test.each(pairLaws)('$id: $says', (law) => {
    let compared = 0;
    for (const corner of corners) {
      const where = { ...corner, runs, seed: tier.seed };
      const found = searchPairs(law, where);
      compared += found.compared;
      expect(found.counterexample && counterexampleText(found.counterexample, where)).toBeUndefined();
    }
    expect(compared).toBeGreaterThan(0);
  });
});
