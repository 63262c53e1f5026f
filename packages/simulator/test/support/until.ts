import { vi } from 'vitest';

/** Waits until a check holds, with patience for a busy machine: the limit only ends a test that hangs. */
export const until = (check: () => boolean | Promise<boolean>): Promise<boolean> =>
  vi.waitUntil(check, { timeout: 20_000, interval: 10 });
