import type { Read, Rules } from './rules.ts';

const numeric = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i;
const fillerDate = /^0001-01-01T00:00:00(\.0+)?(Z|[-+]00:00)?$/;

/** Enum texts match in any case, with or without underscores, or the spaces that some have in their place (PC 0.6). */
export const folded = (text: string): string => text.toLowerCase().replaceAll(/[_ ]/g, '');

/** The .NET default of a date that the caller never set. */
export const isFillerDate = (raw: unknown): boolean => typeof raw === 'string' && fillerDate.test(raw);

export const asNumber: Read = (raw) => {
  if (typeof raw !== 'string' || !numeric.test(raw)) return raw;
  const value = Number(raw);
  return Number.isFinite(value) ? value : raw;
};

export const asText: Read = (raw) => (typeof raw === 'number' && Number.isFinite(raw) ? String(raw) : raw);

export const asBoolean: Read = (raw) => {
  if (typeof raw !== 'string') return raw;
  const text = raw.toLowerCase();
  if (text === 'true') return true;
  return text === 'false' ? false : raw;
};

/** Maps every spelling of the values to their canonical one; other texts stay as they are. */
export function spellings(values: readonly unknown[]): { readonly read: Read; has(raw: unknown): boolean } {
  const canonical = new Map<string, string>();
  for (const value of values) {
    if (typeof value === 'string' && !canonical.has(folded(value))) canonical.set(folded(value), value);
  }
  const exact = new Set(values);
  const read: Read = (raw) =>
    typeof raw !== 'string' || exact.has(raw) ? raw : (canonical.get(folded(raw)) ?? raw);
  return { read, has: (raw) => exact.has(read(raw)) };
}

/** In a query a repeated name counts once, by its first value, unless a list is expected. */
export function scalar(read: Read, rules: Rules): Read {
  return rules.textual ? (raw) => read(Array.isArray(raw) ? raw[0] : raw) : read;
}
