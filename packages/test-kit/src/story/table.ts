import { peek } from './json.ts';

/** A value inside parsed JSON by a path such as `subscription.term.startDate`, as a table cell shows it. */
export const cell = (json: unknown, path: string): string => {
  const value = path.split('.').reduce((inside: unknown, key) => peek(inside, key), json);
  return value === undefined ? '' : String(value);
};

/** Rows of JSON as a table of some of their members shows them. */
export const rowsOf = (
  rows: readonly unknown[],
  columns: readonly string[],
): readonly Readonly<Record<string, string>>[] =>
  rows.map((row) => Object.fromEntries(columns.map((column) => [column, cell(row, column)])));
