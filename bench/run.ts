import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benches } from './benches.ts';
import type { Figure } from './lib/figures.ts';
import { circumstances, withFigures } from './lib/record.ts';
import { tableOf } from './lib/table.ts';

const { values, positionals } = parseArgs({
  options: {
    keep: { type: 'boolean', default: false },
    sample: { type: 'string' },
    workers: { type: 'string' },
    only: { type: 'string' },
  },
  allowPositionals: true,
});

function refuse(why: string): never {
  console.error(why);
  process.exit(1);
}

function countOf(option: 'sample' | 'workers'): number | undefined {
  const given = values[option];
  if (given === undefined) return undefined;
  return /^[1-9]\d{0,5}$/.test(given) ? Number(given) : refuse(`--${option} is a whole number from 1 on`);
}

const unknown = positionals.find((wanted) => benches.every(({ name }) => name !== wanted));
if (unknown !== undefined) {
  refuse(`there is no bench "${unknown}"; there is ${benches.map(({ name }) => name).join(', ')}`);
}
const chosen = benches.filter(({ name, onlyByName }) =>
  positionals.length === 0 ? !onlyByName : positionals.includes(name),
);
const alone = chosen.length === 1 && chosen[0]?.onlyByName ? chosen[0].name : undefined;
const [sample, workers] = [countOf('sample'), countOf('workers')];
const isPart = sample !== undefined || values.only !== undefined;
if ((isPart || workers !== undefined) && alone === undefined)
  refuse('--sample, --workers and --only go with mutants alone');
if (values.keep && positionals.length > 0 && (alone === undefined || isPart))
  refuse('--keep replaces all figures: it goes with no name of a bench, or with mutants, all of them');

const figures: Figure[] = [];
for (const bench of chosen) {
  figures.push(
    ...(await bench.full({
      ...(sample !== undefined && { sample }),
      ...(workers !== undefined && { workers }),
      ...(values.only !== undefined && { only: new RegExp(values.only) }),
    })),
  );
}
const text = `${circumstances(new Date())}\n\n${tableOf(figures)}`;
console.log(text);

if (values.keep) {
  const readme = new URL('./README.md', import.meta.url);
  writeFileSync(readme, withFigures(readFileSync(readme, 'utf8'), text, alone));
}
