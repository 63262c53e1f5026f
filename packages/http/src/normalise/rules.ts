import type { z } from 'zod';

/**
 * How far a request's wording may depart from the contract. 'sdk' takes what real SDKs send: any case of
 * names, aliases, nulls and filler values, other spellings of enums, numbers as text (PC 0.6). 'plain' takes
 * any case of names and drops what it does not know. 'strict' drops it too, except where the schema is a strict
 * object: a slip of the pen is told there, where leaving a member out means something.
 */
export type Tolerance = 'sdk' | 'plain' | 'strict';

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
  /** Values come from a query or a form: all text, a repeated name as a list. */
  readonly textual: boolean;
  /** What becomes of what an object does not know; where it is left to a strict one, that can refuse it. */
  readonly unknowns: 'dropped' | 'leftToStrict' | 'kept';
  readonly compiled: WeakMap<z.core.$ZodType, Read>;
};

const none: Omit<Rules, 'compiled'> = {
  aliases: false,
  fillers: false,
  enumSpellings: false,
  conversions: false,
  unwrapping: false,
  textual: false,
  unknowns: 'dropped',
};

const lenient: Omit<Rules, 'compiled'> = {
  ...none,
  aliases: true,
  fillers: true,
  enumSpellings: true,
  conversions: true,
  unwrapping: true,
};

export const bodyRules: Readonly<Record<Tolerance, Rules>> = {
  sdk: { ...lenient, compiled: new WeakMap() },
  plain: { ...none, compiled: new WeakMap() },
  strict: { ...none, unknowns: 'leftToStrict', compiled: new WeakMap() },
};

/** For whoever looks for what the others drop. */
export const keepingRules: Readonly<Record<Tolerance, Rules>> = {
  sdk: { ...lenient, unknowns: 'kept', compiled: new WeakMap() },
  plain: { ...none, unknowns: 'kept', compiled: new WeakMap() },
  strict: { ...none, unknowns: 'kept', compiled: new WeakMap() },
};

export const queryRules: Readonly<Record<Tolerance, Rules>> = {
  sdk: { ...lenient, textual: true, compiled: new WeakMap() },
  plain: { ...none, conversions: true, textual: true, compiled: new WeakMap() },
  strict: { ...none, conversions: true, textual: true, unknowns: 'leftToStrict', compiled: new WeakMap() },
};
