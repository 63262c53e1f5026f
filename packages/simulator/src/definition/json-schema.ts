import { z } from 'zod';
import { worldDefinition } from './schema.ts';

/** JSON Schema of a world file, for editors: `world.schema.json` beside this package's sources. */
export const worldSchema = (): object => ({
  title: 'marketsim world',
  ...z.toJSONSchema(worldDefinition, { io: 'input', unrepresentable: 'any' }),
});

/** The text of `world.schema.json`. */
export const worldSchemaText = (): string => `${JSON.stringify(worldSchema(), null, 2)}\n`;
