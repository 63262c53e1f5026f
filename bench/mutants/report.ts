import type { Figure } from '../lib/figures.ts';
import type { Fate } from './campaign.ts';
import { describe } from './mutant.ts';

const count = (fates: readonly Fate[], ...kinds: readonly Fate['fate'][]): number =>
  fates.filter(({ fate }) => kinds.includes(fate)).length;

const once = (value: number): Figure['spread'] => ({ median: value, min: value, max: value });

const share = (part: number, whole: number): number => (whole === 0 ? 100 : (100 * part) / whole);

/** How many mutants were found out, of those that change anything. */
export function figuresOf(fates: readonly Fate[]): readonly Figure[] {
  const whole = fates.length - count(fates, 'equivalent');
  const [byProperties, byBoth] = [count(fates, 'properties'), count(fates, 'properties', 'examples')];
  const number = (what: string, value: number): Figure => ({ what, unit: '', spread: once(value) });
  return [
    {
      what: 'mutants: killed by properties alone',
      unit: '%',
      spread: once(share(byProperties, whole)),
      wanted: { atLeast: 90 },
    },
    {
      what: 'mutants: killed by properties and examples',
      unit: '%',
      spread: once(share(byBoth, whole)),
      wanted: { atLeast: 98 },
    },
    number('mutants: tried', fates.length),
    number('mutants: equivalent', count(fates, 'equivalent')),
    number('mutants: survived', count(fates, 'survived')),
  ];
}

const listed = (fates: readonly Fate[], kind: Fate['fate'], title: string): readonly string[] => {
  const some = fates
    .filter(({ fate }) => fate === kind)
    .toSorted((a, b) => (a.mutant.id < b.mutant.id ? -1 : 1));
  return some.length === 0
    ? []
    : [title, ...some.map(({ mutant, why }) => `  ${describe(mutant)}\n    ${why}\n    ${mutant.id}`)];
};

/** The mutants that properties alone did not find out, each with its place and identity. */
export const listOf = (fates: readonly Fate[]): string =>
  [
    ...listed(fates, 'survived', 'Survived:'),
    ...listed(fates, 'examples', 'Killed by examples, not by properties:'),
    ...listed(fates, 'equivalent', 'Equivalent:'),
  ].join('\n');
