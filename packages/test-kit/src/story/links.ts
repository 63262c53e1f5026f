import assert from 'node:assert/strict';
import { items, peek, text } from './json.ts';
import type { StoryWorld } from './story-world.ts';

/** The first link of an activation links collection. */
async function linkAt(story: StoryWorld, uri: string): Promise<string> {
  const { status, body, text: raw } = await story.send(`/v1${uri}`);
  assert.equal(status, 200, raw);
  return text(body, 'items', 0, 'link', 'uri');
}

/** Where a partner finds the activation link of what it bought; each reading makes a token of its own. */
export const links = {
  /** The order confirmation. */
  order: async (story: StoryWorld): Promise<string> => {
    const { body } = await story.send(`/v1/customers/${story.customerId}/orders/${story.orderId}`);
    return linkAt(story, text(body, 'lineItems', 0, 'links', 'activationLinks', 'uri'));
  },
  /** The row of the customer's subscriptions page. */
  row: async (story: StoryWorld): Promise<string> => {
    const { body } = await story.send(`/v1/customers/${story.customerId}/subscriptions`);
    const row = items(body, 'items').find((entry) => peek(entry, 'id') === story.subscriptionId);
    return linkAt(story, text(row, 'links', 'activationLinks', 'uri'));
  },
  /** The activation links API. */
  api: (story: StoryWorld): Promise<string> =>
    linkAt(story, `/customers/${story.customerId}/orders/${story.orderId}/lineitems/0/activationlinks`),
};

/** Checks that a link is an address with a purchase token. */
export const isLink = (link: string): void => {
  assert.match(link, /^https?:\/\/.+[?&]token=[A-Za-z0-9%]{200,}$/);
};
