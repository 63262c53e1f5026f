import assert from 'node:assert/strict';
import { items, peek, text } from './json.ts';
import type { StoryWorld } from './story-world.ts';

const aliases: Readonly<Record<string, string>> = {
  'the customer without agreement': 'customer-2',
  "the provider's customer": 'customer-3',
};

/** The account with an alias, or with a name that stories use for it, as the control API tells of it. */
export async function account(
  story: StoryWorld,
  kind: 'customers' | 'partners' | 'publishers',
  alias: string,
): Promise<unknown> {
  const { body } = await story.control('/accounts');
  const wanted = aliases[alias] ?? alias;
  const found = items(body, kind).find((entry) => peek(entry, 'alias') === wanted);
  assert.ok(found, `no ${kind} ${wanted}`);
  return found;
}

/** Tenant id of the customer that a step names. */
export const customerId = async (story: StoryWorld, alias: string): Promise<string> =>
  text(await account(story, 'customers', alias), 'tenantId');

/** Alias of the publisher whose offer was bought; of the first one before anything is bought. */
export async function publisherAlias(story: StoryWorld): Promise<string> {
  if (story.subscriptionId === '') return 'publisher-1';
  const { body } = await story.control(`/portal/subscriptions/${story.subscriptionId}`);
  const catalog = await story.control('/catalog');
  const offers = items(catalog.body, 'offers');
  const offer = offers.find((entry) => peek(entry, 'offerId') === text(body, 'offerId'));
  return text(offer, 'publisherId');
}

/** The token of the publisher whose offer was bought. */
export const publisherToken = async (story: StoryWorld): Promise<string> =>
  story.tokenOf(`publisher.${await publisherAlias(story)}`);
