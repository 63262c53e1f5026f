import { z } from 'zod';

/** zod's union of its own schema kinds; every schema is one of them, though its base type does not say so. */
export function kinds(schema: z.core.$ZodType): z.core.$ZodTypes {
  return schema as z.core.$ZodTypes;
}

/** The schema directly inside a wrapper, or undefined when this is none. Input side of pipes. */
function inner(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  // zod remembers what a lazy schema turned out to be; its getter may make another one each time.
  if (schema instanceof z.core.$ZodLazy) return schema._zod.innerType;
  const { def } = kinds(schema)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return def.innerType;
    case 'pipe':
      return def.in;
    default:
      return undefined;
  }
}

/** A schema and everything it wraps, outermost first. */
export function layers(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  const found = [schema];
  for (let next = inner(schema); next !== undefined; next = inner(next)) found.push(next);
  return found;
}

export const isOptional = (schema: z.core.$ZodType): boolean => schema._zod.optin === 'optional';

/** Whether null is a value here, and not only the caller's way to say nothing. */
export function isNullable(schema: z.core.$ZodType): boolean {
  return layers(schema).some((layer) => {
    const { def } = kinds(layer)._zod;
    if (def.type === 'nullable' || def.type === 'null') return true;
    return def.type === 'union' && def.options.some(isNullable);
  });
}

/** The hints that a contract gives with `.meta({ aliases: ['catalogId'], filler: true })`. */
export function hints(schema: z.core.$ZodType): {
  readonly aliases: readonly string[];
  readonly filler: boolean;
} {
  const metas = layers(schema).map((layer) => z.globalRegistry.get(layer));
  const aliases = metas.flatMap((meta) => (Array.isArray(meta?.['aliases']) ? meta['aliases'] : []));
  return {
    aliases: aliases.filter((alias) => typeof alias === 'string'),
    filler: metas.some((meta) => meta?.['filler'] === true),
  };
}

/** What a text may look like, by `.meta({ examples: ['P1M'] })`. */
export function examplesOf(schema: z.core.$ZodType | undefined): readonly string[] {
  const metas = schema === undefined ? [] : layers(schema).map((layer) => z.globalRegistry.get(layer));
  const examples = metas.map((meta) => meta?.['examples']).find((given) => given !== undefined);
  if (!Array.isArray(examples)) return [];
  return examples.filter((example) => typeof example === 'string');
}

/** The members that an object may have. */
export function membersOf(schema: z.core.$ZodType | undefined): readonly string[] {
  const innermost = schema && layers(schema).at(-1);
  const def = innermost && kinds(innermost)._zod.def;
  return def?.type === 'object' ? Object.keys(def.shape) : [];
}

export function isInteger(schema: z.core.$ZodType): boolean {
  return layers(schema).some((layer) => layer instanceof z.ZodNumber && layer.isInt);
}

/** The schema of a member of a member; undefined inside unions and where there is none. */
export function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  return path.reduce<z.core.$ZodType | undefined>((outer, key) => outer && memberAt(outer, key), schema);
}

function memberAt(outer: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | undefined {
  const { def } = kinds(layers(outer).at(-1) ?? outer)._zod;
  switch (def.type) {
    case 'object':
      return def.shape[String(key)];
    case 'array':
      return def.element;
    case 'record':
      return def.valueType;
    default:
      return undefined;
  }
}
