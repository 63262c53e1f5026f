import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { normalise, shapeIssues, type Tolerance } from '../src/index.ts';
import { box, line } from './sample/contracts.ts';

const tree = z.object({
  name: z.string(),
  size: z.number().meta({ filler: true }).optional(),
  get children() {
    return z.array(tree).optional();
  },
});
const choice = z.object({
  either: z.union([z.number(), line, z.array(z.string())]).optional(),
  sorts: z.record(z.string(), z.enum(['one_time', 'monthly'])).optional(),
  box,
});
const byName = { box, line, tree, choice } as const satisfies Record<string, z.ZodType>;
const schemas = fc.constantFrom<keyof typeof byName>('box', 'line', 'tree', 'choice');
const tolerances = fc.constantFrom<Tolerance>('sdk', 'plain', 'strict');

const names = fc.constantFrom(
  ...[
    'label',
    'status',
    'note',
    'lineItems',
    'owner',
    'name',
    'age',
    'children',
    'size',
    'either',
    'box',
    'sorts',
  ],
  ...['catalogItemId', 'catalogId', 'quantity', 'billingCycle', 'effectiveDate', 'other'],
);
const leaves = fc.oneof(
  fc.constantFrom('none', 'OneTime', 'active', '0', '7', '0001-01-01T00:00:00', 'ab', ''),
  fc.constantFrom(null, 0, 3, true),
  fc.double(),
  fc.string(),
);
/** JSON that mostly speaks the schemas' names. */
const near = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaves,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 6, noNullPrototype: true }),
  ),
})).value;
const hostile = fc.dictionary(fc.constantFrom('__proto__', 'Label', 'LABEL', 'owner'), near, {
  noNullPrototype: true,
});
const json = fc.oneof(near, fc.jsonValue(), hostile);

const sparse: fc.RecordConstraints<never> = { requiredKeys: [], noNullPrototype: true };
const cycles = fc.constantFrom('monthly', 'OneTime', 'one_time', 'none', 'weekly');
const lines = fc.record(
  { catalogItemId: fc.string(), quantity: fc.constantFrom(0, 1, '2', null), billingCycle: cycles },
  sparse,
);
/** What an SDK might send for a box, mostly right. */
const sentBox = fc.record(
  {
    label: fc.constantFrom('abc', 12, null),
    status: fc.constantFrom('Active', 'suspended', 'unknown'),
    note: fc.constantFrom('x', null),
    lineItems: fc.array(lines, { maxLength: 3 }),
    owner: fc.record({ name: fc.string(), age: fc.constantFrom(0, '7') }, sparse),
  },
  sparse,
);

function pascal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pascal);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key.charAt(0).toUpperCase() + key.slice(1),
    pascal(item),
  ]);
  return Object.fromEntries(entries);
}

/** What the schema makes of a normalised value: its data, or what is wrong with it. */
function meaning(schema: z.ZodType, raw: unknown, tolerance: Tolerance): unknown {
  const value = normalise(schema, raw, tolerance);
  const { success, data, error } = schema.safeParse(value);
  return success ? data : shapeIssues(schema, value, error);
}

describe('any JSON', () => {
  test('is normalised without an exception, and once is enough', () => {
    fc.assert(
      fc.property(schemas, json, tolerances, (name, raw, tolerance) => {
        const once = normalise(byName[name], raw, tolerance);
        expect(normalise(byName[name], once, tolerance)).toStrictEqual(once);
      }),
      { numRuns: 1000 },
    );
  });

  test('means the same in PascalCase, right or wrong', () => {
    fc.assert(
      fc.property(fc.constantFrom('box', 'line', 'tree'), near, tolerances, (name, raw, tolerance) => {
        const schema = byName[name];
        expect(meaning(schema, pascal(raw), tolerance)).toStrictEqual(meaning(schema, raw, tolerance));
      }),
      { numRuns: 500 },
    );
  });
});

test('a box that an SDK sends normalises to the same in PascalCase', () => {
  fc.assert(
    fc.property(sentBox, tolerances, (raw, tolerance) => {
      expect(normalise(box, pascal(raw), tolerance)).toStrictEqual(normalise(box, raw, tolerance));
    }),
    { numRuns: 500 },
  );
});
