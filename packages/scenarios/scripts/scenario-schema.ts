import { writeFile } from 'node:fs/promises';
import { scenarioSchemaText } from '../src/format/json-schema.ts';

await writeFile(new URL('../scenario.schema.json', import.meta.url), scenarioSchemaText());
