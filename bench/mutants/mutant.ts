import { createHash } from 'node:crypto';

/** A small fault, planted into one file. */
export interface Mutant {
  /** Which one it is, whatever moves around it: file, kind, the text before and after. */
  readonly id: string;
  /** Under the folder of sources. */
  readonly file: string;
  /** The mutator of Stryker that made it. */
  readonly kind: string;
  /** Line and column of the fault, from 1. */
  readonly line: number;
  readonly column: number;
  readonly original: string;
  readonly replacement: string;
  /** The whole file with the fault in it. */
  readonly text: string;
}

const longest = 100;

/** A piece of code on one line; what is long is cut, and told from others by a digest. */
function brief(code: string): string {
  const line = code.replaceAll(/\s+/g, ' ');
  if (line.length <= longest) return line;
  return `${line.slice(0, longest - 10)}… ${createHash('sha256').update(line).digest('hex').slice(0, 8)}`;
}

/** What a mutant does, in one line. */
export const changeOf = ({ original, replacement }: Pick<Mutant, 'original' | 'replacement'>): string =>
  `${brief(original)} → ${brief(replacement)}`;

/** Where a mutant is, and what it does there. */
export const describe = (mutant: Mutant): string =>
  `${mutant.file}:${mutant.line}:${mutant.column} ${mutant.kind}: ${changeOf(mutant)}`;
