import { join } from 'node:path';
import type { Beginning, WorldStore } from '../worlds/kept-world.ts';
import { recordOf } from '../worlds/recipe-record.ts';
import { beginTransport } from './transport-log.ts';
import { type FolderParts, journalIn, openWorldFolder } from './world-folder.ts';
import { writeJournal } from './write-journal.ts';

/** What is kept of worlds themselves. */
type KeptWorlds = Omit<WorldStore, 'snapshots'>;

/**
 * Worlds in folders of their own. A new one is made aside and takes its place by a change of names, so that there is
 * always the old world or the new one.
 */
export async function diskStore(parts: FolderParts, folder: string): Promise<KeptWorlds> {
  const { files } = parts;
  const at = (name: string): string => join(folder, name);
  const aside = (name: string, which: 'next' | 'old' | 'gone'): string => join(folder, `.${name}.${which}`);
  await files.makeFolder(folder);
  await finishReplacing();

  /** Brings to its end what was under way when everything stopped. */
  async function finishReplacing(): Promise<void> {
    const found = new Set(await files.list(folder));
    for (const entry of found) {
      const name = /^\.(.+)\.old$/.exec(entry)?.[1];
      if (name === undefined || found.has(name)) continue;
      await files.rename(found.has(`.${name}.next`) ? aside(name, 'next') : at(entry), at(name));
    }
    await files.syncFolder(folder);
    for (const entry of found) if (entry.startsWith('.')) await files.remove(at(entry));
  }

  async function take(name: string): Promise<void> {
    const isReplacing = (await files.list(folder)).includes(name);
    if (isReplacing) {
      await files.remove(aside(name, 'old'));
      await files.rename(at(name), aside(name, 'old'));
      // The order of the two names on the disk is what a start goes by.
      await files.syncFolder(folder);
    }
    await files.rename(aside(name, 'next'), at(name));
    await files.syncFolder(folder);
    if (isReplacing) await files.remove(aside(name, 'old'));
  }

  const open = (name: string, beginning?: Beginning) => openWorldFolder(parts, at(name), { name, beginning });

  return {
    open,
    names: async () => (await files.list(folder)).filter((entry) => !entry.startsWith('.')).toSorted(),
    prepare: async (recipe, beginning) => {
      const next = aside(recipe.name, 'next');
      await files.remove(next);
      await files.makeFolder(next);
      await writeJournal(journalIn(parts, next), recordOf(recipe), beginning?.entries);
      if (beginning) await (await beginTransport(files, next, beginning.standing)).close();
      await files.syncFolder(next);
      return {
        take: async () => {
          await take(recipe.name);
          return open(recipe.name, beginning);
        },
      };
    },
    remove: async (name) => {
      await files.remove(aside(name, 'gone'));
      await files.rename(at(name), aside(name, 'gone'));
      await files.syncFolder(folder);
      await files.remove(aside(name, 'gone'));
    },
    close: () => Promise.resolve(),
  };
}
