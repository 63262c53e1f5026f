import type { EventLog } from '@marketsim/core';
import type { Receipt, Receipts } from '@marketsim/http';
import { z } from 'zod';
import { compact } from '../compact.ts';

const keptReceipt = z.object({
  requestHash: z.string(),
  status: z.int(),
  contentType: z.string().optional(),
  text: z.string().optional(),
  headers: z.record(z.string(), z.string()),
});

/**
 * Receipts that live in the world's log: each is appended in the turn of the events it answers for, so that after
 * a crash both are there or none. Those already in the log are found again (GEN-09).
 */
export function logReceipts(log: EventLog): Receipts {
  const kept = new Map<string, Receipt>();
  for (const entry of log.entries()) {
    if (entry.type === 'ReceiptKept') kept.set(entry.key, compact(keptReceipt.parse(entry.receipt)));
  }
  return {
    find: (key) => kept.get(key),
    keep: (key, receipt) => {
      log.append([{ type: 'ReceiptKept', v: 1, key, receipt }]);
      kept.set(key, receipt);
    },
  };
}
