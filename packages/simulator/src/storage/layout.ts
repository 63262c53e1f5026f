import { basename, dirname, join } from 'node:path';

/** Where the worlds of a data folder lie, each in a folder with its name. */
export const worldsIn = (dataFolder: string): string => join(dataFolder, 'worlds');

/** Where their saved snapshots lie, those of each in a folder with its name. */
export const savedIn = (dataFolder: string): string => join(dataFolder, 'saved');

/** The journal of a world, in its folder. */
export const journalOf = (worldFolder: string): string => join(worldFolder, 'journal.jsonl');

/** The command that goes on with what lies before the damaged line of a journal, as it is typed. */
export function repairCommand(journal: string): string {
  const worldFolder = dirname(journal);
  const dataFolder = join(worldFolder, '..', '..');
  return `marketsim world repair ${basename(worldFolder)} --data ${quoted(dataFolder)}`;
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  if (/^[\w./:@%+,-]+$/.test(path)) return path;
  return process.platform === 'win32' ? `"${path}"` : `'${path.replaceAll("'", "'\\''")}'`;
}
