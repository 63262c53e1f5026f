import type { z } from 'zod';

const maxShown = 60;

const typeNames: Readonly<Record<string, string>> = {
  int: 'integer',
  undefined: 'nothing',
  never: 'nothing',
};

const formatNames: Readonly<Record<string, string>> = {
  guid: 'a GUID',
  uuid: 'a GUID',
  datetime: 'a date and time such as "2026-01-31T00:00:00Z"',
  date: 'a date such as "2026-01-31"',
  duration: 'a duration such as "P1M"',
  email: 'an e-mail address',
  url: 'a URL',
};

/** The kind of value a schema wanted, in JSON's words. */
export const expectedType = (type: string): string => typeNames[type] ?? type;

/** 'an integer', 'a string'. */
export const withArticle = (type: string): string =>
  type.startsWith('one of ') ? type : `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;

/** The form that a text should have: in the schema's own words or by its examples, as nobody wants to read a pattern. */
export function expectedFormat(
  issue: z.core.$ZodIssueInvalidStringFormat,
  examples: readonly string[],
): string {
  const words = issue.format === 'regex' ? worded(issue) : undefined;
  if (words !== undefined) return words;
  if (examples.length > 0) return `text such as ${examples.map((text) => `"${text}"`).join(' or ')}`;
  if (issue.format === 'regex') return `text matching ${issue.pattern}`;
  return formatNames[issue.format] ?? `text in the form ${issue.format}`;
}

/** What a schema itself says of its pattern, if it says anything. */
const worded = ({ message, pattern }: z.core.$ZodIssueInvalidStringFormat): string | undefined =>
  message.includes(String(pattern)) ? undefined : message;

/** A value as an error message shows it: JSON, cut short. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}

type Size = {
  readonly origin: string;
  readonly bound: 'least' | 'most';
  readonly limit: number | bigint;
  readonly inclusive?: boolean;
  readonly exact?: boolean;
  readonly value: unknown;
};

/** 'expected at most 5, got 7', 'expected at least 2 characters, got 1'. */
export function sizeText({ origin, bound, limit, inclusive, exact, value }: Size): string {
  const unit = unitOf(origin, limit);
  if (exact === true) return `expected exactly ${limit}${unit}, got ${measured(value)}`;
  if (inclusive === false) {
    return `expected ${bound === 'least' ? 'more' : 'less'} than ${limit}${unit}, got ${measured(value)}`;
  }
  return `expected at ${bound} ${limit}${unit}, got ${measured(value)}`;
}

function unitOf(origin: string, limit: number | bigint): string {
  const plural = Number(limit) === 1 ? '' : 's';
  if (origin === 'string') return ` character${plural}`;
  return origin === 'array' || origin === 'set' ? ` item${plural}` : '';
}

function measured(value: unknown): string {
  return typeof value === 'string' || Array.isArray(value) ? String(value.length) : shown(value);
}

/** 'lineItems[0].quantity'. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

/** The value at a path, or undefined. Own members only. */
export function at(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    return Object.getOwnPropertyDescriptor(value, key)?.value;
  }, input);
}
