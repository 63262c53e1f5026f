import type { z } from 'zod';

/**
 * How far a request's wording may depart from the contract. 'sdk' takes what real SDKs send: any case of
 * names, aliases, nulls and filler values, other spellings of enums, numbers as text (PC 0.6). 'plain' takes
 * any case of names, and drops what it does not know unless the body's schema is a strict one.
 */
export type Tolerance = 'sdk' | 'plain';

/** Brings one value into canonical form; undefined stands for absent. Never throws, never refuses. */
export type Read = (raw: unknown) => unknown;

/** The reader of a schema; asked for member by member while a schema is compiled. */
export type ReaderOf = (schema: z.core.$ZodType) => Read;

export type Rules = {
  readonly aliases: boolean;
  /** null, filler dates and filler enum texts count as absent. */
  readonly fillers: boolean;
  readonly enumSpellings: boolean;
  /** Numbers and booleans may come as text, and numbers where text is expected. */
  readonly conversions: boolean;
  /** A list of one stands for its object. */
  readonly unwrapping: boolean;
  /** What a strict schema does not know is kept, so that the schema refuses it. */
  readonly refusesUnknown: boolean;
  /** Values come from a query or a form: all text, a repeated name as a list. */
  readonly textual: boolean;
  readonly compiled: WeakMap<z.core.$ZodType, Read>;
};

const strict = {
  aliases: false,
  fillers: false,
  enumSpellings: false,
  conversions: false,
  unwrapping: false,
  refusesUnknown: false,
  textual: false,
};

const lenient = {
  aliases: true,
  fillers: true,
  enumSpellings: true,
  conversions: true,
  unwrapping: true,
  refusesUnknown: false,
};

export const bodyRules: Readonly<Record<Tolerance, Rules>> = {
  sdk: { ...lenient, textual: false, compiled: new WeakMap() },
  plain: { ...strict, refusesUnknown: true, compiled: new WeakMap() },
};

export const queryRules: Readonly<Record<Tolerance, Rules>> = {
  sdk: { ...lenient, textual: true, compiled: new WeakMap() },
  plain: { ...strict, conversions: true, textual: true, compiled: new WeakMap() },
};
