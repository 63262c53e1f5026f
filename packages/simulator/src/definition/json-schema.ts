import { z } from 'zod';
import { worldDefinition } from './schema.ts';

/**
 * JSON Schema of a kind of file, for editors. Its `$id` is where a simulator at its standard address serves it, wherever it
 * is read from.
 */
export const schemaOf = (kind: string, format: z.ZodType): object => ({
  $id: `http://127.0.0.1:4600/openapi/${kind}.schema.json`,
  title: `marketsim ${kind}`,
  ...z.toJSONSchema(format, { io: 'input', unrepresentable: 'any' }),
});

/** JSON Schema of a world file: `world.schema.json` beside this package's sources. */
export const worldSchema = (): object => schemaOf('world', worldDefinition);

/** The text of `world.schema.json`. */
export const worldSchemaText = (): string => `${JSON.stringify(worldSchema(), null, 2)}\n`;
