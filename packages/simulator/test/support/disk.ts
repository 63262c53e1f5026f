import { type EventLog, StorageFailure } from '@marketsim/core';

/** Where the histories of a test's worlds are kept. Histories that it loses stay lost, whatever becomes of it. */
export interface Disk {
  /**
   * `full` takes nothing, `broken` takes what it then does not keep, `slow` keeps what it takes once it is told to go
   * on.
   */
  state: 'well' | 'full' | 'broken' | 'slow';
  /** What can be appended before it is full. */
  room: number;
  /** Whether something is being written. */
  isBusy(): boolean;
  /** Ends what is slow. */
  goOn(how: 'kept' | 'lost'): void;
}

const full = (): StorageFailure => new StorageFailure('the disk is full');
const broken = (): StorageFailure => new StorageFailure('the disk is gone');

/** A disk that is well. */
export function disk(): Disk & { readonly log: (kept: EventLog) => EventLog } {
  const waiting = new Set<(how: 'kept' | 'lost') => void>();
  const made: Disk = {
    state: 'well',
    room: Number.POSITIVE_INFINITY,
    isBusy: () => waiting.size > 0,
    goOn: (how) => {
      made.state = 'well';
      for (const end of waiting) end(how);
      waiting.clear();
    },
  };
  return Object.assign(made, { log: (kept: EventLog) => onDisk(kept, made, waiting) });
}

function onDisk(kept: EventLog, at: Disk, waiting: Set<(how: 'kept' | 'lost') => void>): EventLog {
  let failure: StorageFailure | undefined;
  let writing: Promise<void> | undefined;

  const write = (): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.add((how) => {
        writing = undefined;
        if (how === 'kept') return resolve();
        failure = broken();
        reject(failure);
      });
    });

  return {
    append: (entries) => {
      at.room -= 1;
      if (at.state === 'full' || at.room < 0) failure ??= full();
      if (failure) throw failure;
      kept.append(entries);
      if (at.state === 'broken') failure = broken();
      if (at.state === 'slow') writing ??= write();
    },
    durable: () => (failure ? Promise.reject(failure) : writing),
    entries: (from) => kept.entries(from),
    get length() {
      return kept.length;
    },
  };
}
