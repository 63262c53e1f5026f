import { z } from 'zod';
import { aliasField } from './fields.ts';

/** A fault as a world file has it. */
export const faultDefinition = z.strictObject({
  name: z.string().describe('Such as F16, or throttled.'),
  publisher: aliasField.optional().describe('Alias of the only publisher that is struck.'),
  route: z.string().optional().describe('Id of an endpoint, action of a webhook, or name of an API.'),
  count: z.int().min(1).optional().describe('How often it strikes at most.'),
  probability: z.number().gt(0).max(1).optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
});
