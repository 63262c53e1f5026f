import { expectStatus } from './expected.ts';
import { extension, fulfillment } from './fulfillment.ts';
import type { StoryWorld } from './story-world.ts';

/** The publisher assigns so many licences and confirms; one that reports no licences may be told so all the same. */
export async function setUpByApi(story: StoryWorld, quantity: number): Promise<void> {
  const assigned = await extension(story, '/licenses', { method: 'POST', body: { assigned: quantity } });
  expectStatus(assigned, 200);
  const confirmed = await fulfillment(story, `/${story.subscriptionId}/activate`, { method: 'POST' });
  expectStatus(confirmed, 200);
}
