import { publisherToken } from './accounts.ts';
import type { Answer, Call } from './client.ts';
import type { StoryWorld } from './story-world.ts';

const version = 'api-version=2018-08-31';

/** A call in a publisher's name: of the one whose offer was bought unless `as` gives another's token. */
export interface PublisherCall extends Call {
  readonly as?: string;
}

/** A call to the fulfillment API about subscriptions; `rest` is what follows `/api/saas/subscriptions`. */
export const fulfillment = async (
  story: StoryWorld,
  rest: string,
  { as, ...options }: PublisherCall = {},
): Promise<Answer> =>
  story.send(`/api/saas/subscriptions${rest}?${version}`, {
    ...options,
    as: as ?? (await publisherToken(story)),
  });

/** A call to the publisher extension about the subscription; `rest` is what follows its address. */
export const extension = async (story: StoryWorld, rest = '', options: Call = {}): Promise<Answer> =>
  story.send(`/_sim/publisher/subscriptions/${story.subscriptionId}${rest}`, {
    ...options,
    as: await publisherToken(story),
  });

/** The purchase token in an activation link. */
export const tokenIn = (link: string): string => new URL(link).searchParams.get('token') ?? '';

/** What the publisher learns of a link's token. */
export const resolve = (story: StoryWorld, link: string, as?: string): Promise<Answer> =>
  fulfillment(story, '/resolve', {
    method: 'POST',
    headers: { 'x-ms-marketplace-token': tokenIn(link) },
    ...(as !== undefined && { as }),
  });
