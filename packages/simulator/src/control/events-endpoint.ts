import type { DomainEvent } from '@marketsim/core';
import { z } from 'zod';
import { compact } from '../compact.ts';
import { worldEndpoint, worldQuery } from './control-api.ts';

const page = worldQuery.extend({
  after: z.int().min(0).default(0).describe('Number of the last event that is known already.'),
  type: z.string().optional().describe('Name of one kind of event.'),
  limit: z.int().min(1).max(1000).default(100),
});

/** Up to `limit` of some facts, and the number of the last when there are more. */
function pageOf(facts: readonly DomainEvent[], { type, limit }: z.output<typeof page>) {
  const events: DomainEvent[] = [];
  for (const event of facts) {
    if (type !== undefined && event.type !== type) continue;
    if (events.length === limit) return { events, next: events.at(-1)?.seq };
    events.push(event);
  }
  return { events };
}

/** CTL-13: what happened in the world. */
export const readEvents = worldEndpoint({
  contract: {
    id: 'CTL-13',
    method: 'get',
    path: '/_sim/events',
    summary: 'What happened, oldest first, a page at a time; each new fact with `Accept: text/event-stream`',
    source: 'marketsim',
    tag: 'Events',
    params: z.object({}),
    query: page,
    refusals: [],
    replies: {
      200: {
        description: 'Events, and `after` for the next page when there is more.',
        schema: z.object({
          events: z.array(z.looseObject({ seq: z.int(), at: z.string(), v: z.literal(1), type: z.string() })),
          next: z.int().optional(),
        }),
      },
    },
  },
  handle: ({ query }, { world: { engine } }) => ({
    status: 200,
    body: compact({ next: undefined, ...pageOf(engine.events(query.after), query) }),
  }),
});
