import { describe, expect, test } from 'vitest';
import type { Visit } from '../src/model/visit.ts';
import { corners } from '../src/suite/corners.ts';
import { coverage, coverageText, gaps } from '../src/suite/coverage.ts';
import { counterexampleText } from '../src/suite/report.ts';
import { search } from '../src/suite/search.ts';
import { topUp } from '../src/suite/top-up.ts';
import { tier } from './support/tier.ts';

const visits: Visit[] = [];

describe(`no run breaks a law or goes otherwise than foretold: ${tier.runs} runs each, seed ${tier.seed}`, () => {
  test.each(corners)('$profile, $channel', (corner) => {
    const where = { ...corner, ...tier };
    const found = search(where);
    for (const visit of found.visits) visits.push(visit);
    expect(found.counterexample && counterexampleText(found.counterexample, where)).toBeUndefined();
  });

  test('every way that the tables of transitions have is taken, but for those that cannot be', () => {
    const topped = topUp(visits, { runs: corners.length * tier.runs, seed: tier.seed });
    expect(topped.counterexample?.problem).toBeUndefined();
    const covered = coverage(topped.visits);
    console.log(coverageText(covered));
    expect(gaps(covered)).toEqual([]);
  });
});
