import assert from 'node:assert/strict';
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import { customerId, publisherToken } from '../story/accounts.ts';
import type { Answer, Call } from '../story/client.ts';
import { resolve } from '../story/fulfillment.ts';
import { at, items, peek, text } from '../story/json.ts';
import type { StoryWorld } from '../story/story-world.ts';

const version = 'api-version=2018-08-31';

/** A call to the metering service in the name of the publisher whose offer was bought. */
const metering = async (story: StoryWorld, path: string, options: Call = {}): Promise<Answer> =>
  story.send(`/api/${path}`, { ...options, as: await publisherToken(story) });

const eventOf = (story: StoryWorld, quantity: number, dimension: string, usedAt: string): object => ({
  resourceId: story.subscriptionId,
  planId: 'flat',
  quantity,
  dimension,
  effectiveStartTime: usedAt,
});

/** A purchase of the metered offer in the portal, without a partner. */
Given('{word} buys the flat-rate plan for itself', async function (this: StoryWorld, customer: string) {
  const body = { customer, offerId: 'archive', planId: 'flat', quantity: 1 };
  const answer = await this.control('/portal/purchases', { method: 'POST', body });
  assert.equal(answer.status, 201, answer.text);
  this.customerId = await customerId(this, customer);
  this.subscriptionId = text(answer.body, 'id');
  this.keptLink = text(answer.body, 'link');
});

/** What the landing page does first. */
When('the publisher resolves the token of the landing page', async function (this: StoryWorld) {
  this.answer = await resolve(this, this.keptLink);
  assert.equal(this.answer.status, 200, this.answer.text);
});

/** What it then knows. */
Then(
  'it learns of plan {string} for customer-1, without a quantity, and that it waits for its activation',
  function (this: StoryWorld, plan: string) {
    const body = this.answer?.body;
    assert.deepEqual([at(body, 'id'), at(body, 'planId')], [this.subscriptionId, plan]);
    assert.equal(peek(body, 'quantity'), undefined);
    assert.equal(at(body, 'subscription', 'beneficiary', 'tenantId'), this.customerId);
    assert.equal(at(body, 'subscription', 'saasSubscriptionStatus'), 'PendingFulfillmentStart');
  },
);

/** One event. */
When(
  'the publisher reports {float} of {string} used at {string}',
  async function (this: StoryWorld, quantity: number, dimension: string, usedAt: string) {
    const body = eventOf(this, quantity, dimension, usedAt);
    this.answer = await metering(this, `usageEvent?${version}`, { method: 'POST', body });
  },
);

/** What became of it. */
Then('the report is {string}', function (this: StoryWorld, status: string) {
  assert.equal(this.answer?.status, 200, this.answer?.text);
  assert.equal(at(this.answer.body, 'status'), status);
});

/** The hour was reported already. */
Then('the report is a duplicate of {float}', function (this: StoryWorld, quantity: number) {
  assert.equal(this.answer?.status, 409, this.answer?.text);
  assert.equal(at(this.answer.body, 'additionalInfo', 'acceptedMessage', 'quantity'), quantity);
});

/** Which member is to blame. */
Then('the report is refused because of its {string}', function (this: StoryWorld, target: string) {
  assert.equal(this.answer?.status, 400, this.answer?.text);
  assert.deepEqual(
    items(this.answer.body, 'details').map((detail) => at(detail, 'target')),
    [target],
  );
});

/** Several events at once. */
When('the publisher reports a batch', async function (this: StoryWorld, table: DataTable) {
  const request = table
    .hashes()
    .map((row) => eventOf(this, Number(row['quantity']), row['dimension'] ?? '', row['used at'] ?? ''));
  this.answer = await metering(this, `batchUsageEvent?${version}`, { method: 'POST', body: { request } });
});

/** What became of each. */
Then('the batch is {string}', function (this: StoryWorld, statuses: string) {
  assert.equal(this.answer?.status, 200, this.answer?.text);
  const found = items(this.answer.body, 'result').map((result) => at(result, 'status'));
  assert.equal(found.join(', '), statuses);
});

/** What a day's report comes to. */
Then(
  "the publisher's usage of {string} is {float}, {string}",
  async function (this: StoryWorld, day: string, quantity: number, status: string) {
    const { body } = await metering(this, `usageEvents?${version}&usageStartDate=${day}&usageEndDate=${day}`);
    const found = items({ rows: body }, 'rows').map((row) => [
      at(row, 'submittedQuantity'),
      at(row, 'reconStatus'),
    ]);
    assert.deepEqual(found, [[quantity, status]]);
  },
);
