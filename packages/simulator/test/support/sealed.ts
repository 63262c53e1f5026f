import { lineOf } from '../../src/storage/line.ts';

/** A file of lines with the right checks, from JSON texts. */
export function sealed(values: readonly string[]): string {
  let before = 0;
  return values
    .map((value) => {
      const { bytes, check } = lineOf(value, before);
      before = check;
      return bytes.toString();
    })
    .join('');
}

/** The JSON texts in such a file. */
export const valuesOf = (file: string): string[] =>
  file
    .trimEnd()
    .split('\n')
    .map((line) => JSON.stringify(JSON.parse(line)[1]));
