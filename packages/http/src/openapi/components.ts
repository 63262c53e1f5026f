import { z } from 'zod';

type Json = unknown;
type JsonObject = Readonly<Record<string, Json>>;
type Direction = 'input' | 'output';

/** The schemas that a document refers to by name. */
export type Components = {
  /** The JSON schema of a place in the document; `place` names it if it has to be referred to. */
  schema(schema: z.core.$ZodType, place: string, direction: Direction): JsonObject;
  /** Puts a schema under a name and answers the reference to it. */
  named(name: string, schema: z.ZodType): JsonObject;
  schemas(): JsonObject;
};

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const pointer = (name: string): string => `#/components/schemas/${name}`;
const reference = (name: string): JsonObject => ({ $ref: pointer(name) });

/** Whether members of a request's body that no schema knows are dropped, rather than refused. */
type Unknowns = 'dropped' | 'refused';

/**
 * Schemas with an id (`.meta({ id })`) and schemas that contain themselves become components, a request's
 * under a name of its own, since it may leave out what has a default; all others stay where they are used.
 */
export function components(unknowns: Unknowns): Components {
  const known = new Map<string, JsonObject>();
  const define = (name: string, definition: JsonObject): JsonObject => {
    const before = known.get(name);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(definition)) {
      throw new Error(`OpenAPI: two schemas are called ${name}`);
    }
    known.set(name, definition);
    return reference(name);
  };
  const embed: Components['schema'] = (schema, place, direction) => {
    const { $schema: _, $defs, ...root } = jsonSchema(schema, direction, unknowns);
    const suffix = direction === 'input' ? '.request' : '';
    const rename = (ref: string): string =>
      ref === '#' ? pointer(`${place}.self`) : `${pointer(ref.replace('#/$defs/', ''))}${suffix}`;
    for (const [name, definition] of Object.entries(isObject($defs) ? $defs : {})) {
      if (isObject(definition)) define(`${name}${suffix}`, withReferences(definition, rename));
    }
    const containsItself = JSON.stringify(root).includes('"$ref":"#"');
    const renamed = withReferences(root, rename);
    return containsItself ? define(`${place}.self`, renamed) : renamed;
  };
  return {
    schema: embed,
    named: (name, schema) => {
      const embedded = embed(schema, name, 'output');
      return '$ref' in embedded ? embedded : define(name, embedded);
    },
    schemas: () => Object.fromEntries(known),
  };
}

function withReferences(value: JsonObject, rename: (ref: string) => string): JsonObject {
  const mapped = (item: Json): Json => {
    if (Array.isArray(item)) return item.map(mapped);
    return isObject(item) ? withReferences(item, rename) : item;
  };
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === '$ref' && typeof item === 'string' ? rename(item) : mapped(item),
    ]),
  );
}

function jsonSchema(schema: z.core.$ZodType, direction: Direction, unknowns: Unknowns): JsonObject {
  const open = direction === 'input' && unknowns === 'dropped';
  return {
    ...z.toJSONSchema(schema, {
      io: direction,
      unrepresentable: 'any',
      override: ({ jsonSchema: found }) => {
        // Hints for the normaliser, of no meaning to a reader.
        delete found['aliases'];
        delete found['filler'];
        if (open && found.additionalProperties === false) delete found.additionalProperties;
      },
    }),
  };
}
