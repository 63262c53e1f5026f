import type { Extension } from '@marketsim/simulator';
import { playStepEndpoint } from './venue/step-endpoint.ts';

/** What lets a simulator play the scenarios of others, and tell what they look like. */
export const scenarioExtension: Extension = {
  endpoints: [playStepEndpoint],
  schemas: [
    {
      name: 'scenario.schema.json',
      what: 'JSON Schema of a scenario',
      schema: async () => (await import('./format/json-schema.ts')).scenarioSchema(),
    },
  ],
};
