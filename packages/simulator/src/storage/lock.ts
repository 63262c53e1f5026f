import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { diskFiles } from './files.ts';
import { StorageError } from './storage-error.ts';

/** The right to use a data folder; one process at a time has it. */
export interface FolderLock {
  release(): Promise<void>;
}

const holder = z.object({ pid: z.int(), host: z.string(), started: z.string() });
type Holder = z.output<typeof holder>;

/** Takes a data folder, making it if need be. Rejects with a `StorageError` when another process has it. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await diskFiles.makeFolder(folder);
  const path = join(folder, 'lock');
  const own: Holder = { pid: process.pid, host: hostname(), started: await startOf(process.pid) };
  if (!(await claim(path, own))) await takeOver(folder, path, own);
  return { release: () => rm(path, { force: true }) };
}

let claims = 0;

/** Puts up a file that names its holder; false when there is one. It is there with all that is in it, or not at all. */
async function claim(path: string, own: Holder): Promise<boolean> {
  claims += 1;
  const draft = `${path}.${own.pid}.${claims}`;
  await writeFile(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Takes the place of a process that is gone. One at a time may try: another could have taken it meanwhile. */
async function takeOver(folder: string, path: string, own: Holder): Promise<void> {
  const turn = `${path}.turn`;
  if (!(await claim(turn, own))) throw taken(folder, await wordsFor(turn));
  try {
    if (await isHeld(path)) throw taken(folder, await wordsFor(path));
    await rm(path, { force: true });
    if (!(await claim(path, own))) throw taken(folder, await wordsFor(path));
  } finally {
    await rm(turn, { force: true });
  }
}

async function isHeld(path: string): Promise<boolean> {
  const found = await holderOf(path);
  return found !== undefined && isAlive(found);
}

async function holderOf(path: string): Promise<Holder | undefined> {
  try {
    return holder.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Neither says one that the machine lost the text of.
    return undefined;
  }
}

async function isAlive({ pid, host, started }: Holder): Promise<boolean> {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  return (await startOf(pid)) === started;
}

/** When a process started, where the system tells: ids of processes are used again. */
async function startOf(pid: number): Promise<string> {
  if (process.platform !== 'linux') return '';
  try {
    const [boot, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    const behindName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${boot.trim()} ${behindName[19] ?? ''}`;
  } catch {
    return '';
  }
}

async function wordsFor(path: string): Promise<string> {
  const found = await holderOf(path);
  if (!found) return 'another process';
  return found.host === hostname() ? `process ${found.pid}` : `process ${found.pid} of ${found.host}`;
}

const taken = (folder: string, by: string): StorageError =>
  new StorageError(
    `${folder} is in use by ${by}: stop that one or choose another folder; if it is gone for sure, remove the files ` +
      `there whose names begin with "lock"`,
  );
