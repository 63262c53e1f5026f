import { describe, test } from 'vitest';
import { nameTree } from '../support/disk/name-tree.ts';
import { meetAnyFaults } from '../support/lives/meet-any-faults.ts';
import { faultKinds, meetFaults, nameOf } from '../support/lives/meet-faults.ts';
import { createWitness } from '../support/lives/witness.ts';
import { allWork } from '../support/lives/work.ts';

describe('whichever call of a process meets it, at whichever pace, nothing acknowledged is lost by', () => {
  test.each(faultKinds.map((kind) => ({ name: nameOf(kind), kind })))('$name', async ({ kind }) => {
    for (let seed = 100; seed < 110; seed += 1) {
      await meetFaults(kind, { witness: createWitness(), disk: nameTree, work: allWork, seed, losses: 20 });
    }
  });
});

test('many processes, one after the other, meet faults', () => meetAnyFaults({ lives: 12, runs: 5000 }));
