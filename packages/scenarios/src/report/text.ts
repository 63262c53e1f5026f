import type { Failure, Result, Told } from '../result.ts';
import { amountText, minuteText } from './amount.ts';

/** Width of the amounts beside the story. */
const amountWidth = 16;

function lineOf({ at, text, amount }: Told): string {
  const shown = amount ? `${amountText(amount.minor, amount.currency)} ${amount.currency}` : '';
  return `  ${minuteText(at)}  ${shown.padStart(amountWidth)}  ${text}`;
}

/** Where the file says what was to be, and what was: editors and terminals follow the place. */
export function failureText({ file, line, column, path, expected, actual }: Failure): string {
  return `  ${file}:${line}:${column}  ${path}\n    expected  ${expected}\n    actual    ${actual.replaceAll('\n', '\n    ')}`;
}

/** A scenario that was run: its title, its story, and what was not as it says. */
export function storyText({ file, title, told, failures }: Result): string {
  const head = `${failures.length === 0 ? 'ok' : 'FAILED'}  ${title}  (${file})`;
  return [head, ...told.map(lineOf), ...failures.map(failureText)].join('\n');
}

/** How many held, in one line. */
export function summaryText(results: readonly Result[]): string {
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  const count = `${results.length} ${results.length === 1 ? 'scenario' : 'scenarios'}`;
  return failed === 0 ? `${count}, all as they say` : `${count}, ${failed} failed`;
}
