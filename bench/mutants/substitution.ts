import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFolder } from './sources.ts';

/** Another text for one file. */
export interface Substitution {
  readonly path: string;
  readonly text: string;
}

/** What this process was told to put in place of a source: JSON on its standard input. Nothing: all stays as it is. */
export function givenSubstitution(): Substitution | undefined {
  const given: { file: string; text: string } | null = JSON.parse(readFileSync(0, 'utf8'));
  return given ? { path: join(sourceFolder, given.file), text: given.text } : undefined;
}

/** How a process ends that found the mutant out. */
export const foundOut = 3;
