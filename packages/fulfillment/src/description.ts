import type { OpenApiInput } from '@marketsim/http';
import { z } from 'zod';
import { described } from './endpoints.ts';
import { badUsage, duplicateUsage, foreignUsage } from './metering/usage-error.ts';
import { commonRefusals } from './refusals.ts';

const refusal = z.object({ code: z.string(), message: z.string(), target: z.string() });
const bare = z.object({ message: z.string() });
const version = z.object({ Error: z.object({ Code: z.string(), Message: z.string() }) });
const activation = refusal.extend({
  details: z.object({ code: z.string(), message: z.string(), target: z.string() }),
});
const failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** What `openApiDocument` needs of this API; version and servers are for whoever serves it. */
export const fulfillmentDescription: Omit<OpenApiInput, 'version' | 'servers'> = {
  title: 'SaaS fulfillment API, version 2, and marketplace metering service',
  description:
    'What a publisher calls to learn of purchases, to activate them, to answer changes and to report use.',
  endpoints: described,
  tolerance: 'plain',
  problemSchema: refusal,
  problemSchemas: {
    400: z.union([activation, refusal, bare, version, badUsage]),
    403: z.union([z.string(), foreignUsage]),
    409: z.union([bare, duplicateUsage]),
    500: failure,
  },
  commonRefusals,
};
