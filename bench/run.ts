import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benches } from './benches.ts';
import type { Figure } from './lib/figures.ts';
import { circumstances, withFigures } from './lib/record.ts';
import { tableOf } from './lib/table.ts';

const { values, positionals } = parseArgs({
  options: { keep: { type: 'boolean', default: false } },
  allowPositionals: true,
});

function refuse(why: string): never {
  console.error(why);
  process.exit(1);
}

const unknown = positionals.find((wanted) => benches.every(({ name }) => name !== wanted));
if (unknown !== undefined) {
  refuse(`there is no bench "${unknown}"; there is ${benches.map(({ name }) => name).join(', ')}`);
}
if (values.keep && positionals.length > 0)
  refuse('--keep replaces all figures: it goes with no name of a bench');

const figures: Figure[] = [];
for (const bench of benches) {
  if (positionals.length === 0 || positionals.includes(bench.name)) figures.push(...(await bench.full()));
}
const text = `${circumstances(new Date())}\n\n${tableOf(figures)}`;
console.log(text);

if (values.keep) {
  const readme = new URL('./README.md', import.meta.url);
  writeFileSync(readme, withFigures(readFileSync(readme, 'utf8'), text));
}
