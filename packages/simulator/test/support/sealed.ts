import { linesFrom } from '../../src/storage/line.ts';

/** A file of lines with the right checks, from JSON texts. */
export const sealed = (values: readonly string[]): string => Buffer.concat([...linesFrom(values)]).toString();

/** The JSON texts in such a file. */
export const valuesOf = (file: string): string[] =>
  file
    .trimEnd()
    .split('\n')
    .map((line) => JSON.stringify(JSON.parse(line)[1]));
