import { schemaOf } from '@marketsim/simulator';
import { storyFormat } from './schema.ts';

/** JSON Schema of a scenario. */
export const scenarioSchema = (): object => schemaOf('scenario', storyFormat);

/** The text of `scenario.schema.json`, for editors. */
export const scenarioSchemaText = (): string => `${JSON.stringify(scenarioSchema(), null, 2)}\n`;
