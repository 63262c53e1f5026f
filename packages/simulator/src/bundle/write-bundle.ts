import { linesFrom } from '../storage/line.ts';
import { recordOf } from '../worlds/recipe-record.ts';
import type { Bundle, BundleHead } from './bundle.ts';

/** How a bundle is written. */
export interface BundleWriting {
  /** What becomes of each value, as JSON text, before it is written; it stays as it is unless given. */
  readonly change?: (json: string) => string;
  /** See `BundleHead`. */
  readonly saved?: number;
}

/**
 * The lines of a bundle, each with its newline, in the format of a journal: how the world was made and how its clock
 * stood; what its transport knew; then its history, an entry a line.
 */
export const bundleLines = (bundle: Bundle, writing: BundleWriting = {}): Iterable<Buffer> =>
  linesFrom(textsOf(bundle, writing));

function* textsOf(bundle: Bundle, { change = same, saved }: BundleWriting): Iterable<string> {
  for (const value of valuesOf(bundle, saved)) yield change(JSON.stringify(value));
}

const same = (json: string): string => json;

function* valuesOf({ recipe, entries, standing }: Bundle, saved: number | undefined): Iterable<object> {
  const { outbox, ...clock } = standing;
  const head: BundleHead = { ...clock, entries: entries.length, ...(saved !== undefined && { saved }) };
  yield { ...recordOf(recipe), ...head };
  yield outbox;
  for (const entry of entries) yield [entry];
}
