import { crc32 } from 'node:zlib';
import { atOnce, type Steps } from '../steps.ts';

/**
 * A line of a journal: `["<check>",<value>]`. The check is the CRC-32 of the value's text, begun with the check of
 * the line before, so that a line that is missing, moved or changed shows in the next one too.
 */
export interface Line {
  /** Check of this line, with which the next one is begun. */
  readonly check: number;
  /** Where it begins and ends, in bytes; the end is behind its newline. */
  readonly start: number;
  readonly end: number;
}

/** Lines of a journal as far as they are whole, and what follows them. */
export interface Lines {
  readonly lines: readonly Line[];
  /** Bytes behind the last whole line: of a line that was being written when everything stopped. */
  readonly torn: number;
  /** Number, from 1, of a line that is damaged although others follow. */
  readonly damaged?: number;
}

const newline = 0x0a;
/** The one of buffers counts no further than 2 GiB. */
const indexOf = Uint8Array.prototype.indexOf;

const prefixLength = '["00000000",'.length;
const suffix = ']\n';

const hexOf = (check: number): string => check.toString(16).padStart(8, '0');

/** A line for a value, given as JSON text. */
export function lineOf(json: string, before: number): { readonly bytes: Buffer; readonly check: number } {
  const check = crc32(json, before);
  return { bytes: Buffer.from(`["${hexOf(check)}",${json}${suffix}`), check };
}

/** The lines of values, given as JSON texts, one after another from the first of a file on. */
export function* linesFrom(values: Iterable<string>): Iterable<Buffer> {
  let before = 0;
  for (const json of values) {
    const { bytes, check } = lineOf(json, before);
    yield bytes;
    before = check;
  }
}

/** The JSON text of a line's value. */
export const jsonOf = (bytes: Buffer, { start, end }: Line): string =>
  bytes.toString('utf8', start + prefixLength, end - suffix.length);

/** The check of a line that is as it was written, else nothing. */
function checkOf(line: Buffer, before: number): number | undefined {
  if (line.length < prefixLength + suffix.length) return undefined;
  const check = crc32(line.subarray(prefixLength, line.length - suffix.length), before);
  const isWhole =
    line.toString('latin1', 0, prefixLength) === `["${hexOf(check)}",` &&
    line.toString('latin1', line.length - suffix.length) === suffix;
  return isWhole ? check : undefined;
}

/**
 * Finds the lines of a journal and checks them. One is written after the other is safe, so that only the last can be
 * torn; what does not fit before is damage.
 */
export function* findingLines(bytes: Buffer): Steps<Lines> {
  const lines: Line[] = [];
  let check = 0;
  for (let start = 0; start < bytes.length; ) {
    const found = indexOf.call(bytes, newline, start);
    const end = found < 0 ? bytes.length : found + 1;
    const own = checkOf(bytes.subarray(start, end), check);
    if (own === undefined) {
      const isLast = end === bytes.length;
      return { lines, torn: bytes.length - start, ...(!isLast && { damaged: lines.length + 1 }) };
    }
    check = own;
    lines.push({ check, start, end });
    start = end;
    yield;
  }
  return { lines, torn: 0 };
}

/** The same, at once. */
export const linesIn = (bytes: Buffer): Lines => atOnce(findingLines(bytes));

/** The same bytes, as what they are searched with. */
export const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
