import assert from 'node:assert/strict';
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import { deliveries, deliveryInFull, newestDelivery } from '../story/deliveries.ts';
import { at, items, peek, text } from '../story/json.ts';
import type { StoryWorld } from '../story/story-world.ts';
import { cell, rowsOf } from '../story/table.ts';
import { until } from '../story/until.ts';

async function post(story: StoryWorld, path: string, body?: unknown): Promise<void> {
  const answer = await story.control(path, { method: 'POST', ...(body !== undefined && { body }) });
  assert.equal(answer.status, 200, answer.text);
}

/** Nothing of this subscription is sent until it is released. */
Given("the subscription's webhooks are held back", async function (this: StoryWorld) {
  await post(this, '/deliveries/hold', { subscriptionId: this.subscriptionId });
});

/** Everything that was held back is sent, and answered. */
When('the webhooks are released', async function (this: StoryWorld) {
  await post(this, '/deliveries/release', {});
});

/** The newest webhook of an action is sent once more, with the same payload. */
When('the webhook {string} is sent again', async function (this: StoryWorld, action: string) {
  const id = text(await newestDelivery(this, action), 'id');
  await post(this, `/deliveries/${id}/redeliver`);
});

/** How the newest webhook of an action stands in the delivery log. */
Then(
  /^the webhook "([^"]+)" is (waiting|held|accepted|refused|exhausted|cancelled)$/,
  async function (this: StoryWorld, action: string, state: string) {
    await until(async () => assert.equal(at(await newestDelivery(this, action), 'state'), state));
  },
);

/** Its tries so far, those included that count as failed without a call, and the world time of the next one. */
Then(
  /^the webhook "([^"]+)" was tried (\d+) times?(?:, and is due again at "([^"]+)")?$/,
  async function (this: StoryWorld, action: string, count: string, next: string | null) {
    await until(async () => {
      const delivery = await newestDelivery(this, action);
      assert.equal(at(delivery, 'tried'), Number(count));
      if (next !== null) assert.equal(text(delivery, 'nextTryAt'), next);
    });
  },
);

const answerOf = (attempt: unknown): string =>
  cell(attempt, 'status') || (peek(attempt, 'notSent') === undefined ? 'no answer' : 'not called');

/** Each try of the newest webhook of an action: its world time, and its answer's status or why there was none. */
Then(
  'the tries of the webhook {string} were',
  async function (this: StoryWorld, action: string, table: DataTable) {
    await until(async () => {
      const attempts = items(await deliveryInFull(this, action), 'attempts');
      const found = attempts.map((attempt) => ({ at: text(attempt, 'at'), answer: answerOf(attempt) }));
      assert.deepEqual(found, table.hashes());
    });
  },
);

/** The subscription's webhooks in the order in which they were queued; columns as in the delivery log. */
Then('the webhooks of the subscription are', async function (this: StoryWorld, table: DataTable) {
  await until(async () =>
    assert.deepEqual(rowsOf(await deliveries(this), table.raw()[0] ?? []), table.hashes()),
  );
});

/** No webhook has come of anything so far. */
Then('there are no webhooks', async function (this: StoryWorld) {
  await this.settled();
  assert.deepEqual(await deliveries(this), []);
});

/** Members of the body that was sent, by paths such as `subscription.term.startDate`. */
Then('the webhook {string} says', async function (this: StoryWorld, action: string, table: DataTable) {
  const wanted = table.rowsHash();
  await until(async () => {
    const payload = at(await deliveryInFull(this, action), 'payload');
    const said = Object.fromEntries(Object.keys(wanted).map((path) => [path, cell(payload, path)]));
    assert.deepEqual(said, wanted);
  });
});

/** How often the publisher's own app was called. */
Then("the publisher's app was called {int} time(s)", async function (this: StoryWorld, count: number) {
  await this.settled();
  assert.equal(this.ownApp?.calls(), count);
});

/** How the publisher's own app answers from now on: with a status, or by dropping the connection. */
Given(/^the publisher's app answers (\d+|drop)$/, function (this: StoryWorld, answer: string) {
  assert.ok(this.ownApp, 'the publisher has no app of its own');
  this.ownApp.answer = answer === 'drop' ? 'drop' : Number(answer);
});
