import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { benches } from '../bench/benches.ts';
import { ratioOf } from '../bench/lib/confidence.ts';
import { startCrowd } from '../bench/lib/crowd.ts';
import { type Figure, isMet, spreadOf } from '../bench/lib/figures.ts';
import { withFigures } from '../bench/lib/record.ts';
import { digits, tableOf } from '../bench/lib/table.ts';
import { deliver } from '../bench/webhooks.ts';

const figure = (median: number, rest: Partial<Figure> = {}): Figure => ({
  what: 'calls',
  unit: '/s',
  spread: { median, min: median / 2, max: median * 2 },
  ...rest,
});

describe('figures', () => {
  test.each([
    { values: [7], spread: { median: 7, min: 7, max: 7 } },
    { values: [10, 9, 1], spread: { median: 9, min: 1, max: 10 } },
    { values: [4, 100, 1, 2], spread: { median: 3, min: 1, max: 100 } },
    { values: [3, 3, 1, 2, 100], spread: { median: 3, min: 1, max: 100 } },
  ])('the middle of $values is $spread.median', ({ values, spread }) => {
    expect(spreadOf(values)).toEqual(spread);
  });

  test('nothing measured has no middle', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });

  test.each([
    { ends: [0.9, 1.1], met: true },
    { ends: [0.89, 1.05], met: false },
    { ends: [0.95, 1.11], met: false },
  ])('the interval of $ends is wanted from 0.9 to 1.1: $met', ({ ends: [min = 0, max = 0], met }) => {
    const interval = figure(1, { spread: { median: 1, min, max }, isInterval: true });
    expect(isMet({ ...interval, wanted: { atLeast: 0.9, atMost: 1.1 } })).toBe(met);
    expect(isMet({ ...interval, wanted: {} })).toBe(true);
  });

  test.each([
    { median: 0.8, wanted: { atLeast: 0.8, atMost: 1.2 }, met: true },
    { median: 1.2, wanted: { atLeast: 0.8, atMost: 1.2 }, met: true },
    { median: 0.79, wanted: { atLeast: 0.8, atMost: 1.2 }, met: false },
    { median: 1.21, wanted: { atLeast: 0.8, atMost: 1.2 }, met: false },
    { median: 11, wanted: { atMost: 10 }, met: false },
    { median: 11, wanted: { atLeast: 10 }, met: true },
  ])('$median is wanted $wanted: $met', ({ median, wanted, met }) => {
    expect(isMet(figure(median, { wanted }))).toBe(met);
  });
});

describe('a ratio with its confidence', () => {
  const pairs = (...values: readonly (readonly [number, number])[]) =>
    values.map(([upper, lower]) => ({ upper, lower }));

  test('is that of the sums, and certain where all pairs have the same', () => {
    expect(ratioOf(pairs([1, 2], [10, 20], [3, 6]))).toEqual({ median: 0.5, min: 0.5, max: 0.5 });
    expect(ratioOf(pairs([1, 1], [1, 3])).median).toBe(0.5);
  });

  test('lies between what pairs drawn anew give in 95 of 100 cases', () => {
    let state = 1;
    const random = (): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    // Ten pairs whose ratios are 0.91 to 1.09: their mean has a standard error of 0.018.
    const even = pairs(...Array.from({ length: 10 }, (_, n) => [0.91 + n * 0.02, 1] as const));
    const { median, min, max } = ratioOf(even, random);
    expect(median).toBeCloseTo(1, 10);
    expect(min).toBeCloseTo(1 - 1.96 * 0.018, 2);
    expect(max).toBeCloseTo(1 + 1.96 * 0.018, 2);
  });

  test('needs something measured', () => {
    expect(() => ratioOf([])).toThrow(RangeError);
  });
});

describe('the table', () => {
  test.each([
    [0.51234, '0.512'],
    [12.34, '12.3'],
    [999.4, '999'],
    [1000.4, '1,000'],
    [12345.6, '12,346'],
  ])('writes %d as %s', (value, text) => {
    expect(digits(value)).toBe(text);
  });

  test('has a line for each figure, columns in line, and says what was missed', () => {
    const figures = [
      figure(5000),
      figure(0.4, { what: 'ratio', unit: '', wanted: { atLeast: 0.5 } }),
      figure(1, { what: 'slope', unit: '', wanted: { atLeast: 0.8, atMost: 1.2 } }),
    ];
    expect(tableOf(figures).split('\n')).toEqual([
      '| What  | Median   | Min to max      | Wanted                    | Met |',
      '| ----- | -------- | --------------- | ------------------------- | --- |',
      '| calls | 5,000 /s | 2,500 to 10,000 |                           |     |',
      '| ratio | 0.4      | 0.2 to 0.8      | at least 0.5              | NO  |',
      '| slope | 1        | 0.5 to 2        | at least 0.8, at most 1.2 | yes |',
    ]);
  });
});

describe('the figures that are kept', () => {
  const readme = readFileSync('bench/README.md', 'utf8');

  test('take the place of those before, and of nothing else', () => {
    const [one, two] = ['| one |', '| two |'];
    const once = withFigures(readme, one);
    const twice = withFigures(once, two);
    expect(once).toContain(`\n\n${one}\n\n`);
    expect(twice).toBe(once.replace(one, two));
    expect(withFigures(twice, one)).toBe(once);
    expect(once.slice(0, once.indexOf(one))).toBe(readme.slice(0, once.indexOf(one)));
  });

  test('need a place', () => {
    expect(() => withFigures('nothing here', 'first')).toThrow('no place');
  });

  test('are of every bench', () => {
    for (const { name } of benches) expect(readme).toContain(`| ${name}`);
  });
});

describe('each bench runs', () => {
  test.each(benches)('$name', async ({ name, tiny }) => {
    const names = (await tiny()).map(({ what }) => what);
    expect(names).not.toEqual([]);
    expect(names.filter((what) => !what.startsWith(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('webhooks counts what it measures', async () => {
    await using crowd = await startCrowd({ subscriptions: 2, days: 1, webhookUrl: 'http://127.0.0.1:1/' });
    await expect(deliver(crowd, 'advance', 2)).rejects.toThrow('0 deliveries were kept back, not 2');
  });

  test.each([
    {
      args: ['nothing'],
      says: 'there is no bench "nothing"; there is start, reads, writes, webhooks, commands',
    },
    { args: ['--keep', 'year'], says: '--keep replaces all figures' },
    { args: ['--keep', 'mutants', '--only', 'due'], says: '--keep replaces all figures' },
    { args: ['--sample', '3', 'year'], says: '--sample, --workers and --only go with mutants alone' },
    { args: ['--workers', 'two', 'mutants'], says: '--workers is a whole number from 1 on' },
  ])('told $args, none does', ({ args, says }) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['bench/run.ts', ...args], {
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(says);
  });
});
