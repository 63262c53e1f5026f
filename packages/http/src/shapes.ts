import { z } from 'zod';
import { bodyLimitBytes, type ReadBody } from './body.ts';
import type { Contract } from './contract.ts';
import { normalise, normaliseQuery, type Tolerance } from './normalise.ts';
import type { ProtocolProblem, ShapeIssue } from './problem.ts';
import { parseQuery } from './query.ts';
import { reasonOf } from './reason.ts';
import { Refused } from './refused.ts';
import type { RequestInfo } from './request-info.ts';
import { shapeIssues } from './shape-issues.ts';

/** Reads the parts of a request by its contract; each throws `Refused` with a `ProtocolProblem`. */
export type ShapeReader = {
  params(raw: Readonly<Record<string, string>>): Record<string, unknown>;
  query(request: RequestInfo): Record<string, unknown>;
  body(request: RequestInfo, read: ReadBody): unknown;
};

type Where = Extract<ProtocolProblem, { kind: 'shape' }>['where'];

/** The readers of one contract. */
export function shapeReader(contract: Contract, tolerance: Tolerance): ShapeReader {
  return {
    params: (raw) => parsed('params', contract.params, raw),
    query: queryReader(contract, tolerance),
    body: bodyReader(contract, tolerance),
  };
}

/** What no query at all says is found out once: most requests have none. */
function queryReader({ query: schema }: Contract, tolerance: Tolerance): ShapeReader['query'] {
  let none: Record<string, unknown> | undefined;
  const read = (request: RequestInfo): Record<string, unknown> =>
    parsed('query', schema, normaliseQuery(schema, request.query, tolerance));
  return (request) => {
    if (request.rawQuery !== '') return read(request);
    none ??= Object.freeze(read(request));
    return none;
  };
}

function bodyReader(contract: Contract, tolerance: Tolerance): ShapeReader['body'] {
  const { body: schema, bodyRequired = true, form = false } = contract;
  if (schema === undefined) return () => undefined;
  return (request, { tooLarge }) => {
    if (tooLarge) throw problem({ kind: 'tooLarge', limitBytes: bodyLimitBytes });
    if (request.body.trim() === '') {
      if (bodyRequired) throw shape('body', [{ path: '', message: 'a body is required', reason: 'missing' }]);
      return undefined;
    }
    return form && isForm(request)
      ? parsed('body', schema, normaliseQuery(schema, parseQuery(request.body), tolerance))
      : readBodyAs(schema, request.body, tolerance);
  };
}

/** Reads a body's JSON text by a schema; throws `Refused` with a `ProtocolProblem`. */
export const readBodyAs = <S extends z.ZodType>(schema: S, text: string, tolerance: Tolerance): z.output<S> =>
  parsed('body', schema, normalise(schema, json(text), tolerance));

function isForm(request: RequestInfo): boolean {
  return (
    request.header('content-type')?.toLowerCase().startsWith('application/x-www-form-urlencoded') ?? false
  );
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw problem({ kind: 'malformedJson', detail: reasonOf(error) });
  }
}

function parsed<S extends z.ZodType>(where: Where, schema: S, value: unknown): z.output<S> {
  const result = z.safeParse(schema, value);
  if (!result.success) throw shape(where, shapeIssues(schema, value, result.error));
  return result.data;
}

function shape(where: Where, issues: readonly ShapeIssue[]): Refused<ProtocolProblem> {
  return problem({ kind: 'shape', where, issues });
}

function problem(found: ProtocolProblem): Refused<ProtocolProblem> {
  return new Refused(found);
}
