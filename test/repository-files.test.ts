import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const maximumLines = 300;
// Put together from pieces, so that this file does not contain what it looks for.
const machinePaths = ['work/', 'tmp/[a-z]', 'root/', 'home/[a-z]'].map((path) => `(?<![\\w.:/-])/${path}`);
const packageHosts = `https?://[a-z0-9.-]*(${['regis' + 'try', 'mir' + 'ror'].join('|')})[a-z0-9.-]*`;
const unwanted = new RegExp([...machinePaths, packageHosts, 'shared/' + 'reference'].join('|'), 'i');

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(path));
const contentOf = (path: string): string => readFileSync(path, 'utf8');
const isText = (path: string): boolean => !contentOf(path).includes('\0');

test('git lists the files of the workspace', () => {
  expect(files).toContain('package.json');
});

test(`no source file has more than ${maximumLines} lines`, () => {
  const long = files
    .filter((path) => /^packages\/[^/]+\/src\/.*\.(ts|tsx|js|mjs|css)$/.test(path))
    .map((path) => ({ path, lines: contentOf(path).trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > maximumLines);
  expect(long).toEqual([]);
});

test.each(['core', 'laws'])('%s takes neither the time nor chance from the machine', (name) => {
  const sources = files.filter((path) => path.startsWith(`packages/${name}/src/`));
  expect(sources).not.toEqual([]);
  const impure = sources.filter((path) => /\bMath\.random\b|\bTemporal\.Now\b/.test(contentOf(path)));
  expect(impure).toEqual([]);
});

test('no file names a path of one machine, a package host or an unpublished document', () => {
  const named = files
    .filter((path) => path !== 'pnpm-lock.yaml' && isText(path))
    .flatMap((path) =>
      contentOf(path)
        .split('\n')
        .map((text, index) => ({ where: `${path}:${index + 1}`, text })),
    )
    .filter(({ text }) => unwanted.test(text));
  expect(named).toEqual([]);
});

test.each([
  ['/wo' + 'rk/main/x.ts', true],
  ["cd '/t" + "mp/abc'", true],
  ['see https://regis' + 'try.example.org/x', true],
  ['see shared/' + 'reference/a.md', true],
  ['src/wo' + 'rk/x.ts', false],
  ['./t' + 'mp/x', false],
  ['https://example.org/docs', false],
])('%j is unwanted: %j', (text, expected) => {
  expect(unwanted.test(text)).toBe(expected);
});
