import { readEntry } from '@marketsim/core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Files } from '../src/storage/files.ts';
import { findJournal, type Journal } from '../src/storage/journal.ts';
import { repairCommand } from '../src/storage/layout.ts';
import { StorageError } from '../src/storage/storage-error.ts';
import { inMemory } from '../src/worlds/memory-store.ts';
import { raiseWorld } from '../src/worlds/simulated-world.ts';
import { alone } from '../src/worlds/surroundings.ts';
import { faultyFiles } from './support/disk/faulty-files.ts';
import { fileBytes } from './support/disk/file-bytes.ts';
import { folderWith, nameTree } from './support/disk/name-tree.ts';
import { type RecordedWorld, recordedWorld, stateOf } from './support/recorded-world.ts';

const path = 'journal.jsonl';

/** Lines with which a journal begins: header and closing. */
const beginning = 2;

let recorded: RecordedWorld;
let lines: readonly Buffer[];
/** Where each line ends, and how many entries there are up to there. */
let ends: readonly { readonly byte: number; readonly entries: number }[];
/** How many lines a history comes from, by its entries as JSON. */
let linesBehind: ReadonlyMap<string, number>;

beforeAll(async () => {
  recorded = await recordedWorld();
  lines = linesOf(recorded.journal);
  let [byte, entries] = [0, 0];
  ends = lines.map((line, index) => {
    byte += line.length;
    if (index > 0) entries += JSON.parse(line.toString())[1].length;
    return { byte, entries };
  });
  linesBehind = new Map(
    ends.map((end, index) => [JSON.stringify(recorded.entries.slice(0, end.entries)), index + 1]),
  );
});

function linesOf(bytes: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf('\n', start) + 1 || bytes.length;
    found.push(bytes.subarray(start, end));
    start = end;
  }
  return found;
}

const wholeLinesIn = (length: number): number => ends.filter(({ byte }) => byte <= length).length;

/** Files that take whatever is written to them, and have nothing but a journal. */
function filesWith(bytes: Uint8Array): Files {
  const nothing = async (): Promise<void> => undefined;
  const file = { write: nothing, datasync: nothing, truncate: nothing, close: nothing };
  return {
    ...{ rename: nothing, remove: nothing, makeFolder: nothing, syncFolder: nothing },
    open: async () => file,
    list: async () => [path],
    read: async () => bytes,
    readStart: async (_, length) => bytes.subarray(0, length),
    readNow: () => bytes,
  };
}

async function start(files: Files): Promise<{ readonly journal: Journal; readonly torn: number }> {
  const found = await findJournal({ files, path, readEntry });
  return { journal: await found.resume(), torn: found.torn };
}

/** What a start makes of a journal, in words. */
async function startWith(bytes: Uint8Array, files = filesWith(bytes)): Promise<string> {
  try {
    const { journal, torn } = await start(files);
    const whole = linesBehind.get(JSON.stringify(journal.entries()));
    return whole === undefined ? 'another history' : goesOn(whole, torn);
  } catch (error) {
    if (error instanceof StorageError) return error.message;
    throw error;
  }
}

const goesOn = (whole: number, torn: number): string => `${whole} lines, then ${torn} bytes torn`;

const refused = (line: number): string =>
  `${path}: line ${line} is damaged. Put back a copy of the file, or go on with what lies before that line by ` +
  `"${repairCommand(path)}", or move the folder of this world away`;

test('the recorded world has something to lose', () => {
  const kinds = new Set(recorded.entries.map(({ type }) => type));
  const some = ['SubscriptionPurchased', 'WebhookAnswered', 'ReceiptKept', 'InvoiceIssued'];
  expect([...kinds]).toEqual(expect.arrayContaining(some));
  expect(lines.length).toBeGreaterThan(10);
  expect(recorded.states.size).toBeGreaterThan(5);
});

