import assert from 'node:assert/strict';
import type { DataTable } from '@cucumber/cucumber';
import { deliveries, deliveryInFull, newestDelivery } from '../story/deliveries.ts';
import { expectStatus } from '../story/expected.ts';
import { at, items, peek, text } from '../story/json.ts';
import { Given, Then, When } from '../story/step.ts';
import type { StoryWorld } from '../story/story-world.ts';
import { cell, rowsOf } from '../story/table.ts';
import { until } from '../story/until.ts';

async function post(story: StoryWorld, path: string, body?: unknown): Promise<void> {
  const answer = await story.control(path, { method: 'POST', ...(body !== undefined && { body }) });
  expectStatus(answer, 200);
}

/** Nothing of this subscription is sent until it is released. */
Given(
  { en: "the subscription's webhooks are held back", sv: 'prenumerationens webhook-anrop hålls tillbaka' },
  async function (this: StoryWorld) {
    await post(this, '/deliveries/hold', { subscriptionId: this.subscriptionId });
  },
);

/** Everything that was held back is sent, and answered. */
When({ en: 'the webhooks are released', sv: 'webhook-anropen släpps' }, async function (this: StoryWorld) {
  await post(this, '/deliveries/release', {});
});

/** The newest webhook of an action is sent once more, with the same payload. */
When(
  { en: 'the webhook {string} is sent again', sv: 'webhook-anropet {string} skickas igen' },
  async function (this: StoryWorld, action: string) {
    const id = text(await newestDelivery(this, action), 'id');
    await post(this, `/deliveries/${id}/redeliver`);
  },
);

/** How the newest webhook of an action stands in the delivery log. */
Then(
  { en: 'the webhook {string} is {deliveryState}', sv: 'webhook-anropet {string} är {deliveryState}' },
  async function (this: StoryWorld, action: string, state: string) {
    await until(this, async () => assert.equal(at(await newestDelivery(this, action), 'state'), state));
  },
);

/** Its tries so far, those included that count as failed without a call. */
Then(
  {
    en: 'the webhook {string} was tried {int} time(s)',
    sv: 'webhook-anropet {string} har prövats {int} gång(er)',
  },
  async function (this: StoryWorld, action: string, count: number) {
    await until(this, async () => assert.equal(at(await newestDelivery(this, action), 'tried'), count));
  },
);

/** The same with the world time of the next try. */
Then(
  {
    en: 'the webhook {string} was tried {int} time(s), and is due again at {string}',
    sv: 'webhook-anropet {string} har prövats {int} gång(er), och prövas igen {string}',
  },
  async function (this: StoryWorld, action: string, count: number, next: string) {
    await until(this, async () => {
      const delivery = await newestDelivery(this, action);
      assert.deepEqual([at(delivery, 'tried'), text(delivery, 'nextTryAt')], [count, next]);
    });
  },
);

const answerOf = (attempt: unknown): string =>
  cell(attempt, 'status') || (peek(attempt, 'notSent') === undefined ? 'no answer' : 'not called');

/**
 * Each try of the newest webhook of an action: its world time, and its answer's status or why there was none.
 *
 * @table a header `at`, `answer`, then a row for each try: a status, `no answer` or `not called`
 */
Then(
  { en: 'the tries of the webhook {string} were', sv: 'försöken med webhook-anropet {string} var' },
  async function (this: StoryWorld, action: string, table: DataTable) {
    await until(this, async () => {
      const attempts = items(await deliveryInFull(this, action), 'attempts');
      const found = attempts.map((attempt) => ({ at: text(attempt, 'at'), answer: answerOf(attempt) }));
      assert.deepEqual(found, table.hashes());
    });
  },
);

/**
 * The subscription's webhooks in the order in which they were queued.
 *
 * @table a header of members of `GET /_sim/deliveries`, such as `action`, `state`, `tried`, `queuedAt`; then a row for each
 */
Then(
  { en: 'the webhooks of the subscription are', sv: 'prenumerationens webhook-anrop är' },
  async function (this: StoryWorld, table: DataTable) {
    await until(this, async () =>
      assert.deepEqual(rowsOf(await deliveries(this), table.raw()[0] ?? []), table.hashes()),
    );
  },
);

/** No webhook has come of anything so far. */
Then({ en: 'there are no webhooks', sv: 'det finns inga webhook-anrop' }, async function (this: StoryWorld) {
  await this.settled();
  assert.deepEqual(await deliveries(this), []);
});

/**
 * Some of what stands in the body that was sent.
 *
 * @table rows of a path, such as `subscription.term.startDate`, and the value there; empty for what is missing
 */
Then(
  { en: 'the webhook {string} says', sv: 'webhook-anropet {string} säger' },
  async function (this: StoryWorld, action: string, table: DataTable) {
    const wanted = table.rowsHash();
    await until(this, async () => {
      const payload = at(await deliveryInFull(this, action), 'payload');
      const said = Object.fromEntries(Object.keys(wanted).map((path) => [path, cell(payload, path)]));
      assert.deepEqual(said, wanted);
    });
  },
);

/** How often the publisher's own app was called. */
Then(
  { en: "the publisher's app was called {int} time(s)", sv: 'utgivarens app har anropats {int} gång(er)' },
  async function (this: StoryWorld, count: number) {
    await this.settled();
    assert.equal(this.ownApp?.calls(), count);
  },
);

/** How the publisher's own app answers from now on: with a status, or by dropping the connection. */
Given(
  { en: "the publisher's app answers {appAnswer}", sv: 'utgivarens app svarar {appAnswer}' },
  function (this: StoryWorld, answer: string) {
    assert.ok(this.ownApp, 'the publisher has no app of its own');
    this.ownApp.answer = answer === 'drop' ? 'drop' : Number(answer);
  },
);
