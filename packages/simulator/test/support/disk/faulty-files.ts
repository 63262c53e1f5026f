import type { Files, StoredFile } from '../../../src/storage/files.ts';
import { draws } from '../random.ts';
import type { FileBytes } from './file-bytes.ts';
import { type NameTree, nameTree } from './name-tree.ts';
import { type Plan, plansFor, systemError } from './plans.ts';

/** What goes wrong: everything stops, the disk is full, or it cannot be written or read. */
export interface Fault {
  readonly kind: 'crash' | 'ENOSPC' | 'EIO';
  /** Number of the call that it meets, from 1. A full disk is met only by calls that need room. */
  readonly at: number;
  /** Whether it meets all calls that follow as well. */
  readonly isLasting?: boolean;
}

export interface FaultyOptions {
  /** What is on the disk at first; nothing unless given. */
  readonly disk?: NameTree;
  readonly fault?: Fault;
  /** How long calls take, and how far those come that a fault meets; 1 unless given. */
  readonly seed?: number;
}

/**
 * A file system in memory, with caches before a disk that is as harsh as POSIX lets it be: what was not brought to the
 * disk is there or not, in any part; what a datasync has failed over is brought there by none that follows.
 */
export interface FaultyFiles extends Files {
  /** Names of the calls so far. */
  readonly calls: readonly string[];
  /** Resolves when a crash was met: nothing settles any more. */
  readonly crashed: Promise<void>;
  /** What is found should the power go now. */
  afterPowerLoss(seed: number): NameTree;
  /** Ends the process, so that nothing settles any more: caches live on, but for some of what was given up. */
  afterProcessEnd(seed: number): NameTree;
}

const needingRoom: ReadonlySet<string> = new Set(['create', 'write', 'makeFolder']);

const tick = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
const never = new Promise<never>(() => undefined);

/** A file system of one process. */
export function faultyFiles({ disk = nameTree(), fault, seed = 1 }: FaultyOptions = {}): FaultyFiles {
  const draw = draws(seed);
  const calls: string[] = [];
  const crash = Promise.withResolvers<void>();
  let isDead = false;

  /** What the call meets that begins now. */
  const begin = (name: string): Fault['kind'] | undefined => {
    calls.push(name);
    if (!fault || calls.length < fault.at || (calls.length > fault.at && !fault.isLasting)) return undefined;
    return fault.kind === 'ENOSPC' && !needingRoom.has(name) ? undefined : fault.kind;
  };

  const run = async <T>(name: string, plan: () => Plan<T>): Promise<T> => {
    if (isDead) return never;
    const met = begin(name);
    for (let ticks = draw(3); ticks >= 0; ticks -= 1) await tick();
    if (isDead) return never;
    const { steps, result, failed } = plan();
    const done = met ? draw(steps.length + 1) : steps.length;
    for (const step of steps.slice(0, done)) step();
    if (!met) return result();
    if (met === 'crash') {
      isDead = true;
      crash.resolve();
      return never;
    }
    failed?.();
    throw systemError(met, name);
  };

  const handleOf = (file: FileBytes): StoredFile => ({
    write: (bytes, at) => {
      const cut = draw(bytes.length + 1);
      const steps = [[0, cut] as const, [cut, bytes.length] as const].map(
        ([from, to]) =>
          () =>
            file.write(bytes.subarray(from, to), at + from),
      );
      return run('write', () => ({ steps, result: nothing }));
    },
    datasync: () => {
      const { succeed, fail } = file.datasync();
      return run('datasync', () => ({ steps: [], result: succeed, failed: fail }));
    },
    truncate: (length) => run('truncate', () => ({ steps: [() => file.truncate(length)], result: nothing })),
    close: () => run('close', () => ({ steps: [], result: nothing })),
  });

  const plans = plansFor(disk);
  return {
    calls,
    crashed: crash.promise,
    open: async (path, which) => {
      if (which === 'new') return handleOf(await run('create', () => plans.create(path)));
      return handleOf(await run('open', () => answer(() => plans.fileAt(path))));
    },
    read: (path) => run('read', () => answer(() => plans.fileAt(path).read())),
    readStart: (path, length) =>
      run('readStart', () => answer(() => plans.fileAt(path).read().subarray(0, length))),
    readNow: (path) => {
      if (isDead || begin('readNow')) throw systemError('EIO', path);
      return plans.fileAt(path).read();
    },
    rename: (from, to) => run('rename', () => plans.rename(from, to)),
    remove: (path) => run('remove', () => plans.remove(path)),
    makeFolder: (path) => run('makeFolder', () => plans.makeFolder(path)),
    list: (path) => run('list', () => answer(() => plans.list(path))),
    syncFolder: async (path) => {
      const plan = plans.syncFolder(path);
      return run('syncFolder', () => plan);
    },
    afterPowerLoss: (lossSeed) => disk.afterPowerLoss(draws(lossSeed)),
    afterProcessEnd: (lossSeed) => {
      isDead = true;
      disk.forget(draws(lossSeed));
      return disk;
    },
  };
}

const nothing = (): void => undefined;
const answer = <T>(result: () => T): Plan<T> => ({ steps: [], result });
