import { writeFile } from 'node:fs/promises';
import { scenarioSchemaText } from '../src/format/schema.ts';

await writeFile(new URL('../scenario.schema.json', import.meta.url), scenarioSchemaText());
