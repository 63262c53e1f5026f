import { z } from 'zod';
import { isRecord } from './object.ts';
import type { Read, ReaderOf, Rules } from './rules.ts';

export function arrayReader(def: z.core.$ZodArrayDef, rules: Rules, readerOf: ReaderOf): Read {
  const read = readerOf(def.element);
  return (raw) => {
    if (Array.isArray(raw)) return raw.map((item) => read(item));
    return rules.textual && raw !== undefined ? [read(raw)] : raw;
  };
}

export function recordReader(def: z.core.$ZodRecordDef, readerOf: ReaderOf): Read {
  const read = readerOf(def.valueType);
  return (raw) => {
    if (!isRecord(raw)) return raw;
    const entries = Object.entries(raw).filter(([key]) => key !== '__proto__');
    return Object.fromEntries(entries.map(([key, value]) => [key, read(value)]));
  };
}

/**
 * Reads a union by the first option that then accepts the value. A value that some option accepts as it is
 * stays as it is, unless it is an object or a list. When none accepts, the first option of its kind reads it,
 * so that names and spellings in what is refused are canonical too.
 */
export function unionReader(def: z.core.$ZodUnionDef, readerOf: ReaderOf): Read {
  const options = def.options.map((schema) => ({ schema, read: readerOf(schema) }));
  return (raw) => {
    const composite = typeof raw === 'object' && raw !== null;
    if (!composite && options.some(({ schema }) => accepts(schema, raw))) return raw;
    let sameKind: unknown;
    for (const { schema, read } of options) {
      const value = read(raw);
      if (accepts(schema, value)) return value;
      if (composite && value !== raw) sameKind ??= value;
    }
    return sameKind ?? raw;
  };
}

function accepts(schema: z.core.$ZodType, value: unknown): boolean {
  return z.safeParse(schema, value).success;
}
