import { z } from 'zod';
import { worldEndpoint, worldQuery } from './control-api.ts';
import { partnerWebhook, partnerWebhooksOf } from './partner-webhook-view.ts';

/** CTL-83: what partners were told. */
export const listPartnerWebhooks = worldEndpoint({
  entry: 'anytime',
  contract: {
    id: 'CTL-83',
    method: 'get',
    path: '/_sim/partner-webhooks',
    summary: 'Webhooks to partners, oldest first, with every try',
    source: 'PC 8.2',
    tag: 'Webhooks',
    params: z.object({}),
    query: worldQuery.extend({
      subscriptionId: z.string().toLowerCase().optional().describe('Only those about this subscription.'),
    }),
    refusals: [],
    replies: {
      200: { description: 'The webhooks.', schema: z.object({ webhooks: z.array(partnerWebhook) }) },
    },
  },
  handle: ({ query: { subscriptionId } }, { world: { engine } }) => {
    const all = partnerWebhooksOf(engine.events());
    const isWanted = ({ resourcePath }: { readonly resourcePath: string }): boolean =>
      subscriptionId === undefined || resourcePath.endsWith(`/subscriptions/${subscriptionId}`);
    return { status: 200, body: { webhooks: all.filter(isWanted) } };
  },
});
