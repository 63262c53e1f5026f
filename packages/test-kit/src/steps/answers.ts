import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import { peek } from '../story/json.ts';
import type { StoryWorld } from '../story/story-world.ts';

When(
  /^they send (GET|POST|PUT|PATCH|DELETE) "([^"]+)" with$/,
  async function (this: StoryWorld, method: string, path: string, body: string) {
    const filled = path
      .replace('{customer}', this.customerId)
      .replace('{subscription}', this.subscriptionId)
      .replace('{order}', this.orderId);
    await this.act(filled, { method, ...(body.trim() !== '' && { body }) });
  },
);

Then(/^the answer is (\d+)$/, function (this: StoryWorld, status: string) {
  assert.equal(this.answer?.status, Number(status), this.answer?.text);
});

Then(/^the answer is (\d+) with code (\d+)$/, function (this: StoryWorld, status: string, code: string) {
  assert.equal(this.answer?.status, Number(status), this.answer?.text);
  assert.equal(peek(this.answer?.body, 'code'), Number(code), this.answer?.text);
});

Then('the answer is {int} and the same as before', function (this: StoryWorld, status: number) {
  assert.equal(this.answer?.status, status, this.answer?.text);
  assert.equal(this.answer?.text, this.answerBefore?.text);
});

Then('nothing has changed', async function (this: StoryWorld) {
  assert.equal(await this.facts(), this.factsBefore);
});
