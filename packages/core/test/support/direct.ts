import type { Delivery, Operation } from '../../src/index.ts';
import type { PlanName } from './fixtures.ts';
import { aStory, type Story, type StoryOptions } from './story.ts';

/** Where the publisher of these stories is told. */
export const webhookUrl = 'https://contosoharbor.example/webhook';

/** A purchase without a partner, activated. */
export const active = (options: StoryOptions = {}, name: PlanName = 'FX-M') => {
  const story = aStory(options);
  const id = story.buyDirect(name, 10);
  story.activate(id);
  return { story, id };
};
/** The same where the publisher is told of it. */
export const told = (options: StoryOptions = {}, name?: PlanName) =>
  active({ offer: { webhookUrl }, ...options }, name);

/** What the publisher must be told and is not yet. */
export const ahead = ({ engine }: Story): readonly Delivery[] => [...engine.state.deliveriesAhead.values()];
export const operations = ({ engine }: Story): readonly Operation[] => [...engine.state.operations.values()];
