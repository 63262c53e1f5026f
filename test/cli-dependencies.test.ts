import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bundled } from '../scripts/package/bundle.mjs';
import { copied } from '../scripts/package/copied.mjs';

type Ranges = Readonly<Record<string, string>>;
type Manifest = {
  readonly name: string;
  readonly dependencies?: Ranges;
  readonly devDependencies?: Ranges;
};

const readManifest = (path: string): Manifest => JSON.parse(readFileSync(path, 'utf8'));
const manifests = new Map(
  globSync('packages/*/package.json')
    .map(readManifest)
    .map((one) => [one.name, one]),
);
const ofWorkspace = (name: string): boolean => name.startsWith('@marketsim/');

/** The workspace packages that these lead to, directly or through others. */
function reached(names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (!ofWorkspace(name) || found.has(name)) return;
    found.add(name);
    for (const next of Object.keys(manifests.get(name)?.dependencies ?? {})) visit(next);
  };
  for (const name of names) visit(name);
  return found;
}

const external = (names: Iterable<string>): readonly (readonly [string, string])[] =>
  [...names]
    .flatMap((name) => Object.entries(manifests.get(name)?.dependencies ?? {}))
    .filter(([name]) => !ofWorkspace(name));

const cli = manifests.get('marketsim');
const packed = reached(Object.keys({ ...cli?.dependencies, ...cli?.devDependencies }));

const needed = external(packed);

test('the published package depends on what the packages in it need and is neither bundled with them nor copied, on what types name, and on what a terminal needs', () => {
  const { '@clack/prompts': prompts, ...rest } = cli?.dependencies ?? {};
  expect(prompts).toBeDefined();
  expect(packed).toContain('@marketsim/core');
  const isLeft = (name: string): boolean => name === 'zod' || ![...bundled, ...copied].includes(name);
  expect(rest).toEqual(Object.fromEntries(needed.filter(([name]) => isLeft(name))));
});

test('nothing is said to be bundled or copied that no package in it needs', () => {
  const names = [...Object.keys(cli?.devDependencies ?? {}), ...needed.map(([name]) => name)];
  expect(names).toEqual(expect.arrayContaining([...bundled, ...copied]));
});

test('two packages that share a dependency ask for the same range', () => {
  const ranges = Map.groupBy(external(manifests.keys()), ([name]) => name);
  const different = [...ranges].filter(([, uses]) => new Set(uses.map(([, range]) => range)).size > 1);
  expect(different.map(([name]) => name)).toEqual([]);
});
