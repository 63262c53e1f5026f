import assert from 'node:assert/strict';
import { items, peek, text } from './json.ts';
import type { StoryWorld } from './story-world.ts';

/** The account with an alias, as the control API tells of it. */
export async function account(
  story: StoryWorld,
  kind: 'customers' | 'partners' | 'publishers',
  alias: string,
): Promise<unknown> {
  const { body } = await story.control('/accounts');
  const all = items(body, kind);
  const found = all.find((entry) => peek(entry, 'alias') === alias);
  const known = all.map((entry) => peek(entry, 'alias')).join(', ');
  assert.ok(found, `there is no ${alias} among the ${kind} of this world: ${known}`);
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
