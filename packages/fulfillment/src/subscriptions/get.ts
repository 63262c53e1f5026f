import { versionQuery } from '../api-version.ts';
import { endpoint } from '../context.ts';
import { read } from '../etag.ts';
import { examples } from '../examples.ts';
import { locateSubscription, subscriptionParams } from '../located.ts';
import { unknownSubscription } from '../refusals.ts';
import { asRead } from '../resources/as-read.ts';
import { subscriptionBody, subscriptionResource } from '../resources/subscription.ts';

/** One subscription, in every status (SF 2.5). */
export const get = endpoint({
  contract: {
    id: 'S3',
    method: 'get',
    path: '/api/saas/subscriptions/:subscriptionId',
    summary: 'Get a subscription',
    source: 'SF 2.5',
    access: 'publisher',
    tag: 'Subscriptions',
    params: subscriptionParams,
    query: versionQuery,
    replies: {
      200: { description: 'The subscription', schema: subscriptionResource, example: examples.subscription },
    },
    refusals: [unknownSubscription],
  },
  locate: locateSubscription,
  handle: ({ found }, { engine }) => read(subscriptionBody(asRead(found, engine), engine.state)),
});
