import { instant, resolveSettings } from '@marketsim/core';
import { z } from 'zod';
import { parseDefinition } from '../definition/parse.ts';
import { settingValue } from '../definition/schema.ts';
import { version } from '../version.ts';
import { type Recipe, withSettings } from './recipe.ts';

/** Format of journals and bundles; one that is read has this or an earlier one. */
const format = 1;

const record = z.object({
  format: z.int(),
  /** Version of marketsim that made it. */
  version: z.string(),
  recipe: z.object({
    name: z.string(),
    idsOf: z.string(),
    seed: z.int().min(0),
    definition: z.unknown(),
    settings: z.record(z.string(), settingValue),
    startsAt: z.string(),
    clock: z.enum(['frozen', 'live']),
  }),
});

/** A recipe as the first line of a journal has it. */
export const recordOf = (recipe: Recipe): object => ({ format, version, recipe });

/** The recipe in a first line; throws in words when it is none, or one of a later format. */
export function readRecord(value: unknown): Recipe {
  const found = z.object({ format: z.int(), version: z.string() }).safeParse(value);
  if (!found.success) throw new Error('it does not begin as the journal of a world does');
  if (found.data.format > format) {
    throw new Error(`it was written by marketsim ${found.data.version}, a later version; this is ${version}`);
  }
  const { definition, settings, startsAt, ...recipe } = record.parse(value).recipe;
  return {
    ...recipe,
    definition: parseDefinition(definition),
    settings: withSettings(resolveSettings({}), settings),
    startsAt: instant(startsAt),
  };
}
