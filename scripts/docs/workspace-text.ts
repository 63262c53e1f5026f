import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the workspace: its path from the root, with slashes, and its content. */
export type TextFile = { readonly path: string; readonly text: string };

const declaring = ['packages/*/src/**/*.ts'];
const testing = ['packages/*/test/**/*.ts', 'features/**/*.feature', 'test/**/*.ts'];

const read = (root: string, patterns: readonly string[]): readonly TextFile[] =>
  globSync(patterns, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** The files in which rules are declared. */
export const sourceFiles = (root: string): readonly TextFile[] => read(root, declaring);

/** The files that test them: tests of packages and of the workspace, and features. */
export const testFiles = (root: string): readonly TextFile[] => read(root, testing);
