import type { KeptReceipt } from '@marketsim/core';
import type { Journal } from '../../../src/storage/journal.ts';
import { whenever } from '../random.ts';
import type { Witness } from './witness.ts';

/** What a process does with its journal; rejects when it cannot be written any more. */
export type Work = (journal: Journal, witness: Witness) => Promise<void>;

/** Longest line of the journals, in characters: a few entries fill it. */
export const longestLine = 400;

/** Appends, and waits until that is safe. */
async function write(journal: Journal, witness: Witness, entries: readonly KeptReceipt[]): Promise<void> {
  journal.append(entries);
  witness.appended(entries);
  const note = witness.safe();
  await journal.durable();
  note();
}

/** Appends something and waits until it is safe. */
export const littleWork: Work = (journal, witness) => write(journal, witness, witness.unit(2));

/** Appends in all the ways that there are. */
export const allWork: Work = async (journal, witness) => {
  await littleWork(journal, witness);
  await severalInOneTurn(journal, witness);
  await allOf([1, 2, 3].map((who) => oneOfSeveral(who, journal, witness)));
  await muchWhileOneIsWritten(journal, witness);
  // What nobody waits for is written before the file is closed.
  write(journal, witness, witness.unit(2)).catch(() => undefined);
};

/** Two units, the first in two calls. */
async function severalInOneTurn(journal: Journal, witness: Witness): Promise<void> {
  const unit = witness.unit(3);
  const first = write(journal, witness, unit.slice(0, 1));
  await Promise.resolve();
  await allOf([first, write(journal, witness, unit.slice(1)), write(journal, witness, witness.unit(2))]);
}

async function oneOfSeveral(who: number, journal: Journal, witness: Witness): Promise<void> {
  for (let n = 0; n < 3; n++) {
    if ((who + n) % 3 === 0) await whenever(0);
    await write(journal, witness, witness.unit(who));
  }
}

/** One unit in each turn of the event loop: together more than a line takes, and one alone is longer. */
async function muchWhileOneIsWritten(journal: Journal, witness: Witness): Promise<void> {
  const later = async (parts: number, turns: number): Promise<void> => {
    for (let turn = 0; turn < turns; turn++) await whenever(0);
    await write(journal, witness, witness.unit(parts, 'x'.repeat(longestLine / 4)));
  };
  await allOf([1, 2, 8, 1, 3, 2].map(later));
}

/** Waits for all; then rejects when one of them did. */
async function allOf(all: readonly Promise<void>[]): Promise<void> {
  for (const each of await Promise.allSettled(all)) if (each.status === 'rejected') throw each.reason;
}
