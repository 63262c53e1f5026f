import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDataFolder } from '../../../src/storage/data-folder.ts';
import { alone } from '../../../src/worlds/surroundings.ts';
import { createWorlds } from '../../../src/worlds/worlds.ts';
import { recordedDefinition } from './definition.ts';
import { tellEverything } from './story.ts';
import { summaryOf } from './summary.ts';

/** Real milliseconds since 1970 at which a record was made, for whoever reads it. */
const recordedAt = Date.parse('2026-01-01T00:00:00Z');

const warn = (message: string): void => {
  throw new Error(message);
};

/**
 * Records a world in which everything has happened, as this version keeps it: a data folder with its journal, its notes
 * and a saved snapshot; the same world as a file; and what it is known by. The same code writes the same bytes.
 */
export async function record(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const data = join(folder, 'data');
  await mkdir(data, { recursive: true });
  const store = await openDataFolder(data, warn);
  const worlds = createWorlds({}, { ...alone(), store, wallClock: () => recordedAt });
  const world = await worlds.create('recorded', { seed: 11, definition: recordedDefinition });
  await tellEverything(world, () => worlds.snapshot('recorded', 'halfway'));
  await writeFile(join(folder, 'recorded.jsonl'), Buffer.concat([...(await worlds.export('recorded'))]));
  await writeFile(join(folder, 'summary.json'), `${JSON.stringify(summaryOf(world.engine), undefined, 2)}\n`);
  await worlds.close();
  // A cache, of which a later version makes no use.
  await rm(join(data, 'worlds', 'recorded', 'snapshot'), { recursive: true, force: true });
}
