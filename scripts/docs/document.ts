import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A document that is generated: its path from the root of the workspace, and its text. */
export type GeneratedDocument = { readonly path: string; readonly text: string };

/** Paths of the documents whose file under `root` is missing or says something else. */
export const outdated = (root: string, documents: readonly GeneratedDocument[]): readonly string[] =>
  documents.filter(({ path, text }) => fileText(join(root, path)) !== text).map(({ path }) => path);

const fileText = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, 'utf8') : undefined;
