import type { Law } from '../law.ts';
import { pairLaws } from '../pairs/all.ts';
import { repeatLaw } from '../pairs/repeat.ts';
import { runLaws } from './all.ts';

/** All laws, in order of their ids. */
export const allLaws: readonly Law[] = [...runLaws, ...pairLaws, repeatLaw].toSorted((a, b) =>
  a.id.localeCompare(b.id, 'en', { numeric: true }),
);
