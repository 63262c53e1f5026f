/** A column: its head, and what stands in each row. Numbers are aligned to the right. */
export interface Column<Row> {
  readonly head: string;
  readonly align?: 'right';
  /** How wide it is at least where lines come one by one, and nobody knows those that follow. */
  readonly width?: number;
  readonly cell: (row: Row) => string;
}

/** Rows as an aligned table of lines, heads first. The last column is not padded. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cells = [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  return cells.map((line) => padded(line, columns, widths)).join('\n');
}

/** One row of a table that is not complete. */
export const tableLine = <Row>(row: Row, columns: readonly Column<Row>[]): string =>
  padded(
    columns.map(({ cell }) => cell(row)),
    columns,
    columns.map(({ width = 0 }) => width),
  );

function padded<Row>(
  cells: readonly string[],
  columns: readonly Column<Row>[],
  widths: readonly number[],
): string {
  const pad = (text: string, at: number): string =>
    columns[at]?.align === 'right' ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0);
  return cells.map(pad).join('  ').trimEnd();
}
