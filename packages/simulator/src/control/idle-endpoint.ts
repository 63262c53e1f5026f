import { z } from 'zod';
import { publisherEndpoint } from './publisher-api.ts';

/** CTL-45: a publisher has no more to say, so that a clock that waits for it may go on. */
export const signalIdle = publisherEndpoint({
  contract: {
    id: 'CTL-45',
    method: 'post',
    path: '/_sim/publisher/idle',
    summary: "Says that no more answer comes to an operation, or to any; not Microsoft's",
    source: 'QTY-08',
    access: 'bearer of the publisher',
    tag: "Publisher extension (not Microsoft's)",
    params: z.object({}),
    query: z.object({}),
    body: z.strictObject({
      operationId: z.string().optional().describe('Without one: to none of the publisher’s operations.'),
    }),
    bodyRequired: false,
    refusals: [],
    replies: { 204: { description: 'Taken note of: the clock waits no longer.' } },
  },
  handle: ({ body }, { world, publisher }) => {
    world.outbox.quiet(publisher.id, body?.operationId);
    return { status: 204 };
  },
});
