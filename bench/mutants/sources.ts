import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from './find.ts';

/** The folder whose files are mutated. */
export const sourceFolder = join(import.meta.dirname, '../../packages/core/src');

/** What decides about subscriptions, time and money. */
const patterns = [
  '{billing,pricing,purchase,subscription,usage}/*.ts',
  '{agenda,decide-due,due,money,schedule,time}.ts',
];

/** The files that are mutated, by their paths. */
export const sources = (): readonly Source[] =>
  globSync(patterns, { cwd: sourceFolder })
    .toSorted()
    .map((file) => ({ file, text: readFileSync(join(sourceFolder, file), 'utf8') }));
