import type { EventLog, LogEntry } from '@marketsim/core';

/** A log that tells what is appended to it. */
export interface WatchedLog extends EventLog {
  /** Calls back with what was appended; nothing of it is in the world's state yet. The result ends that. */
  watch(appended: (entries: readonly LogEntry[]) => void): () => void;
}

/** Puts watchers beside a log. */
export function watchedLog(log: EventLog): WatchedLog {
  const watchers = new Set<(entries: readonly LogEntry[]) => void>();
  return {
    append: (entries) => {
      log.append(entries);
      for (const watcher of watchers) watcher(entries);
    },
    durable: () => log.durable(),
    entries: (from) => log.entries(from),
    get length() {
      return log.length;
    },
    watch: (appended) => {
      watchers.add(appended);
      return () => void watchers.delete(appended);
    },
  };
}
