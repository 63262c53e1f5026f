import type { EventLog, KeptReceipt } from '@marketsim/core';
import type { Receipts } from '@marketsim/http';
import { z } from 'zod';
import { compact } from '../compact.ts';

const keptReceipt = z.object({
  requestHash: z.string(),
  status: z.int(),
  contentType: z.string().optional(),
  text: z.string().optional(),
  headers: z.record(z.string(), z.string()),
});

/** Receipts that are found again; those that were kept first make room. The log holds their lines for good. */
const mostKept = 10_000;

/** The receipts of a world. */
export interface LogReceipts extends Receipts {
  /** As they stand in the log, in their order: of each key the last, and of all as many as are found again. */
  all(): readonly KeptReceipt[];
}

/** Receipts of a log up to a place. */
export interface EarlierReceipts {
  readonly place: number;
  readonly receipts: readonly KeptReceipt[];
}

/**
 * Receipts that live in the world's log: each is appended in the turn of the events it answers for, so that after
 * a crash both are there or none. Those already in the log are found again (GEN-09).
 */
export function logReceipts(
  log: EventLog,
  { place, receipts }: EarlierReceipts = { place: 0, receipts: [] },
): LogReceipts {
  const kept = new Map<string, KeptReceipt>();
  const hold = (entry: KeptReceipt): void => {
    kept.delete(entry.key);
    kept.set(entry.key, entry);
    if (kept.size <= mostKept) return;
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  };
  for (const entry of receipts) hold(entry);
  for (const entry of log.entries(place)) if (entry.type === 'ReceiptKept') hold(entry);
  return {
    find: (key) => {
      const entry = kept.get(key);
      return entry && compact(keptReceipt.parse(entry.receipt));
    },
    keep: (key, receipt) => {
      const entry: KeptReceipt = { type: 'ReceiptKept', v: 1, key, receipt };
      log.append([entry]);
      hold(entry);
    },
    all: () => [...kept.values()],
  };
}
