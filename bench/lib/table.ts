import { type Bounds, type Figure, isMet } from './figures.ts';

/** Three significant digits, thousands apart; whole numbers from 1,000 on. */
export const digits = (value: number): string =>
  value.toLocaleString(
    'en-US',
    value >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 },
  );

function wantedText({ atLeast, atMost }: Bounds): string {
  const texts = [
    atLeast === undefined ? '' : `at least ${digits(atLeast)}`,
    atMost === undefined ? '' : `at most ${digits(atMost)}`,
  ];
  return texts.filter((text) => text !== '').join(', ');
}

function rowOf(figure: Figure): readonly string[] {
  const { what, unit, spread, wanted } = figure;
  const verdict = wanted === undefined ? '' : isMet(figure) ? 'yes' : 'NO';
  return [
    what,
    `${digits(spread.median)}${unit === '' ? '' : ` ${unit}`}`,
    `${digits(spread.min)} to ${digits(spread.max)}`,
    wanted === undefined ? '' : wantedText(wanted),
    verdict,
  ];
}

const header = ['What', 'Median', 'Min to max', 'Wanted', 'Met'] as const;

/** The figures as a Markdown table whose columns line up on a terminal too. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [header, ...figures.map(rowOf)];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = header, ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
