import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { operationOf } from '../story/deliveries.ts';
import { text } from '../story/json.ts';
import { atPublisher } from '../story/mock-publisher.ts';
import type { StoryWorld } from '../story/story-world.ts';

/** Real milliseconds that a slow publisher takes before it replies in a story. */
const slowMs = 50;

async function behave(story: StoryWorld, path: string, behaviour: string, times?: number): Promise<void> {
  const body = {
    behaviour,
    ...(behaviour === 'slow' && { delayMs: slowMs }),
    ...(times !== undefined && { times }),
  };
  const answer = await atPublisher(story, path, { method: 'PUT', body });
  assert.equal(answer.status, 200, answer.text);
}

/**
 * How the mock publisher answers webhooks from now on: accept, reject, refuse, error, slow, silent, acknowledgeEarly,
 * acknowledgeLate or hang; its staff desk says what each does.
 */
Given('the publisher answers webhooks with {string}', async function (this: StoryWorld, behaviour: string) {
  await behave(this, '/behaviour', behaviour);
});

/** The same for the next webhooks only. */
Given(
  /^the publisher answers the next (?:(\d+) )?webhooks? with "([^"]+)"$/,
  async function (this: StoryWorld, times: string | null, behaviour: string) {
    await behave(this, '/behaviour', behaviour, Number(times ?? 1));
  },
);

/** The same for the webhooks of this subscription only. */
Given(
  'the publisher answers webhooks of this subscription with {string}',
  async function (this: StoryWorld, behaviour: string) {
    await behave(this, `/subscriptions/${this.subscriptionId}/behaviour`, behaviour);
  },
);

/** Staff gives the answer that is owed to the newest webhook of an action. */
When(
  /^the publisher's staff answers "([^"]+)" with "(Success|Failure)"$/,
  async function (this: StoryWorld, action: string, status: string) {
    const path = `/operations/${await operationOf(this, action)}/answer`;
    const answer = await atPublisher(this, path, { method: 'POST', body: { status } });
    assert.equal(answer.status, 200, answer.text);
    this.seen = text(answer.body, 'answer');
  },
);

/** What the publisher heard of its own answer. */
Then(/^the marketplace (takes|does not take) that answer$/, function (this: StoryWorld, which: string) {
  const pattern = which === 'takes' ? /^(Success|Failure)$/ : /^(Success|Failure) not taken/;
  assert.match(String(this.seen), pattern);
});
