import { peek } from './json.ts';
import { mockSettled } from './mock-publisher.ts';
import type { StoryWorld } from './story-world.ts';

/**
 * Whether nothing happens in the scenario's world by itself any more: its clock stands, every webhook that is due was
 * answered, and the mock publisher is done with what it was told. Waits for what is under way, and says no where that
 * has brought about something new.
 */
export async function isAtRest(story: StoryWorld): Promise<boolean> {
  const { body } = await story.control('/clock');
  if (peek(body, 'mode') !== 'frozen' || peek(body, 'advance') !== undefined) return false;
  const before = await story.facts();
  await mockSettled(story);
  return (await story.facts()) === before;
}
