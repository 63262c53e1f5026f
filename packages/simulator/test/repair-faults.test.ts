import { type LogEntry, readEntry } from '@marketsim/core';
import { beforeAll, expect, it } from 'vitest';
import { findJournal } from '../src/storage/journal.ts';
import { bufferOf, lineOf, linesIn } from '../src/storage/line.ts';
import { repairWorld } from '../src/storage/repair.ts';
import { recordOf } from '../src/worlds/recipe-record.ts';
import { createWorlds } from '../src/worlds/worlds.ts';
import { type Fault, faultyFiles } from './support/disk/faulty-files.ts';

const folder = 'data/worlds/w';
const journal = `${folder}/journal.jsonl`;

/** A journal that is damaged in its third line, and ends behind the fifth. */
let damaged: Buffer;
/** One that is damaged in its third line too, before what it began with is closed. */
let damagedBeginning: Buffer;

/** `lists` says how many entries each line has; one without any closes what the journal began with. */
function linesWith(
  header: object,
  entries: readonly LogEntry[],
  lists: readonly number[],
): readonly Buffer[] {
  let [before, from] = [0, 0];
  return [header, ...lists].map((list) => {
    const to = typeof list === 'number' ? from + list : from;
    const value = typeof list === 'number' ? entries.slice(from, to) : list;
    const { bytes, check } = lineOf(JSON.stringify(value), before);
    [before, from] = [check, to];
    return bytes;
  });
}

function withDamage(lines: readonly Buffer[], line: number): Buffer {
  lines[line - 1]?.write('x', 40);
  return Buffer.concat(lines);
}

beforeAll(async () => {
  const { recipe, log } = await createWorlds().require();
  const [header, entries] = [recordOf(recipe), log.entries()];
  damaged = withDamage(linesWith(header, entries, [0, 3, 3, 3]), 3);
  damagedBeginning = withDamage(linesWith(header, entries, [3, 3, 0]), 3);
});

/** A disk on which it lies. */
async function disk(fault?: Fault, bytes = damaged) {
  const files = faultyFiles();
  await files.makeFolder(folder);
  const file = await files.open(journal, 'new');
  await file.write(bytes, 0);
  await file.datasync();
  for (const path of [folder, 'data/worlds', 'data', '']) await files.syncFolder(path);
  return faultyFiles({ disk: files.afterPowerLoss(0), ...(fault && { fault }) });
}

it('a repair during which the power goes leaves the journal as it was, or repaired with all the rest aside', async () => {
  for (let at = 1; ; at += 1) {
    const files = await disk({ kind: 'crash', at });
    const repaired = repairWorld(files, folder).then(() => true);
    const ended = await Promise.race([repaired, files.crashed.then(() => false)]);
    for (let seed = 0; seed < 10; seed += 1) {
      const after = faultyFiles({ disk: files.afterPowerLoss(seed) });
      const now = bufferOf(await after.read(journal));
      if (linesIn(now).damaged === undefined) {
        const aside = await after.read(`${journal}.damaged`);
        expect(Buffer.concat([now, aside]).equals(damaged)).toBe(true);
      } else {
        expect(now.equals(damaged)).toBe(true);
        expect(await repairWorld(after, folder)).toMatchObject({ kept: { lines: 2 }, lost: { lines: 3 } });
      }
    }
    if (ended) return;
  }
});

it('a repair on a disk that is full changes nothing of the journal', async () => {
  const files = await disk({ kind: 'ENOSPC', at: 1, isLasting: true });
  await expect(repairWorld(files, folder)).rejects.toMatchObject({ code: 'ENOSPC' });
  const after = faultyFiles({ disk: files.afterProcessEnd(0) });
  expect(bufferOf(await after.read(journal)).equals(damaged)).toBe(true);
  expect(await after.list(folder)).toEqual(['journal.jsonl']);
});

it('a repair of what a journal began with closes what is left of it, whenever the power goes', async () => {
  for (let at = 1; ; at += 1) {
    const files = await disk({ kind: 'crash', at }, damagedBeginning);
    const repaired = repairWorld(files, folder).then(() => true);
    const ended = await Promise.race([repaired, files.crashed.then(() => false)]);
    for (let seed = 0; seed < 10; seed += 1) {
      const after = faultyFiles({ disk: files.afterPowerLoss(seed) });
      const again = await repairWorld(after, folder);
      if (ended) expect(again).toBeUndefined();
      const found = await findJournal({ files: after, path: journal, readEntry });
      expect(found.entries()).toHaveLength(3);
      expect(await repairWorld(after, folder)).toBeUndefined();
    }
    if (ended) return;
  }
});
