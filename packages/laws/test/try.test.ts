import { test } from 'vitest';
import { search } from '../src/suite/search.ts';

test.each(['seed', 'seed-2020', 'activation-2020', 'interim-2022', 'current', 'nce-7d'] as const)(
  '%s',
  (profile) => {
    for (const channel of ['csp', 'direct'] as const) {
      const t = performance.now();
      const found = search({
        profile,
        channel,
        runs: Number(process.env.RUNS ?? 100),
        seed: Number(process.env.SEED ?? 1),
      });
      console.log(profile, channel, found.steps, found.visits.length, Math.round(performance.now() - t));
      if (found.counterexample) {
        console.log(found.counterexample.problems.join('\n'));
        console.log(found.counterexample.stage.beginning);
        for (const s of found.counterexample.stage.steps) console.log(JSON.stringify(s));
        throw new Error('found');
      }
    }
  },
);
