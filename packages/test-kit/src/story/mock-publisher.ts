import { account, publisherAlias } from './accounts.ts';
import { type Answer, type Call, call } from './client.ts';
import { text } from './json.ts';
import type { StoryWorld } from './story-world.ts';

/** Address of a publisher's landing page without a token, as the accounts of the world tell it. */
export const landingPageOf = async (story: StoryWorld, alias: string): Promise<string> =>
  text(await account(story, 'publishers', alias), 'landingPageUrl');

/** Addresses that a scenario has asked for: while a clock is on its way, asking again would wait for it. */
const known = new WeakMap<StoryWorld, Map<string, string>>();

async function deskOf(story: StoryWorld): Promise<string> {
  const addresses = known.get(story) ?? new Map<string, string>();
  known.set(story, addresses);
  const key = `${story.name} ${story.subscriptionId}`;
  const address =
    addresses.get(key) ?? (await landingPageOf(story, await publisherAlias(story))).replace(/\/landing$/, '');
  addresses.set(key, address);
  return address;
}

/**
 * A call to the mock publisher's account in the scenario's world, by what staff and tests use there: `/events`,
 * `/behaviour` and the like. Which publisher it is follows from what was bought.
 */
export async function atPublisher(story: StoryWorld, path: string, options: Call = {}): Promise<Answer> {
  const desk = await deskOf(story);
  return call(desk, `${new URL(desk).pathname}${path}`, options);
}

/** Waits until the mock publisher is done with all that it was told; a publisher with an app of its own has no such address. */
export async function mockSettled(story: StoryWorld): Promise<void> {
  await atPublisher(story, '/settled').catch(() => undefined);
}
