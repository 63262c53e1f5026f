import { expect, test } from 'vitest';
import { diskFiles } from '../../src/storage/files.ts';
import { findJournal, type Journal } from '../../src/storage/journal.ts';
import { entry, journalIn, keysOf, newJournal } from '../support/journal.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** More bytes than one call reads, and than a whole number of 32 bits counts. */
const longest = 2 ** 31 + 10_000_000;

async function append(journal: Journal, key: string, text?: string): Promise<void> {
  journal.append([entry(key, text)]);
  await journal.durable();
}

test('a journal of more than 2 GiB is found again without its torn end, and goes on', async () => {
  const place = journalIn(diskFiles, await temporaryFolder());
  const journal = await newJournal(place);
  const text = 'x'.repeat(16_000_000);
  for (let n = 0; (journal.mark()?.bytes ?? 0) < longest; n += 1) await append(journal, `${n}`, text);
  const mark = journal.mark();
  await append(journal, 'last');
  const end = journal.mark();
  await journal.close();
  const file = await diskFiles.open(place.path, 'existing');
  await file.write(Buffer.from('torn'), end?.bytes ?? 0);
  await file.close();

  const found = await findJournal(place);
  expect(found.torn).toBe(4);
  const again = await found.resume(mark);
  expect(again.mark()).toEqual(end);
  expect(keysOf(again.entries(mark?.place))).toEqual(['last']);
  await append(again, 'after');
  await again.close();
});
