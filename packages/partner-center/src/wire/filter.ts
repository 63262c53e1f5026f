import { normalise, shapeIssues } from '@marketsim/http';
import type { z } from 'zod';
import { refuseWith } from '../problem.ts';
import { invalidProperty } from '../render.ts';

/** Reads the JSON of a `filter` query; ends the request when it is none that the list knows (PC 2.1, 8.1). */
export function readFilter<S extends z.ZodType>(schema: S, text: string): z.output<S> {
  const raw = normalise(schema, parsed(text), 'sdk');
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const wrong = shapeIssues(schema, raw, result.error).map(
    ({ path, message }) => `${path || 'value'} ${message}`,
  );
  return refuseWith(invalidProperty('filter', wrong.join('; ')));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuseWith(invalidProperty('filter', 'expected JSON with Field, Value and Operator'));
  }
}
