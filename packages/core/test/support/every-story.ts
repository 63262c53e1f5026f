import { afterEach } from 'vitest';
import { expectRestorable } from './restored.ts';
import { takeLastStory } from './story.ts';

// Whatever a test was about, the world at its end must be found again from a checkpoint.
afterEach(() => {
  const story = takeLastStory();
  if (story) expectRestorable(story.engine, story.settings);
});
