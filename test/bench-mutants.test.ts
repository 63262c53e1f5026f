import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Fate } from '../bench/mutants/campaign.ts';
import { equivalents } from '../bench/mutants/equivalents.ts';
import { mutantsOf, type Source } from '../bench/mutants/find.ts';
import { judge } from '../bench/mutants/judge.ts';
import type { Mutant } from '../bench/mutants/mutant.ts';
import { runsOfAll } from '../bench/mutants/properties.ts';
import { figuresOf, listOf } from '../bench/mutants/report.ts';
import { sampleOf } from '../bench/mutants/sample.ts';
import { sources } from '../bench/mutants/sources.ts';

const textsOf = async (text: string): Promise<readonly string[]> =>
  (await mutantsOf({ file: 'a.ts', text })).map((mutant) => mutant.text);

describe('mutants of a source', () => {
  test('are of comparisons and their boundaries, of conditions and of arithmetic', async () => {
    const texts = await textsOf('const f = (a: number, b: number) => (a < b ? a + 1 : b);');
    expect(texts.toSorted()).toEqual([
      'const f = (a: number, b: number) => ((a <= b) ? a + 1 : b);',
      'const f = (a: number, b: number) => ((a >= b) ? a + 1 : b);',
      'const f = (a: number, b: number) => ((false) ? a + 1 : b);',
      'const f = (a: number, b: number) => ((true) ? a + 1 : b);',
      'const f = (a: number, b: number) => (a < b ? (a - 1) : b);',
    ]);
  });

  test('are of statements that are left out', async () => {
    const texts = await textsOf('function f(list: string[]): void { if (list) { list.push("x"); } }');
    expect(texts).toContain('function f(list: string[]): void { if (list) { ; } }');
    expect(texts).toContain('function f(list: string[]): void { if (list) {} }');
    expect(texts).toContain('function f(list: string[]): void {}');
  });

  test('hold together among their neighbours', async () => {
    expect(await textsOf('const all = a && b && c;')).toContain('const all = (a || b) && c;');
  });

  test('are known by what they do, wherever they stand', async () => {
    const text = 'const f = (a: number) => a + 1;\nconst g = (a: number) => a + 1;\n';
    const ids = (await mutantsOf({ file: 'a.ts', text })).map(({ id }) => id);
    expect(ids).toEqual([
      'a.ts ArithmeticOperator: a + 1 → a - 1',
      'a.ts ArithmeticOperator: a + 1 → a - 1 (2)',
    ]);
    const moved = await mutantsOf({ file: 'a.ts', text: `const first = 1;\n\n${text}` });
    expect(moved.map(({ id }) => id)).toEqual(ids);
    expect(moved.map(({ line, column }) => [line, column])).toEqual([
      [3, 26],
      [4, 26],
    ]);
  });

  test('have identities of their own in the whole core, and so has what is said to be equivalent', async () => {
    const ids = (await Promise.all(sources().map(mutantsOf))).flat().map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(2000);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(equivalents).filter((id) => !ids.includes(id))).toEqual([]);
  });
});

const mutant = (n: number): Mutant => ({
  ...{ id: `a.ts BooleanLiteral: ${n}`, file: 'a.ts', kind: 'BooleanLiteral', line: n, column: 1 },
  ...{ original: 'true', replacement: 'false', text: '' },
});
const many = Array.from({ length: 100 }, (_, n) => mutant(n));

describe('a sample', () => {
  const picked = (all: readonly Mutant[], size: number, seed = 1) =>
    sampleOf(all, { size, seed }).map(({ id }) => id);

  test('is the same for the same seed, in whatever order the mutants come', () => {
    expect(picked(many, 10)).toEqual(picked(many.toReversed(), 10));
    expect(picked(many, 10)).not.toEqual(picked(many, 10, 2));
    expect(picked(many, 10)).toEqual(picked(many, 20).slice(0, 10));
    expect(picked(many, 500)).toHaveLength(100);
  });

  test('keeps the others when some go', () => {
    const [first, ...rest] = picked(many, 10);
    const left = many.filter(({ id }) => id !== first);
    expect(picked(left, 9)).toEqual(rest);
  });
});

describe('the report', () => {
  const fate = (n: number, kind: Fate['fate'], why: string): Fate => ({ mutant: mutant(n), fate: kind, why });
  const fates = [
    ...Array.from({ length: 7 }, (_, n) => fate(n, 'properties', 'INV-01')),
    fate(7, 'examples', 'money.test.ts'),
    fate(8, 'survived', 'nothing finds it out'),
    fate(9, 'survived', 'nothing finds it out'),
    fate(10, 'equivalent', 'it is never asked'),
  ];

  test('counts those that change something', () => {
    const values = figuresOf(fates).map(({ what, spread }) => [what, spread.median]);
    expect(values).toEqual([
      ['mutants: killed by properties alone', 70],
      ['mutants: killed by properties and examples', 80],
      ['mutants: tried', 11],
      ['mutants: equivalent', 1],
      ['mutants: survived', 2],
    ]);
  });

  test('names what properties alone did not find out, with its place and identity', () => {
    const text = listOf(fates);
    expect(text).toContain('Survived:\n  a.ts:8:1 BooleanLiteral: true → false\n');
    expect(text).toContain('    money.test.ts\n    a.ts BooleanLiteral: 7');
    expect(text).toContain('    it is never asked\n    a.ts BooleanLiteral: 10');
    expect(text).not.toContain('INV-01');
  });
});

describe('a mutant is judged', () => {
  const checks = { script: 'properties-process.ts', args: ['1'], limit: 60 } as const;
  const plantedInto = (fault: string): Mutant => {
    const money = sourceNamed('money.ts');
    return { ...mutant(1), file: money.file, text: `${money.text}\n${fault}` };
  };

  test('by no more than 2,000 runs, which sources without a fault pass', async () => {
    expect(runsOfAll).toBeLessThanOrEqual(2000);
    expect(await judge(undefined, checks)).toEqual({ killed: false });
  });

  test.each([
    { fault: 'for (;;);', limit: 1, by: 'it does not end' },
    { fault: 'throw new RangeError("no");', limit: 60, by: 'it cannot run: RangeError: no' },
  ])('$by', async ({ fault, limit, by }) => {
    expect(await judge(plantedInto(fault), { ...checks, limit })).toEqual({ killed: true, by });
  });

  test('by tests, and what they were told of one is forgotten', async () => {
    await using cache = await mkdtempDisposable(join(tmpdir(), 'marketsim-mutants-'));
    const examples = {
      script: 'examples-process.ts',
      args: [cache.path, 'money.test.ts'],
      limit: 60,
    } as const;
    const found = await judge(plantedInto('throw new RangeError("no");'), examples);
    expect(found).toEqual({ killed: true, by: 'test/money.test.ts' });
    expect(await judge(undefined, examples)).toEqual({ killed: false });
  });

  test('by laws and model', async () => {
    const [found] = await mutantsOf(sourceNamed('subscription/window.ts'));
    const verdict = await judge(found, checks);
    expect(verdict).toMatchObject({ killed: true, by: expect.stringMatching(/INV-|foretold/) });
  });
});

function sourceNamed(file: string): Source {
  const found = sources().find((source) => source.file === file);
  if (!found) throw new Error(`there is no ${file}`);
  return found;
}
