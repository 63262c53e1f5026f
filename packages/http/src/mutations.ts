import { z } from 'zod';

/** Stands for a member that is left out. */
const removed = Symbol('removed');

/** Values that stand in turn in the place of each member. */
export const misfits: readonly unknown[] = [
  ...[removed, null, '', 'x', 0, -1, 1.5, 1e21, true, [], {}, [[{}]]],
  ...['none', '\u0000', 'é💥'.repeat(400), "'; --", '0001-01-01T00:00:00', { constructor: 1 }],
];

/** Values that stand in turn in the place of a part of an address. */
export const textMisfits = [
  '',
  'x',
  '-1',
  '0',
  '1e21',
  'true',
  '\u0000',
  'y'.repeat(3000),
  '%',
  '{"Field":1}',
  'null',
];

/** Bodies that are no whole request, whatever is asked. */
export const bodyTexts = ['', '{', '[]', '"x"', 'null', '7', '{}', `${'['.repeat(2000)}${']'.repeat(2000)}`];

/** A member or item inside of a value. */
export type Path = readonly (string | number)[];

/** Paths of all members and items of a value, the whole not among them. */
function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return path.length > 0 ? [path] : [];
  const inner = Array.isArray(value)
    ? value.flatMap((item, index) => placesIn(item, [...path, index]))
    : Object.entries(value).flatMap(([key, item]) => placesIn(item, [...path, key]));
  return path.length > 0 ? [path, ...inner] : inner;
}

/** What of a JSON schema tells where its values have members and items. */
interface JsonShape {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonShape>>;
  readonly properties?: Readonly<Record<string, JsonShape>>;
  readonly items?: JsonShape;
  readonly anyOf?: readonly JsonShape[];
}

/** Paths of all members that a value of the schema can have, of a list those of its first item; and those of a sample. */
export function placesOf(schema: z.ZodType, sample: unknown): readonly Path[] {
  const whole: JsonShape = Object(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const under = (shape: JsonShape = {}, path: Path): readonly Path[] => [
    ...(shape.$ref ? under(whole.$defs?.[shape.$ref.replace('#/$defs/', '')], path) : []),
    ...(shape.anyOf ?? []).flatMap((option) => under(option, path)),
    ...Object.entries(shape.properties ?? {}).flatMap(([name, inner]) => at(inner, [...path, name])),
    ...(shape.items ? at(shape.items, [...path, 0]) : []),
  ];
  const at = (shape: JsonShape, path: Path): readonly Path[] => [path, ...under(shape, path)];
  const all = [...under(whole, []), ...placesIn(sample)];
  return [...new Map(all.map((path) => [JSON.stringify(path), path])).values()];
}

/** The value with something else at one place, which it need not have had. */
export function withAt(value: unknown, [key, ...rest]: Path, other: unknown): unknown {
  if (key === undefined) return other === removed ? undefined : other;
  if (typeof key === 'number') {
    const items: unknown[] = Array.isArray(value) ? [...value] : [];
    items[key] = withAt(items[key], rest, other);
    return items.filter((item) => item !== undefined);
  }
  const object: Record<string, unknown> = { ...Object(value) };
  const changed = withAt(object[key], rest, other);
  if (changed === undefined) delete object[key];
  else object[key] = changed;
  return object;
}
