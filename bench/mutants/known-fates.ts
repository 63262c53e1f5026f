import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fate } from './campaign.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'reports/mutants');

/** All that a fate depends on: what is mutated, what looks for the fault, and what is known not to be one. */
const patterns = ['packages/{core,laws}/{src,test}/**/*', 'bench/mutants/*.ts', 'pnpm-lock.yaml'];

function digestOfSources(): string {
  const digest = createHash('sha256');
  for (const file of globSync(patterns, { cwd: root, withFileTypes: false }).toSorted())
    if (/\.\w+$/.test(file)) digest.update(`${file}\n`).update(readFileSync(join(root, file)));
  return digest.digest('hex').slice(0, 16);
}

type Told = Pick<Fate, 'fate' | 'why'>;

/** Fates of the very same sources: a campaign that was stopped goes on where it was. */
export interface KnownFates {
  of(id: string): Told | undefined;
  keep(fate: Fate): void;
}

/** What earlier campaigns on these sources found out, in a file under `reports` that is theirs alone. */
export function knownFates(): KnownFates {
  const file = join(folder, `${digestOfSources()}.jsonl`);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  const known = new Map(
    lines.map((line): readonly [string, Told] => {
      const { id, ...told }: Told & { readonly id: string } = JSON.parse(line);
      return [id, told];
    }),
  );
  return {
    of: (id) => known.get(id),
    keep: ({ mutant: { id }, fate, why }) => {
      mkdirSync(folder, { recursive: true });
      appendFileSync(file, `${JSON.stringify({ id, fate, why })}\n`);
    },
  };
}

/** For what is not worth keeping: nothing is known. */
export const noFates: KnownFates = { of: () => undefined, keep: () => {} };
