import type { z } from 'zod';
import type { Read, ReaderOf, Rules } from './rules.ts';
import { folded, isFillerDate, spellings } from './scalar.ts';
import { hints, isNullable, isOptional, kinds, layers } from './schema.ts';

type Member = {
  readonly name: string;
  readonly read: Read;
  readonly keepsNull: boolean;
  /** A text such as 'none' that an SDK sends for an enum nobody set. */
  isFillerText(raw: unknown): boolean;
  /** A zero that may stand for a number nobody set. */
  readonly zeroMayBeFiller: boolean;
};

type Match = { readonly member: Member; readonly byAlias: boolean };

const fillerTexts = new Set(['none', 'unknown']);
const never = (): boolean => false;

/** Any plain JSON object. */
export function isRecord(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/**
 * Reads an object: names in any case, the exact spelling first, then another case, then an alias; unknown
 * members dropped unless the schema is a loose one, or a strict one that may refuse them.
 */
export function objectReader(def: z.core.$ZodObjectDef, rules: Rules, readerOf: ReaderOf): Read {
  const names = memberNames(def, rules, readerOf);
  const loose =
    isLoose(def) || rules.unknowns === 'kept' || (rules.unknowns === 'leftToStrict' && isStrict(def));
  return (raw) => {
    const value = rules.unwrapping ? unwrapped(raw) : raw;
    return isRecord(value) ? readMembers(value, { names, loose, rules }) : value;
  };
}

type Plan = {
  readonly names: ReadonlyMap<string, Match>;
  readonly loose: boolean;
  readonly rules: Rules;
};

function readMembers(raw: Readonly<Record<string, unknown>>, plan: Plan): Record<string, unknown> {
  const ranks = new Map<string, number>();
  const result: Record<string, unknown> = {};
  const zeros: string[] = [];
  let sawFiller = false;
  for (const key of Object.keys(raw)) {
    const value = raw[key];
    const match = plan.names.get(key) ?? plan.names.get(key.toLowerCase());
    if (plan.rules.fillers && isFiller(value, match?.member)) {
      sawFiller = true;
      if (match === undefined || !(value === null && match.member.keepsNull)) continue;
    }
    if (match === undefined) {
      if (plan.loose && key !== '__proto__') result[key] = value;
      continue;
    }
    const rank = rankOf(key, match);
    if (rank >= (ranks.get(match.member.name) ?? Infinity)) continue;
    const read = match.member.read(value);
    if (read === undefined) continue;
    ranks.set(match.member.name, rank);
    result[match.member.name] = read;
    if (match.member.zeroMayBeFiller) zeros.push(match.member.name);
  }
  if (sawFiller) for (const name of zeros) if (result[name] === 0) delete result[name];
  return result;
}

/** Which of several spellings of a member counts: the lowest. */
function rankOf(key: string, { member, byAlias }: Match): number {
  if (key === member.name) return 0;
  return byAlias ? 2 : 1;
}

/** A value that an SDK sends for a member nobody set (PC 0.6). */
function isFiller(value: unknown, member: Member | undefined): boolean {
  return value === null || isFillerDate(value) || (member?.isFillerText(value) ?? false);
}

function memberNames(def: z.core.$ZodObjectDef, rules: Rules, readerOf: ReaderOf): Map<string, Match> {
  const names = new Map<string, Match>();
  const members = Object.entries(def.shape).map(([name, schema]) => ({
    member: memberOf(name, { schema, read: readerOf(schema) }),
    aliases: rules.aliases ? hints(schema).aliases : [],
  }));
  // An exact name beats every folded one, a folded name beats every alias: later writers win.
  for (const { member, aliases } of members) {
    for (const alias of aliases) names.set(alias.toLowerCase(), { member, byAlias: true });
  }
  for (const { member } of members) names.set(member.name.toLowerCase(), { member, byAlias: false });
  for (const { member } of members) names.set(member.name, { member, byAlias: false });
  return names;
}

function memberOf(
  name: string,
  { schema, read }: { readonly schema: z.core.$ZodType; readonly read: Read },
): Member {
  const optional = isOptional(schema);
  return {
    name,
    read,
    keepsNull: isNullable(schema),
    isFillerText: optional ? fillerTextTest(schema) : never,
    zeroMayBeFiller: optional && hints(schema).filler,
  };
}

function fillerTextTest(schema: z.core.$ZodType): (raw: unknown) => boolean {
  const base = layers(schema).at(-1) ?? schema;
  const { def } = kinds(base)._zod;
  if (def.type !== 'enum' && def.type !== 'literal') return never;
  const known = spellings(def.type === 'enum' ? Object.values(def.entries) : def.values);
  return (raw) => typeof raw === 'string' && fillerTexts.has(folded(raw)) && !known.has(raw);
}

function isLoose(def: z.core.$ZodObjectDef): boolean {
  return def.catchall !== undefined && kinds(def.catchall)._zod.def.type !== 'never';
}

function isStrict(def: z.core.$ZodObjectDef): boolean {
  return def.catchall !== undefined && !isLoose(def);
}

/** A list of one object stands for it; any other list stays, for the schema to refuse. */
function unwrapped(raw: unknown): unknown {
  let value = raw;
  while (Array.isArray(value) && value.length === 1) value = value[0];
  return isRecord(value) ? value : raw;
}
