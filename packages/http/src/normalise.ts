import type { z } from 'zod';
import { reader } from './normalise/compile.ts';
import { bodyRules, keepingRules, queryRules, type Rules, type Tolerance } from './normalise/rules.ts';
import { isNullable } from './normalise/schema.ts';

export type { Tolerance } from './normalise/rules.ts';

/**
 * Brings a JSON value into the canonical form of a schema, as far as the tolerance allows; what it does not
 * understand stays as it is, for the schema to refuse. Returns undefined for absent. Never throws.
 *
 * @example normalise(cart, { LineItems: [{ BillingCycle: 'Monthly' }] }, 'sdk') // { lineItems: [{ billingCycle: 'monthly' }] }
 */
export function normalise(schema: z.ZodType, raw: unknown, tolerance: Tolerance): unknown {
  return run(schema, raw, bodyRules[tolerance]);
}

/** The same with all members that the schema does not know left where they are. */
export function normaliseKeeping(schema: z.ZodType, raw: unknown, tolerance: Tolerance): unknown {
  return run(schema, raw, keepingRules[tolerance]);
}

/** The same for a query or a form, where every value is text: numbers and booleans are read from it. */
export function normaliseQuery(schema: z.ZodType, raw: unknown, tolerance: Tolerance): unknown {
  return run(schema, raw, queryRules[tolerance]);
}

function run(schema: z.ZodType, raw: unknown, rules: Rules): unknown {
  const read = reader(schema, rules);
  if (raw === null && rules.fillers && !isNullable(schema)) return undefined;
  return read(raw);
}
