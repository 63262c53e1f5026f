import type { z } from 'zod';
import { arrayReader, recordReader, unionReader } from './collection.ts';
import { objectReader } from './object.ts';
import type { Read, Rules } from './rules.ts';
import { asBoolean, asNumber, asText, scalar, spellings } from './scalar.ts';
import { kinds, layers } from './schema.ts';

const asIs: Read = (raw) => raw;

/** The reader of a schema, compiled on first use and kept as long as the schema lives. */
export function reader(schema: z.core.$ZodType, rules: Rules): Read {
  const known = rules.compiled.get(schema);
  if (known) return known;
  let read = asIs;
  // Stands in while the schema is compiled, for schemas that contain themselves.
  rules.compiled.set(schema, (raw) => read(raw));
  read = compile(schema, rules);
  rules.compiled.set(schema, read);
  return read;
}

function compile(schema: z.core.$ZodType, rules: Rules): Read {
  const readerOf = (part: z.core.$ZodType): Read => reader(part, rules);
  const base = layers(schema).at(-1) ?? schema;
  if (base !== schema) return readerOf(base);
  const { def } = kinds(base)._zod;
  switch (def.type) {
    case 'object':
      return objectReader(def, rules, readerOf);
    case 'array':
      return arrayReader(def, rules, readerOf);
    case 'record':
      return recordReader(def, readerOf);
    case 'union':
      return unionReader(def, readerOf);
    case 'enum':
      return enumReader(Object.values(def.entries), rules);
    case 'literal':
      return enumReader(def.values, rules);
    case 'number':
      return scalar(rules.conversions ? asNumber : asIs, rules);
    case 'string':
      return scalar(rules.conversions && !rules.textual ? asText : asIs, rules);
    case 'boolean':
      return scalar(rules.conversions ? asBoolean : asIs, rules);
    default:
      return asIs;
  }
}

function enumReader(values: readonly unknown[], rules: Rules): Read {
  return scalar(rules.enumSpellings ? spellings(values).read : asIs, rules);
}
