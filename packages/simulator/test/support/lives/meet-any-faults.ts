import * as fc from 'fast-check';
import { expect } from 'vitest';
import { nameTree } from '../disk/name-tree.ts';
import { live } from './life.ts';
import { createWitness } from './witness.ts';
import { allWork, littleWork } from './work.ts';

const life = fc.record({
  fault: fc.record({
    kind: fc.constantFrom('crash', 'ENOSPC', 'EIO'),
    at: fc.integer({ min: 1, max: 60 }),
    isLasting: fc.boolean(),
  }),
  end: fc.constantFrom('afterPowerLoss', 'afterProcessEnd'),
  work: fc.constantFrom(allWork, littleWork),
  seed: fc.nat(),
});

/** How much is tried: up to so many processes, one after the other, in so many runs. */
export interface Amount {
  readonly lives: number;
  readonly runs: number;
}

/** Lets one process after the other meet any fault, and whatever it leaves be found by the next. */
export async function meetAnyFaults({ lives, runs }: Amount): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 2, maxLength: lives }), async (all) => {
      const witness = createWitness();
      let disk = nameTree();
      for (const { end, ...each } of all) {
        const { files } = await live({ ...each, witness, disk });
        disk = files[end](each.seed);
      }
      expect((await live({ witness, disk, work: littleWork })).end).toBe('done');
    }),
    { numRuns: runs },
  );
}
