import { lineOf } from '../storage/line.ts';
import { recordOf } from '../worlds/recipe-record.ts';
import type { Bundle, BundleHead } from './bundle.ts';

/** How a bundle is written. */
export interface BundleWriting {
  /** What becomes of each value before it is written; it stays as it is unless given. */
  readonly change?: (value: object) => object;
  /** See `BundleHead`. */
  readonly saved?: number;
}

/**
 * The lines of a bundle, each with its newline, in the format of a journal: how the world was made and how its clock
 * stood; what its transport knew; then its history, an entry a line.
 */
export function* bundleLines(bundle: Bundle, { change = same, saved }: BundleWriting = {}): Iterable<Buffer> {
  let before = 0;
  for (const value of valuesOf(bundle, saved)) {
    const { bytes, check } = lineOf(JSON.stringify(change(value)), before);
    yield bytes;
    before = check;
  }
}

const same = (value: object): object => value;

function* valuesOf({ recipe, entries, standing }: Bundle, saved: number | undefined): Iterable<object> {
  const { outbox, ...clock } = standing;
  const head: BundleHead = { ...clock, entries: entries.length, ...(saved !== undefined && { saved }) };
  yield { ...recordOf(recipe), ...head };
  yield outbox;
  for (const entry of entries) yield [entry];
}
