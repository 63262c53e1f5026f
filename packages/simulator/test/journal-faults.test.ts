import { describe, expect, test } from 'vitest';
import type { Files } from '../src/storage/files.ts';
import { findJournal } from '../src/storage/journal.ts';
import { type Fault, faultyFiles } from './support/disk/faulty-files.ts';
import { type NameTree, nameTree } from './support/disk/name-tree.ts';
import { entry, journalIn, keysOf, newJournal, resumed } from './support/journal.ts';
import { folder, live } from './support/lives/life.ts';
import { meetAnyFaults } from './support/lives/meet-any-faults.ts';
import { faultKinds, meetFaults, nameOf } from './support/lives/meet-faults.ts';
import { createWitness, type Witness } from './support/lives/witness.ts';
import { allWork, littleWork } from './support/lives/work.ts';

const kinds = faultKinds.map((kind) => ({ name: nameOf(kind), kind }));
const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, seed) => seed);

describe('whichever call of a process meets it, nothing acknowledged is lost by', () => {
  test.each(kinds)('$name', async ({ kind }) => {
    for (const seed of seeds(2)) {
      await meetFaults(kind, { witness: createWitness(), disk: nameTree, work: allWork, seed, losses: 10 });
    }
  });
});

/** A disk with a journal whose end is torn. */
interface Torn {
  readonly disk: () => NameTree;
  readonly witness: Witness;
}

async function isTorn(disk: NameTree): Promise<boolean> {
  const found = await findJournal(journalIn(faultyFiles({ disk }), folder)).catch(() => undefined);
  return found !== undefined && found.torn > 0;
}

/** Crashes in each write of a first process, and lets the power go until it leaves a torn end. */
async function tornJournals(): Promise<readonly Torn[]> {
  const torn: Torn[] = [];
  const { files: recorded } = await live({ witness: createWitness() });
  for (const [index, call] of recorded.calls.entries()) {
    if (call !== 'write') continue;
    const witness = createWitness();
    const { files } = await live({ witness, fault: { kind: 'crash', at: index + 1 } });
    for (const seed of seeds(10)) {
      const disk = () => files.afterPowerLoss(seed);
      if (!(await isTorn(disk()))) continue;
      torn.push({ disk, witness });
      break;
    }
  }
  return torn;
}

describe('a start that cuts off a torn end may itself meet', () => {
  test.each(kinds)('$name', async ({ kind }) => {
    const torn = await tornJournals();
    expect(torn.length).toBeGreaterThan(5);
    for (const [seed, each] of torn.entries()) {
      await meetFaults(kind, { ...each, work: littleWork, seed, losses: 10 });
    }
  });
});

test('a torn end that was cut off is not back behind what is written in its place', async () => {
  /** A torn end with a line break, longer than what is written next; then a crash in one of the calls. */
  const begin = async (fault?: Fault) => {
    const files = faultyFiles(fault && { fault });
    const place = journalIn(files);
    await (await newJournal(place, [entry('a')])).close();
    const end = (await files.read(place.path)).length;
    const file = await files.open(place.path, 'existing');
    await file.write(Buffer.from(`${'\0'.repeat(200)}\n`), end);
    await file.datasync();
    await files.syncFolder('');
    const before = files.calls.length;
    const goOn = async (): Promise<void> => {
      const journal = await resumed(place);
      journal.append([entry('b')]);
      await journal.durable();
    };
    await Promise.race([goOn(), files.crashed]);
    return { files, before };
  };
  const { files: recorded, before } = await begin();
  for (let at = before + 1; at <= recorded.calls.length; at += 1) {
    const { files } = await begin({ kind: 'crash', at });
    for (const seed of seeds(200)) {
      const after = journalIn(faultyFiles({ disk: files.afterPowerLoss(seed) }));
      expect(keysOf((await resumed(after)).entries())[0]).toBe('a');
    }
  }
});

test('one process after the other meets faults, and the power goes at any time', () =>
  meetAnyFaults({ lives: 6, runs: 1000 }));

type FileCalls = Awaited<ReturnType<Files['open']>>;

/** Files that, once a journal is made, do not what they say. */
const lying =
  (lies: (file: FileCalls) => Partial<FileCalls>, folders: Partial<Files> = {}) =>
  (files: Files): Files => ({
    ...{ ...files, ...folders },
    open: async (path, which) => {
      const file = await files.open(path, which);
      return which === 'new' ? file : { ...file, ...lies(file) };
    },
  });

describe('what is lost shows here, should', () => {
  test.each([
    { name: 'nothing be brought to the disk', through: lying(() => ({ datasync: async () => undefined })) },
    {
      name: 'a write go on when it says that it is done',
      through: lying((file) => ({ write: async (bytes, at) => void file.write(bytes, at) })),
    },
    {
      name: 'names not be brought to the disk',
      through: lying(() => ({}), { syncFolder: async () => undefined }),
    },
  ])('$name', async ({ through }) => {
    const trial = { witness: createWitness(), disk: nameTree, through, losses: 6 };
    await expect(meetFaults({ kind: 'crash' }, trial)).rejects.toThrow(/Error: lost: unit/);
  });
});
