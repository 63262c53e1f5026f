import assert from 'node:assert/strict';
import { peek } from './json.ts';

/** A value inside parsed JSON by a path such as `subscription.term.startDate`, as a table cell shows it. */
export const cell = (json: unknown, path: string): string => {
  const value = path.split('.').reduce((inside: unknown, key) => peek(inside, key), json);
  return value === undefined ? '' : String(value);
};

/**
 * Rows of JSON as a table of some of their members shows them. A column that no row has is misspelt or never there: it
 * fails with the members that there are.
 */
export function rowsOf(
  rows: readonly unknown[],
  columns: readonly string[],
): readonly Readonly<Record<string, string>>[] {
  const known = new Set(rows.flatMap((row) => Object.keys(Object(row))));
  const strange = columns.filter((column) => rows.length > 0 && !known.has(column.split('.')[0] ?? ''));
  assert.equal(strange.length, 0, `no row has ${strange.join(', ')}; there are ${[...known].join(', ')}`);
  return rows.map((row) => Object.fromEntries(columns.map((column) => [column, cell(row, column)])));
}
