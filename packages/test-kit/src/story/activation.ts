import assert from 'node:assert/strict';
import { extension, fulfillment } from './fulfillment.ts';
import type { StoryWorld } from './story-world.ts';

/** The publisher assigns so many licences and confirms; one that reports no licences may be told so all the same. */
export async function setUpByApi(story: StoryWorld, quantity: number): Promise<void> {
  const assigned = await extension(story, '/licenses', { method: 'POST', body: { assigned: quantity } });
  assert.equal(assigned.status, 200, assigned.text);
  const confirmed = await fulfillment(story, `/${story.subscriptionId}/activate`, { method: 'POST' });
  assert.equal(confirmed.status, 200, confirmed.text);
}
