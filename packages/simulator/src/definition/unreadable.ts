import { reasonOf } from '@marketsim/http';

/** Why a file cannot be read, for whoever named it. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  return reasonOf(error);
}
