/** A column: its head, and what stands in each row. Numbers are aligned to the right. */
export interface Column<Row> {
  readonly head: string;
  readonly align?: 'right';
  readonly cell: (row: Row) => string;
}

/** Rows as an aligned table of lines, heads first. The last column is not padded. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cells = [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  const padded = (text: string, at: number): string =>
    columns[at]?.align === 'right' ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0);
  return cells.map((line) => line.map(padded).join('  ').trimEnd()).join('\n');
}
