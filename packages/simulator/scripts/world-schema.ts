import { writeFile } from 'node:fs/promises';
import { worldSchemaText } from '../src/definition/json-schema.ts';

// Writes world.schema.json from the zod schema: node scripts/world-schema.ts
await writeFile(new URL('../world.schema.json', import.meta.url), worldSchemaText());
