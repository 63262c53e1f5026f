import { bold, bottomOf, fontOf, margin, plain, type Sheet } from './sheet.ts';
import type { Statement, StatementColumn } from './statement.ts';

const padding = 3;
const ruleWidth = 0.5;

type Grid = Sheet & { readonly columns: readonly PlacedColumn[] };

/** A column with its place on the page, in points. */
interface PlacedColumn extends StatementColumn {
  readonly left: number;
  readonly points: number;
}

/** A row of a table, and the font that it is in. */
interface Row {
  readonly cells: readonly string[];
  readonly font: string;
}

/** The rows of a statement; a page that they do not fit on is followed by one that begins with the heads of the columns. */
export function drawTable(sheet: Sheet, { columns, rows }: Statement): void {
  const grid = { ...sheet, columns: placed(columns, sheet.width) };
  const head: Row = { cells: columns.map(({ label }) => label), font: bold };
  drawRow(grid, head);
  for (const row of rows) {
    const body: Row = { cells: row, font: plain };
    if (grid.document.y + heightOf(grid, body) > bottomOf(grid.document)) {
      grid.document.addPage();
      drawRow(grid, head);
    }
    drawRow(grid, body);
  }
}

/** The columns beside one another over the whole width, each by its share. */
function placed(columns: readonly StatementColumn[], width: number): readonly PlacedColumn[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  let left = margin;
  return columns.map((column) => {
    const points = (column.share / shares) * width;
    const place = { ...column, left, points };
    left += points;
    return place;
  });
}

function heightOf({ document, columns }: Grid, { cells, font }: Row): number {
  const heights = columns.map(({ points }, index) => {
    const text = cells[index] || ' ';
    return document.font(fontOf(text, font)).heightOfString(text, { width: points - 2 * padding });
  });
  return Math.max(...heights) + 2 * padding;
}

/** Writes a row where the document stands, with a rule below it, and goes on below that. */
function drawRow(grid: Grid, row: Row): void {
  const { document, columns, width } = grid;
  const { y } = document;
  const height = heightOf(grid, row);
  columns.forEach(({ left, points, isNumber }, index) => {
    const align = isNumber ? 'right' : 'left';
    const text = row.cells[index] ?? '';
    document.font(fontOf(text, row.font)).text(text, left + padding, y + padding, {
      width: points - 2 * padding,
      align,
    });
  });
  document
    .lineWidth(ruleWidth)
    .moveTo(margin, y + height)
    .lineTo(margin + width, y + height)
    .stroke();
  document.y = y + height;
}
