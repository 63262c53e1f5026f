import type { DomainEvent } from './event.ts';

/**
 * An answer kept for replay to a caller that repeats its request. It travels with the events of the same turn but
 * is no part of the domain: replaying a world's history ignores it (GEN-09).
 */
export interface KeptReceipt {
  readonly type: 'ReceiptKept';
  readonly v: 1;
  readonly key: string;
  readonly receipt: unknown;
}

export type LogEntry = DomainEvent | KeptReceipt;

/**
 * Where a world's history is kept. Everything appended in one turn of the event loop is one unit: after a crash all
 * of it is there or none. `durable` resolves when all that was appended before is safe; `undefined` says it is now.
 */
export interface EventLog {
  append(entries: readonly LogEntry[]): void;
  durable(): Promise<void> | undefined;
  entries(): readonly LogEntry[];
}

/** A log that lives as long as the process. */
export function memoryLog(entries: readonly LogEntry[] = []): EventLog {
  const kept = [...entries];
  return {
    append: (more) => {
      for (const entry of more) kept.push(entry);
    },
    durable: () => undefined,
    entries: () => kept,
  };
}

/** Whether an entry is part of the domain's history. */
export const isDomainEvent = (entry: LogEntry): entry is DomainEvent => entry.type !== 'ReceiptKept';
