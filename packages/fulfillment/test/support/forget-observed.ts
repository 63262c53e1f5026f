import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';

/** Forgets which answers an earlier run has seen. */
export const setup = (): Promise<void> =>
  rm(resolve(import.meta.dirname, '../../reports/observed'), { recursive: true, force: true });
