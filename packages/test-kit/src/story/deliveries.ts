import assert from 'node:assert/strict';
import { checkAction } from '../kit/expectations.ts';
import { items, peek, text } from './json.ts';
import type { StoryWorld } from './story-world.ts';

/** The webhooks of the subscription as the delivery log lists them, oldest first. */
export async function deliveries(story: StoryWorld): Promise<readonly unknown[]> {
  const { body } = await story.control(`/deliveries?subscriptionId=${story.bought()}`);
  return items(body, 'deliveries');
}

/** The newest webhook of an action. */
export async function newestDelivery(story: StoryWorld, action: string): Promise<unknown> {
  checkAction(action);
  const all = await deliveries(story);
  const found = all.findLast((delivery) => peek(delivery, 'action') === action);
  const known = all.map((delivery) => text(delivery, 'action')).join(', ') || 'none';
  assert.ok(found, `no webhook ${action}; there are: ${known}`);
  return found;
}

/** The same with its payload and every try. */
export async function deliveryInFull(story: StoryWorld, action: string): Promise<unknown> {
  const id = text(await newestDelivery(story, action), 'id');
  return (await story.control(`/deliveries/${id}`)).body;
}

/** Id of the operation that the newest webhook of an action is about. */
export const operationOf = async (story: StoryWorld, action: string): Promise<string> =>
  text(await newestDelivery(story, action), 'operationId');
