import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { normalise, normaliseQuery } from '../src/index.ts';
import { box, line } from './sample/contracts.ts';

const sdk = (raw: unknown, schema: z.ZodType = box): unknown => normalise(schema, raw, 'sdk');
const plain = (raw: unknown, schema: z.ZodType = box): unknown => normalise(schema, raw, 'plain');
const farPast = '0001-01-01T00:00:00';

describe('names', () => {
  test('in any case, at any depth; unknown ones dropped', () => {
    const raw = { LABEL: 'a', LineItems: [{ CatalogItemId: 'x', Extra: 1 }], Attributes: {} };
    const canonical = { label: 'a', lineItems: [{ catalogItemId: 'x' }] };
    expect(sdk(raw)).toEqual(canonical);
    expect(plain(raw)).toEqual(canonical);
  });

  test.each([[{ label: 'exact', Label: 'folded' }], [{ LABEL: 'folded', label: 'exact' }]])(
    'the exact spelling wins: %j',
    (raw) => {
      expect(sdk(raw)).toEqual({ label: 'exact' });
      expect(plain(raw)).toEqual({ label: 'exact' });
    },
  );

  test('an alias, in any case, after every spelling of the name itself', () => {
    expect(sdk({ CatalogId: 'a' }, line)).toEqual({ catalogItemId: 'a' });
    expect(sdk({ catalogId: 'a', CATALOGITEMID: 'b' }, line)).toEqual({ catalogItemId: 'b' });
    expect(plain({ catalogId: 'a' }, line)).toEqual({});
  });

  test('a loose object keeps what it does not know, a record its keys', () => {
    expect(sdk({ A: 'x', B: 1 }, z.looseObject({ a: z.string() }))).toEqual({ a: 'x', B: 1 });
    expect(sdk({ A: '1', b: '2' }, z.record(z.string(), z.number()))).toEqual({ A: 1, b: 2 });
  });

  test('a strict object is left to refuse what it does not know, where that is asked for', () => {
    const schema = z.strictObject({ a: z.string().optional(), in: z.strictObject({}).optional() });
    const raw = { A: 'x', b: 1, in: { c: 2 } };
    expect(normalise(schema, raw, 'strict')).toEqual({ a: 'x', b: 1, in: { c: 2 } });
    expect(normalise(z.object({ a: z.string() }), raw, 'strict')).toEqual({ a: 'x' });
    expect(normaliseQuery(schema, { a: 'x', b: '1' }, 'strict')).toEqual({ a: 'x', b: '1' });
    for (const tolerance of ['sdk', 'plain'] as const) {
      expect(normalise(schema, raw, tolerance)).toEqual({ a: 'x', in: {} });
    }
  });

  test('no prototype is touched', () => {
    const raw: unknown = JSON.parse('{"__proto__":{"label":"x"},"constructor":{"prototype":{"y":1}}}');
    for (const schema of [box, z.looseObject({}), z.record(z.string(), z.unknown())]) {
      const result = sdk(raw, schema);
      expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
      expect(Object.keys(Object(result))).not.toContain('__proto__');
    }
    expect('y' in {}).toBe(false);
  });
});

describe('what SDKs send for nothing', () => {
  test('null is absent, unless null is a value', () => {
    expect(sdk({ label: null, note: null, owner: null })).toEqual({ note: null });
    expect(sdk(null)).toBeUndefined();
    expect(plain({ label: null })).toEqual({ label: null });
  });

  test.each([farPast, `${farPast}Z`, `${farPast}.0000000Z`, `${farPast}+00:00`])(
    'the date %s is absent',
    (date) => {
      expect(sdk({ effectiveDate: date }, line)).toEqual({});
      expect(plain({ effectiveDate: date }, line)).toEqual({ effectiveDate: date });
    },
  );

  test('another date is not', () => {
    expect(sdk({ effectiveDate: '0001-01-02T00:00:00Z' }, line)).toEqual({
      effectiveDate: '0001-01-02T00:00:00Z',
    });
  });

  test('none and unknown are absent for an optional enum without them', () => {
    expect(sdk({ Status: 'none', label: 'none' })).toEqual({ label: 'none' });
    expect(sdk({ BillingCycle: 'Unknown' }, line)).toEqual({});
    const own = z.object({ kind: z.enum(['none', 'some']).optional(), must: z.enum(['a']) });
    expect(sdk({ kind: 'None', must: 'none' }, own)).toEqual({ kind: 'none', must: 'none' });
    expect(plain({ status: 'none' })).toEqual({ status: 'none' });
  });

  test.each<[string, object]>([
    ['a null', { Quantity: 0, CatalogItemId: null }],
    ['a null of an unknown member', { quantity: 0, attributes: null }],
    ['a filler date', { quantity: 0, effectiveDate: farPast }],
    ['a filler enum text', { quantity: '0', billingCycle: 'unknown' }],
    ['one that comes first', { billingCycle: 'none', quantity: 0 }],
  ])('a zero beside %s is absent', (_name, raw) => {
    expect(sdk(raw, line)).toEqual({});
  });

  test('a zero alone, beside values, or without the hint is a zero', () => {
    expect(sdk({ quantity: 0 }, line)).toEqual({ quantity: 0 });
    expect(sdk({ quantity: 0, billingCycle: 'monthly' }, line)).toEqual({
      quantity: 0,
      billingCycle: 'monthly',
    });
    expect(sdk({ owner: { age: 0, name: null } })).toEqual({ owner: { age: 0 } });
    expect(sdk({ label: null, lineItems: [{ quantity: 0 }] })).toEqual({ lineItems: [{ quantity: 0 }] });
  });

  test('a zero that the contract requires stays', () => {
    const required = z.object({ quantity: z.int().meta({ filler: true }), x: z.string().optional() });
    expect(sdk({ quantity: 0, x: null }, required)).toEqual({ quantity: 0 });
  });
});

