import assert from 'node:assert/strict';
import type { DataTable } from '@cucumber/cucumber';
import { customerId, publisherToken } from '../story/accounts.ts';
import type { Answer, Call } from '../story/client.ts';
import { expectStatus } from '../story/expected.ts';
import { resolve } from '../story/fulfillment.ts';
import { at, items, peek, text } from '../story/json.ts';
import { Given, Then, When } from '../story/step.ts';
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
Given(
  { en: '{customer} buys the flat-rate plan for itself', sv: '{customer} köper fastprisplanen åt sig själv' },
  async function (this: StoryWorld, customer: string) {
    const body = { customer, offerId: 'archive', planId: 'flat', quantity: 1 };
    const answer = await this.control('/portal/purchases', { method: 'POST', body });
    expectStatus(answer, 201);
    this.customerId = await customerId(this, customer);
    this.subscriptionId = text(answer.body, 'id');
    this.keptLink = text(answer.body, 'link');
  },
);

/** What the landing page does first. */
When(
  {
    en: 'the publisher resolves the token of the landing page',
    sv: 'utgivaren slår upp landningssidans token',
  },
  async function (this: StoryWorld) {
    this.answer = await resolve(this, this.keptLink);
    expectStatus(this.answer, 200);
  },
);

/** What it then knows of a purchase at a flat rate. */
Then(
  {
    en: 'it learns of plan {string} for the customer, without a quantity, and that it waits for its activation',
    sv: 'den får veta att kunden har planen {string}, utan antal, och att den väntar på aktivering',
  },
  function (this: StoryWorld, plan: string) {
    const body = this.answer?.body;
    assert.deepEqual([at(body, 'id'), at(body, 'planId')], [this.subscriptionId, plan]);
    assert.equal(peek(body, 'quantity'), undefined);
    assert.equal(at(body, 'subscription', 'beneficiary', 'tenantId'), this.customerId);
    assert.equal(at(body, 'subscription', 'saasSubscriptionStatus'), 'PendingFulfillmentStart');
  },
);

/** Reports the use of a dimension in one event. */
When(
  {
    en: 'the publisher reports {float} of {string} used at {string}',
    sv: 'utgivaren rapporterar {float} av {string} som förbrukades {string}',
  },
  async function (this: StoryWorld, quantity: number, dimension: string, usedAt: string) {
    const body = eventOf(this, quantity, dimension, usedAt);
    this.answer = await metering(this, `usageEvent?${version}`, { method: 'POST', body });
  },
);

/** What the metering service says became of the event, such as `Accepted`. */
Then(
  { en: 'the report is {string}', sv: 'rapporten är {string}' },
  function (this: StoryWorld, status: string) {
    expectStatus(this.answer, 200);
    assert.equal(at(this.answer.body, 'status'), status);
  },
);

/** The hour was reported already. */
Then(
  { en: 'the report is a duplicate of {float}', sv: 'rapporten är en dubblett av {float}' },
  function (this: StoryWorld, quantity: number) {
    expectStatus(this.answer, 409);
    assert.equal(at(this.answer.body, 'additionalInfo', 'acceptedMessage', 'quantity'), quantity);
  },
);

/** Which member is to blame. */
Then(
  { en: 'the report is refused because of its {string}', sv: 'rapporten avvisas på grund av {string}' },
  function (this: StoryWorld, target: string) {
    expectStatus(this.answer, 400);
    assert.deepEqual(
      items(this.answer.body, 'details').map((detail) => at(detail, 'target')),
      [target],
    );
  },
);

/**
 * Several events at once.
 *
 * @table a header `quantity`, `dimension`, `used at`, then a row for each event
 */
When(
  { en: 'the publisher reports a batch', sv: 'utgivaren rapporterar samlat' },
  async function (this: StoryWorld, table: DataTable) {
    const request = table
      .hashes()
      .map((row) => eventOf(this, Number(row['quantity']), row['dimension'] ?? '', row['used at'] ?? ''));
    this.answer = await metering(this, `batchUsageEvent?${version}`, { method: 'POST', body: { request } });
  },
);

/** What became of each, in their order, with commas between. */
Then(
  { en: 'the batch is {string}', sv: 'den samlade rapporten är {string}' },
  function (this: StoryWorld, statuses: string) {
    expectStatus(this.answer, 200);
    const found = items(this.answer.body, 'result').map((result) => at(result, 'status'));
    assert.equal(found.join(', '), statuses);
  },
);

/** What was reported for a day, and how far its reconciliation is. */
Then(
  {
    en: "the publisher's usage of {string} is {float}, {string}",
    sv: 'utgivarens förbrukning den {string} är {float}, {string}',
  },
  async function (this: StoryWorld, day: string, quantity: number, status: string) {
    const { body } = await metering(this, `usageEvents?${version}&usageStartDate=${day}&usageEndDate=${day}`);
    const found = items({ rows: body }, 'rows').map((row) => [
      at(row, 'submittedQuantity'),
      at(row, 'reconStatus'),
    ]);
    assert.deepEqual(found, [[quantity, status]]);
  },
);