describe('a journal that ends early', () => {
  test('at whichever byte has the history of its whole lines, or is refused', async () => {
    for (let length = 0; length <= recorded.journal.length; length += 1) {
      const whole = wholeLinesIn(length);
      const torn = length - (ends[whole - 1]?.byte ?? 0);
      const expected = whole < beginning ? refused(whole + 1) : goesOn(whole, torn);
      const found = await startWith(recorded.journal.subarray(0, length));
      if (found !== expected) expect(found, `the first ${length} bytes`).toBe(expected);
    }
  });

  test('around the end of a line makes the world that it was then', async () => {
    const known = ends.slice(beginning - 1).flatMap(({ byte }) => [byte - 1, byte, byte + 1]);
    let compared = 0;
    for (const length of known) {
      const whole = wholeLinesIn(length);
      if (whole < beginning) continue;
      const { journal } = await start(filesWith(recorded.journal.subarray(0, length)));
      const world = raiseWorld(inMemory(recorded.recipe, journal), alone());
      // Without any history it begins anew, as it began then.
      const entries = ends[whole - 1]?.entries || [...recorded.states.keys()][0];
      expect(world.log.length).toBe(entries);
      const state = recorded.states.get(entries ?? 0);
      if (state !== undefined) expect(stateOf(world)).toBe(state);
      if (state !== undefined) compared += 1;
      await world.close();
    }
    expect(compared).toBeGreaterThan(recorded.states.size * 2);
  });
});

test('what is cut off is kept beside, and the journal goes on where it was cut', async () => {
  for (const { byte } of ends.slice(beginning)) {
    const cut = recorded.journal.subarray(0, byte - 1);
    const files = faultyFiles({ disk: nameTree(folderWith(new Map([[path, fileBytes(cut)]]))) });
    const { journal } = await start(files);
    const whole = wholeLinesIn(byte - 1);
    const border = ends[whole - 1];
    expect(cut.subarray(border?.byte).equals(await files.read(`${path}.torn`))).toBe(true);
    journal.append(recorded.entries.slice(border?.entries, ends[whole]?.entries));
    await journal.close();
    expect(recorded.journal.subarray(0, byte).equals(await files.read(path))).toBe(true);
  }
});

describe('a journal that was changed', () => {
  /** Whatever shows first in the last line cannot be told from a torn end. */
  const expectedOf = (changed: Buffer, line: number): string => {
    const whole = line - 1;
    const start = ends[whole - 1]?.byte ?? 0;
    const isLast = (changed.indexOf('\n', start) + 1 || changed.length) === changed.length;
    return isLast ? goesOn(whole, changed.length - start) : refused(line);
  };

  test('in one byte is refused, or cut off there if it is the last line', async () => {
    const changed = Buffer.from(recorded.journal);
    for (const [at, byte] of recorded.journal.entries()) {
      changed[at] = byte ^ (1 << (at % 8));
      const found = await startWith(changed);
      const expected = expectedOf(changed, wholeLinesIn(at) + 1);
      if (found !== expected) expect(found, `byte ${at}`).toBe(expected);
      changed[at] = byte;
    }
  });

  const without = (at: number): readonly Buffer[] => lines.toSpliced(at, 1);
  const doubled = (at: number): readonly Buffer[] => lines.toSpliced(at, 0, ...lines.slice(at, at + 1));
  const swapped = (at: number): readonly Buffer[] =>
    lines.toSpliced(at, 2, ...lines.slice(at, at + 2).toReversed());

  test.each([
    { name: 'by a line that is gone', change: without, first: 0 },
    { name: 'by a line that is there twice', change: doubled, first: 1 },
    { name: 'by two lines in another order', change: swapped, first: 0 },
  ])(
    '$name is refused where it shows, or cut off there if it is the last line',
    async ({ change, first }) => {
      const last = lines.length - 1;
      for (let at = 0; at < last; at += 1) {
        const changed = Buffer.concat(change(at));
        expect(await startWith(changed), `line ${at + 1}`).toBe(expectedOf(changed, at + 1 + first));
      }
    },
  );

  test('by its last line that is gone has the history before, and by one that is there twice its own', async () => {
    const last = lines.length - 1;
    expect(await startWith(Buffer.concat(without(last)))).toBe(goesOn(last, 0));
    expect(await startWith(Buffer.concat(doubled(last)))).toBe(
      goesOn(lines.length, lines.at(-1)?.length ?? 0),
    );
  });
});
