import assert from 'node:assert/strict';
import { operationOf } from '../story/deliveries.ts';
import { isoDuration } from '../story/duration.ts';
import { expectStatus } from '../story/expected.ts';
import { text } from '../story/json.ts';
import { atPublisher } from '../story/mock-publisher.ts';
import { Given, Then, When } from '../story/step.ts';
import type { StoryWorld } from '../story/story-world.ts';

/** Real milliseconds that a slow publisher takes before it replies in a story. */
const slowMs = 50;

/** What is said more about a behaviour. */
interface Details {
  readonly times?: number;
  /** World time, ISO 8601. */
  readonly answerAfter?: string;
}

async function behave(
  story: StoryWorld,
  path: string,
  behaviour: string,
  details: Details = {},
): Promise<void> {
  const body = { behaviour, ...(behaviour === 'slow' && { replyDelayMs: slowMs }), ...details };
  const answer = await atPublisher(story, path, { method: 'PUT', body });
  expectStatus(answer, 200);
}

/**
 * How the mock publisher answers webhooks from now on: accept, reject, byHand, refuse, error, slow, silent,
 * acknowledgeEarly, acknowledgeLate or hang; its staff desk says what each does.
 */
Given(
  { en: 'the publisher answers webhooks with {string}', sv: 'utgivaren besvarar webhook-anrop med {string}' },
  async function (this: StoryWorld, behaviour: string) {
    await behave(this, '/behaviour', behaviour);
  },
);

/** The same, with so much world time between its reply and its answer to the operation. */
Given(
  {
    en: 'the publisher answers webhooks with {string} after {duration}',
    sv: 'utgivaren besvarar webhook-anrop med {string} efter {duration}',
  },
  async function (this: StoryWorld, behaviour: string, span: string) {
    await behave(this, '/behaviour', behaviour, { answerAfter: isoDuration(span) });
  },
);

/** The same for the next webhook only. */
Given(
  {
    en: 'the publisher answers the next webhook with {string}',
    sv: 'utgivaren besvarar nästa webhook-anrop med {string}',
  },
  async function (this: StoryWorld, behaviour: string) {
    await behave(this, '/behaviour', behaviour, { times: 1 });
  },
);

/** The same for as many of the next webhooks. */
Given(
  {
    en: 'the publisher answers the next {int} webhooks with {string}',
    sv: 'utgivaren besvarar de närmaste {int} webhook-anropen med {string}',
  },
  async function (this: StoryWorld, times: number, behaviour: string) {
    await behave(this, '/behaviour', behaviour, { times });
  },
);

/** The same for the webhooks of this subscription only. */
Given(
  {
    en: 'the publisher answers webhooks of this subscription with {string}',
    sv: 'utgivaren besvarar webhook-anrop om den här prenumerationen med {string}',
  },
  async function (this: StoryWorld, behaviour: string) {
    await behave(this, `/subscriptions/${this.subscriptionId}/behaviour`, behaviour);
  },
);

/** Staff gives the answer that is owed to the newest webhook of an action. */
When(
  {
    en: "the publisher's staff answers {string} with {string}",
    sv: 'utgivarens personal besvarar {string} med {string}',
  },
  async function (this: StoryWorld, action: string, status: string) {
    const path = `/operations/${await operationOf(this, action)}/answer`;
    const answer = await atPublisher(this, path, { method: 'POST', body: { status } });
    expectStatus(answer, 200);
    this.seen = text(answer.body, 'answer');
  },
);

/** What the publisher heard of its own answer. */
Then(
  { en: 'the marketplace {taken} that answer', sv: 'marknadsplatsen {taken} det svaret' },
  function (this: StoryWorld, which: string) {
    const pattern = which === 'taken' ? /^(Success|Failure)$/ : /^(Success|Failure) (not taken|too late)/;
    assert.match(String(this.seen), pattern);
  },
);
