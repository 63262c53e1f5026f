import { expect, test } from 'vitest';
import { z } from 'zod';
import { shapeIssues } from '../src/index.ts';

const issuesOf = (schema: z.ZodType, input: unknown) => {
  const { error } = schema.safeParse(input);
  return error ? shapeIssues(schema, input, error) : [];
};
const firstOf = (schema: z.ZodType, input: unknown) => {
  const [first] = issuesOf(schema, input);
  return first && [first.path, first.reason, first.message];
};

test.each<[z.ZodType, unknown, string, string]>([
  [z.string(), undefined, 'missing', 'is missing (a string is expected)'],
  [z.string(), null, 'type', 'expected string, got null'],
  [z.int(), 1.5, 'type', 'expected integer, got 1.5'],
  [z.number().int(), '1', 'type', 'expected integer, got "1"'],
  [z.number(), [], 'type', 'expected number, got an empty list'],
  [z.object({}), [1], 'type', 'expected object, got a list'],
  [z.boolean(), {}, 'type', 'expected boolean, got an object'],
  [z.string(), 5n, 'type', 'expected string, got 5'],
  [z.int().max(5), 7, 'range', 'expected at most 5, got 7'],
  [z.number().positive(), 0, 'range', 'expected more than 0, got 0'],
  [z.number().lt(1), 1, 'range', 'expected less than 1, got 1'],
  [z.int().multipleOf(5), 7, 'range', 'expected a multiple of 5, got 7'],
  [z.string().length(1), 'ab', 'range', 'expected exactly 1 character, got 2'],
  [z.array(z.int()).min(1), [], 'range', 'expected at least 1 item, got 0'],
  [z.guid(), 'x', 'format', 'expected a GUID, got "x"'],
  [z.iso.datetime(), 'x', 'format', 'expected a date and time such as "2026-01-31T00:00:00Z", got "x"'],
  [z.string().regex(/^a/), 'b', 'format', 'expected text matching /^a/, got "b"'],
  [z.string().regex(/^a/, { error: 'a name in a' }), 'b', 'format', 'expected a name in a, got "b"'],
  [z.ipv4(), 'b', 'format', 'expected text in the form ipv4, got "b"'],
  [z.literal('a'), 'b', 'enum', 'expected "a", got "b"'],
  [z.enum(['a']), undefined, 'missing', 'is missing ("a" is expected)'],
  [z.string().refine(() => false, 'must rhyme'), 'b', 'other', 'must rhyme'],
  [z.union([z.string(), z.int()]), true, 'type', 'expected string or number, got true'],
  [z.record(z.enum(['a']), z.int()), { a: 1, b: 1 }, 'other', 'is not a known member'],
])('%#: %o', (schema, input, reason, message) => {
  expect(firstOf(schema, input)?.slice(1)).toEqual([reason, message]);
});

test('a long value is cut short', () => {
  expect(firstOf(z.int(), 'x'.repeat(100))?.[2]).toBe(`expected integer, got "${'x'.repeat(59)}…`);
});

test('paths name members and places', () => {
  const schema = z.object({ a: z.array(z.object({ b: z.record(z.string(), z.int()) })) });
  expect(firstOf(schema, { a: [{ b: {} }, { b: { c: 'x' } }] })).toEqual([
    'a[1].b.c',
    'type',
    'expected integer, got "x"',
  ]);
});

test('each unknown member of a strict object is named', () => {
  const paths = issuesOf(z.object({ a: z.strictObject({}) }), { a: { x: 1, y: 2 } }).map(({ path }) => path);
  expect(paths).toEqual(['a.x', 'a.y']);
});

test('a union is explained by the closest option', () => {
  const schema = z.object({
    price: z.union([z.string(), z.object({ amount: z.int(), currency: z.string() })]),
  });
  expect(issuesOf(schema, { price: { amount: 'x', currency: 'USD' } })).toEqual([
    { path: 'price.amount', reason: 'type', message: 'expected number, got "x"' },
  ]);
});

test('a discriminator lists what it may be', () => {
  const schema = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('a') }),
    z.object({ kind: z.literal('b') }),
  ]);
  expect(issuesOf(schema, { kind: 'c' })).toEqual([
    { path: 'kind', reason: 'enum', message: 'expected one of "a", "b", got "c"', allowed: ['a', 'b'] },
  ]);
});

test('a text that is not in its form is told what it may look like, where the schema has examples', () => {
  const pattern = z.string().regex(/^P\d[MY]$/);
  expect(firstOf(pattern, 'P1')?.[2]).toBe('expected text matching /^P\\d[MY]$/, got "P1"');
  const shown = z.object({ term: pattern.meta({ examples: ['P1M', 'P1Y'] }).optional() });
  expect(firstOf(shown, { term: 'P1' })?.[2]).toBe('expected text such as "P1M" or "P1Y", got "P1"');
});

test('of an unknown member it is said which one may be meant', () => {
  const schema = z.strictObject({ steps: z.strictObject({ advance: z.string().optional() }).optional() });
  expect(issuesOf(schema, { stesp: 1, x: 1 }).map(({ message }) => message)).toEqual([
    'is not a known member; did you mean steps?',
    'is not a known member',
  ]);
  expect(firstOf(schema, { steps: { Advnace: 'P1M' } })?.[2]).toBe(
    'is not a known member; did you mean advance?',
  );
});
