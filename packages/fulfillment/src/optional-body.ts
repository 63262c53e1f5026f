import { normalise, type ProtocolProblem, refuse, shapeIssues } from '@marketsim/http';
import type { z } from 'zod';

/** Reads a body that a setting can make irrelevant, as the kit reads others; undefined when nothing was sent. */
export function optionalBody<S extends z.ZodType>(schema: S, text: string): z.output<S> | undefined {
  if (text.trim() === '') return undefined;
  const value = normalise(schema, parsed(text), 'plain');
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  return refuse<ProtocolProblem>({
    kind: 'shape',
    where: 'body',
    issues: shapeIssues(schema, value, result.error),
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return refuse<ProtocolProblem>({ kind: 'malformedJson', detail });
  }
}
