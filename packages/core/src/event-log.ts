import type { VersionOf } from './entry-versions.ts';
import type { DomainEvent } from './event.ts';

/**
 * An answer kept for replay to a caller that repeats its request. It travels with the events of the same turn but
 * is no part of the domain: replaying a world's history ignores it (GEN-09).
 */
export interface KeptReceipt {
  readonly type: 'ReceiptKept';
  readonly v: VersionOf<'ReceiptKept'>;
  readonly key: string;
  readonly receipt: unknown;
}

/**
 * Who made a call that led to facts, for the audit (PC 8.1). It travels with them but is no part of the domain. What
 * it holds depends on the call alone, so that the same calls make the same history.
 */
export interface NotedCall {
  readonly type: 'CallNoted';
  readonly v: VersionOf<'CallNoted'>;
  /** Numbers of the first and the last fact that the call led to. */
  readonly first: number;
  readonly last: number;
  readonly correlationId: string;
  readonly applicationId: string;
  /** Absent where no user was signed in. */
  readonly userName?: string;
}

export type LogEntry = DomainEvent | KeptReceipt | NotedCall;

/** History cannot be written any more. What was appended last may be lost; nothing may be served on top of it. */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure';
}

/**
 * Where a world's history is kept. Everything appended in one turn of the event loop is one unit: after a crash all
 * of it is there or none.
 */
export interface EventLog {
  /** Throws a `StorageFailure` once something could not be written. */
  append(entries: readonly LogEntry[]): void;
  /**
   * Resolves when all that was appended before is safe; `undefined` says it is now. Rejects with a `StorageFailure`
   * when it is not and will not be, from then on always.
   */
  durable(): Promise<void> | undefined;
  /** Entries from a place on, oldest first; the first of all has place 0. */
  entries(from?: number): readonly LogEntry[];
  /** How many entries there are. */
  readonly length: number;
}

/** A log that lives as long as the process. */
export function memoryLog(entries: readonly LogEntry[] = []): EventLog {
  const kept = [...entries];
  return {
    append: (more) => {
      for (const entry of more) kept.push(entry);
    },
    durable: () => undefined,
    entries: (from = 0) => (from === 0 ? kept : kept.slice(from)),
    get length() {
      return kept.length;
    },
  };
}

/** Whether an entry is part of the domain's history. */
export const isDomainEvent = (entry: LogEntry): entry is DomainEvent =>
  entry.type !== 'ReceiptKept' && entry.type !== 'CallNoted';
