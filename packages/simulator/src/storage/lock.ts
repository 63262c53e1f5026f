import { open, readFile, rename, rm } from 'node:fs/promises';
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
  if (!(await take(path, own))) {
    await clear(path, folder);
    if (!(await take(path, own))) throw taken(folder, 'another process');
  }
  return { release: () => rm(path, { force: true }) };
}

async function take(path: string, own: Holder): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(JSON.stringify(own));
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes away the lock of a process that is gone; it is moved first, for another may do the same just now. */
async function clear(path: string, folder: string): Promise<void> {
  const found = await holderOf(path);
  if (found && (await isAlive(found))) throw taken(folder, wordsFor(found));
  const aside = `${path}.${process.pid}`;
  await rename(path, aside).catch(() => undefined);
  await rm(aside, { force: true });
}

async function holderOf(path: string): Promise<Holder | undefined> {
  try {
    return holder.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // One that was being written when its process ended says nothing.
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

const wordsFor = ({ pid, host }: Holder): string =>
  host === hostname() ? `process ${pid}` : `process ${pid} of ${host}`;

const taken = (folder: string, by: string): StorageError =>
  new StorageError(
    `${folder} is in use by ${by}: stop that one or choose another folder; if it is gone for sure, remove the file ` +
      `"lock" there`,
  );
