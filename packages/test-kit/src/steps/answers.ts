import assert from 'node:assert/strict';
import { type DataTable, Then, When } from '@cucumber/cucumber';
import { peek } from '../story/json.ts';
import type { StoryWorld } from '../story/story-world.ts';

/** Any call to Partner Center; `{customer}`, `{subscription}` and `{order}` stand for what was bought. */
When(
  /^they send (GET|POST|PUT|PATCH|DELETE) "([^"]+)" with$/,
  async function (this: StoryWorld, method: string, path: string, body: string) {
    await this.act(filled(this, path), { method, ...(body.trim() !== '' && { body }) });
  },
);

const filled = ({ customerId, subscriptionId, orderId }: StoryWorld, path: string): string =>
  path
    .replace('{customer}', customerId)
    .replace('{subscription}', subscriptionId)
    .replace('{order}', orderId);

/** Reads from Partner Center; the same words stand for what was bought. */
When('they read {string}', async function (this: StoryWorld, path: string) {
  await this.act(filled(this, path));
  assert.equal(this.answer?.status, 200, this.answer?.text);
});

/** Members of the last answer, by paths such as `items.0.title`. */
Then('the answer says', function (this: StoryWorld, table: DataTable) {
  const wanted = table.hashes().map(({ member = '', value = '' }) => [member, value]);
  const found = wanted.map(([member = '']) => [
    member,
    String(member.split('.').reduce<unknown>((json, key) => peek(json, key), this.answer?.body)),
  ]);
  assert.deepEqual(found, wanted);
});

/** The status of the last answer. */
Then(/^the answer is (\d+)$/, function (this: StoryWorld, status: string) {
  assert.equal(this.answer?.status, Number(status), this.answer?.text);
});

/** The same with Partner Center's error code. */
Then(/^the answer is (\d+) with code (\d+)$/, function (this: StoryWorld, status: string, code: string) {
  assert.equal(this.answer?.status, Number(status), this.answer?.text);
  assert.equal(peek(this.answer?.body, 'code'), Number(code), this.answer?.text);
});

/** The same with an error code of the control API. */
Then('the answer is {int} with error {string}', function (this: StoryWorld, status: number, code: string) {
  assert.equal(this.answer?.status, status, this.answer?.text);
  assert.equal(peek(peek(this.answer?.body, 'error'), 'code'), code, this.answer?.text);
});

/** The last answer and the one before it are the same to the byte. */
Then('the answer is {int} and the same as before', function (this: StoryWorld, status: number) {
  assert.equal(this.answer?.status, status, this.answer?.text);
  assert.equal(this.answer?.text, this.answerBefore?.text);
});

/** A 202 says where to look again. */
Then('the answer leads to the subscription', function (this: StoryWorld) {
  const location = `/customers/${this.customerId}/subscriptions/${this.subscriptionId}`;
  assert.equal(this.answer?.headers.get('location'), location);
});

/** The world's history has not grown since before the last call. */
Then('nothing has changed', async function (this: StoryWorld) {
  assert.equal(await this.facts(), this.factsBefore);
});