describe('values', () => {
  test.each([
    ['OneTime', 'one_time'],
    ['onetime', 'one_time'],
    ['ONE_TIME', 'one_time'],
    ['Monthly', 'monthly'],
    ['weekly', 'weekly'],
  ])('the enum text %s is %s', (text, canonical) => {
    expect(sdk({ billingCycle: text }, line)).toEqual({ billingCycle: canonical });
    expect(plain({ billingCycle: text }, line)).toEqual({ billingCycle: text });
  });

  test('literals have spellings too', () => {
    const schema = z.object({ kind: z.literal(['UserPurchase', 7]) });
    expect(sdk({ kind: 'user_purchase' }, schema)).toEqual({ kind: 'UserPurchase' });
    expect(sdk({ kind: 7 }, schema)).toEqual({ kind: 7 });
  });

  test('numbers as text and text as numbers', () => {
    expect(sdk({ quantity: '5', catalogItemId: 12 }, line)).toEqual({ quantity: 5, catalogItemId: '12' });
    expect(plain({ quantity: '5' }, line)).toEqual({ quantity: '5' });
    const number = z.number();
    expect(['1.5', '-2', '1e3', '', ' ', 'ten', '0x10', '1e999'].map((text) => sdk(text, number))).toEqual([
      1.5,
      -2,
      1000,
      '',
      ' ',
      'ten',
      '0x10',
      '1e999',
    ]);
  });

  test('a list of one stands for its object', () => {
    expect(sdk([{ owner: [{ Name: 'x' }] }])).toEqual({ owner: { name: 'x' } });
    expect(sdk({ owner: [{}, {}] })).toEqual({ owner: [{}, {}] });
    expect(sdk([null])).toEqual([null]);
    expect(plain({ owner: [{ name: 'x' }] })).toEqual({ owner: [{ name: 'x' }] });
  });

  test('what no rule covers stays for the schema to refuse', () => {
    expect(sdk({ label: true, lineItems: 'x', owner: 5 })).toEqual({ label: true, lineItems: 'x', owner: 5 });
    expect(sdk('text')).toBe('text');
  });
});

describe('schemas', () => {
  test('a union is read by the option that then accepts the value', () => {
    const money = z.object({ amount: z.number() });
    const schema = z.union([z.string(), money, z.array(money)]);
    expect(sdk({ Amount: '5' }, schema)).toEqual({ amount: 5 });
    expect(sdk([{ AMOUNT: 5 }, { amount: 6 }], schema)).toEqual([{ amount: 5 }, { amount: 6 }]);
    expect(sdk(5, z.union([z.string(), z.number()]))).toBe(5);
    expect(sdk({ Amount: 'much' }, schema)).toEqual({ amount: 'much' });
  });

  test('a discriminated union likewise', () => {
    const schema = z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('a_b'), x: z.number() }),
      z.object({ kind: z.literal('c'), y: z.string() }),
    ]);
    expect(sdk({ Kind: 'C', Y: 5 }, schema)).toEqual({ kind: 'c', y: '5' });
    expect(sdk({ Kind: 'AB', X: '5' }, schema)).toEqual({ kind: 'a_b', x: 5 });
  });

  test('schemas that contain themselves, by getter or lazily', () => {
    const tree = z.object({
      name: z.string(),
      get children() {
        return z.array(tree).optional();
      },
    });
    const lazy: z.ZodType = z.lazy(() => z.object({ next: lazy.optional(), n: z.number() }));
    expect(sdk({ Name: 1, Children: [{ NAME: 2 }] }, tree)).toEqual({ name: '1', children: [{ name: '2' }] });
    expect(sdk({ N: '1', Next: { N: '2' } }, lazy)).toEqual({ n: 1, next: { n: 2 } });
  });

  test('wrappers are looked through, and their hints with them', () => {
    const schema = z.object({
      a: z
        .number()
        .nullable()
        .default(1)
        .meta({ aliases: ['old'] }),
      b: z
        .string()
        .transform((text) => text.length)
        .optional(),
      c: z.number().catch(0).readonly(),
    });
    expect(sdk({ Old: '2', B: 5, C: '3' }, schema)).toEqual({ a: 2, b: '5', c: 3 });
  });
});

describe('queries', () => {
  const schema = z.object({
    size: z.int().optional(),
    all: z.boolean().optional(),
    tags: z.array(z.int()).optional(),
  });

  test('numbers and booleans are read from text under either tolerance', () => {
    const raw = { SIZE: ['2', '3'], all: 'True', tags: '1', other: 'x' };
    expect(normaliseQuery(schema, raw, 'plain')).toEqual({ size: 2, all: true, tags: [1] });
    expect(normaliseQuery(schema, raw, 'sdk')).toEqual({ size: 2, all: true, tags: [1] });
  });

  test('spellings of enums only for SDKs', () => {
    const word = z.object({ op: z.enum(['Next']) });
    expect(normaliseQuery(word, { op: 'next' }, 'sdk')).toEqual({ op: 'Next' });
    expect(normaliseQuery(word, { op: 'next' }, 'plain')).toEqual({ op: 'next' });
  });
});
