import type { z } from 'zod';
import { examplesOf, isInteger, membersOf, schemaAt } from './normalise/schema.ts';
import type { ShapeIssue } from './problem.ts';
import { didYouMean } from './resembling.ts';
import { at, expectedFormat, expectedType, pathText, shown, sizeText, withArticle } from './shape-text.ts';

type Issue = z.core.$ZodIssue;
type Found = {
  readonly schema: z.core.$ZodType;
  readonly path: readonly PropertyKey[];
  readonly input: unknown;
};

/** Tells in words what a schema refused in `input`, in the order in which zod found it. */
export function shapeIssues(
  schema: z.core.$ZodType,
  input: unknown,
  error: z.core.$ZodError,
): readonly ShapeIssue[] {
  return error.issues.flatMap((issue) => describe(issue, { schema, path: [], input }));
}

function describe(issue: Issue, { schema, path: outer, input }: Found): readonly ShapeIssue[] {
  const path = [...outer, ...issue.path];
  const value = at(input, path);
  const place = pathText(path);
  switch (issue.code) {
    case 'invalid_type':
      return [wrong(place, { expected: typeText(issue.expected, schemaAt(schema, path)), value })];
    case 'invalid_value':
      return [notOneOf(place, { allowed: issue.values.map(String), value })];
    case 'invalid_format':
      return [misspelt(issue, place, { examples: examplesOf(schemaAt(schema, path)), value })];
    case 'too_small':
      return [reason('range', place, sizeText({ ...issue, bound: 'least', limit: issue.minimum, value }))];
    case 'too_big':
      return [reason('range', place, sizeText({ ...issue, bound: 'most', limit: issue.maximum, value }))];
    case 'not_multiple_of':
      return [reason('range', place, `expected a multiple of ${issue.divisor}, got ${shown(value)}`)];
    case 'unrecognized_keys':
      return unknownMembers(issue.keys, { schema, path });
    case 'invalid_union':
      return unionIssues(issue, { schema, path, input });
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return [reason('other', place, issue.message)];
  }
}

/** zod asks for an integer only once it has a number; the contract wants one from the start. */
function typeText(expected: string, schema: z.core.$ZodType | undefined): string {
  return expectedType(expected === 'number' && schema && isInteger(schema) ? 'int' : expected);
}

function reason(kind: ShapeIssue['reason'], path: string, message: string): ShapeIssue {
  return { path, message, reason: kind };
}

function misspelt(
  issue: Extract<Issue, { code: 'invalid_format' }>,
  path: string,
  { examples, value }: { readonly examples: readonly string[]; readonly value: unknown },
): ShapeIssue {
  return reason('format', path, `expected ${expectedFormat(issue, examples)}, got ${shown(value)}`);
}

function unknownMembers(
  names: readonly string[],
  { schema, path }: Omit<Found, 'input'>,
): readonly ShapeIssue[] {
  const known = membersOf(schemaAt(schema, path));
  return names.map((name) =>
    reason('other', pathText([...path, name]), `is not a known member${didYouMean(name, known)}`),
  );
}

const missing = (path: string, expected: string): ShapeIssue =>
  reason('missing', path, `is missing (${expected} is expected)`);

function wrong(
  path: string,
  { expected, value }: { readonly expected: string; readonly value: unknown },
): ShapeIssue {
  return value === undefined
    ? missing(path, withArticle(expected))
    : reason('type', path, `expected ${expected}, got ${shown(value)}`);
}

function notOneOf(
  path: string,
  { allowed, value }: { readonly allowed: readonly string[]; readonly value: unknown },
): ShapeIssue {
  const texts = allowed.map((text) => `"${text}"`).join(', ');
  const expected = allowed.length === 1 ? texts : `one of ${texts}`;
  if (value === undefined) return missing(path, expected);
  return { ...reason('enum', path, `expected ${expected}, got ${shown(value)}`), allowed };
}

/** A union is explained by its discriminator, else by the option that the value came closest to. */
function unionIssues(issue: Extract<Issue, { code: 'invalid_union' }>, found: Found): readonly ShapeIssue[] {
  const { path, input } = found;
  const value = at(input, path);
  const place = pathText(path);
  if ('options' in issue && issue.options !== undefined) {
    return [notOneOf(place, { allowed: issue.options.map(String), value })];
  }
  const closest = issue.errors
    .filter((issues) => !issues.some((each) => each.path.length === 0 && each.code === 'invalid_type'))
    .toSorted((a, b) => a.length - b.length)[0];
  if (closest !== undefined && value !== undefined) {
    return closest.flatMap((each) => describe(each, found));
  }
  const expected = issue.errors
    .flat()
    .flatMap((each) => (each.code === 'invalid_type' ? [each.expected] : []));
  const types = [...new Set(expected.map(expectedType))].join(' or ');
  return [wrong(place, { expected: types === '' ? 'one of several shapes' : types, value })];
}
