import { type EventLog, type LogEntry, StorageFailure } from '@marketsim/core';

/** A log that tells what is appended to it, and when nothing can be any more. */
export interface WatchedLog extends EventLog {
  /** Calls back with what was appended; nothing of it is in the world's state yet. The result ends that. */
  watch(appended: (entries: readonly LogEntry[]) => void): () => void;
  /** Learns that something else of the world cannot be written any more, which is as bad. */
  lose(why: StorageFailure): void;
  /** Why it cannot be written any more; nothing while it can. */
  failure(): StorageFailure | undefined;
}

/** Puts watchers beside a log. `lost` is called once, when it cannot be written any more. */
export function watchedLog(log: EventLog, lost: () => void): WatchedLog {
  const watchers = new Set<(entries: readonly LogEntry[]) => void>();
  let failure: StorageFailure | undefined;
  let isConfirming = false;

  const lose = (why: StorageFailure): void => {
    if (failure !== undefined) return;
    failure = why;
    lost();
  };

  const note = (error: unknown): void => {
    if (error instanceof StorageFailure) lose(error);
  };

  const append = (entries: readonly LogEntry[]): void => {
    try {
      log.append(entries);
    } catch (error) {
      note(error);
      throw error;
    }
  };

  const durable = (): Promise<void> | undefined => {
    const safe = log.durable();
    safe?.catch(note);
    return safe;
  };

  /** Finds out that something was not written although nobody waits for it. */
  const confirm = (): void => {
    if (isConfirming) return;
    const { length } = log;
    const safe = durable();
    if (safe === undefined) return;
    isConfirming = true;
    safe.then(
      () => {
        isConfirming = false;
        if (log.length > length) confirm();
      },
      () => undefined,
    );
  };

  return {
    append: (entries) => {
      append(entries);
      for (const watcher of watchers) watcher(entries);
      confirm();
    },
    durable,
    entries: (from) => log.entries(from),
    get length() {
      return log.length;
    },
    watch: (appended) => {
      watchers.add(appended);
      return () => void watchers.delete(appended);
    },
    lose,
    failure: () => failure,
  };
}
