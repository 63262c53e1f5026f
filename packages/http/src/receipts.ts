import { hash } from 'node:crypto';

/** An answer kept for a caller who repeats the request (PC 0.10). `text` holds the body as it was sent. */
export type Receipt = {
  readonly requestHash: string;
  readonly status: number;
  readonly contentType?: string;
  readonly text?: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** The kept answers of one world. */
export type Receipts = {
  find(key: string): Receipt | undefined;
  keep(key: string, receipt: Receipt): void;
};

/** Receipts that live as long as the process. */
export function memoryReceipts(): Receipts {
  const kept = new Map<string, Receipt>();
  return {
    find: (key) => kept.get(key),
    keep: (key, receipt) => {
      kept.set(key, receipt);
    },
  };
}

/** Tells whether two requests under one key are the same request: equal for equal body texts. */
export function requestHash(body: string): string {
  return hash('sha256', body);
}

/** Failures and throttling are not results: a repeat must run (PC 0.10). */
export function isKept(status: number): boolean {
  return status < 500 && status !== 429;
}
