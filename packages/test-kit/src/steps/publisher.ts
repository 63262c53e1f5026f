import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { account, publisherToken } from '../story/accounts.ts';
import { operationOf } from '../story/deliveries.ts';
import { extension, fulfillment, resolve } from '../story/fulfillment.ts';
import { at } from '../story/json.ts';
import { links } from '../story/links.ts';
import type { StoryWorld } from '../story/story-world.ts';
import { until } from '../story/until.ts';

/** The customer puts a link aside that the partner has passed on. */
Given('the customer keeps the activation link', async function (this: StoryWorld) {
  this.keptLink = await links.api(this);
});

/** The publisher can tell whose purchase the kept link is about. */
Then('the kept link resolves', async function (this: StoryWorld) {
  const { status, text: raw } = await resolve(this, this.keptLink);
  assert.equal(status, 200, raw);
});

/** It cannot, and is told why by a status. */
Then('the kept link is refused with {int}', async function (this: StoryWorld, status: number) {
  assert.equal((await resolve(this, this.keptLink)).status, status);
});

/** A link that is read now can be resolved. */
Then('a fresh activation link resolves', async function (this: StoryWorld) {
  assert.equal((await resolve(this, await links.api(this))).status, 200);
});

/** What another publisher than the one that sells it gets for the link. */
Then(
  'the other publisher is refused with {int} when it resolves the kept link',
  async function (this: StoryWorld, status: number) {
    assert.equal((await resolve(this, this.keptLink, this.tokenOf('publisher.publisher-2'))).status, status);
  },
);

/** What the publisher learns from the kept link. */
Then(
  'the publisher resolves it to the purchase of {int} licences',
  async function (this: StoryWorld, quantity: number) {
    this.answer = await resolve(this, this.keptLink);
    assert.equal(at(this.answer.body, 'id'), this.subscriptionId);
    assert.equal(at(this.answer.body, 'quantity'), quantity);
    assert.equal(at(this.answer.body, 'planId'), 'standard');
  },
);

/** Who pays and who uses it, in the answer to the resolve call. */
Then('the purchaser is the partner and the beneficiary is the customer', async function (this: StoryWorld) {
  const partner = await account(this, 'partners', 'direct');
  assert.equal(at(this.answer?.body, 'subscription', 'purchaser', 'tenantId'), at(partner, 'tenantId'));
  assert.equal(at(this.answer?.body, 'subscription', 'beneficiary', 'tenantId'), this.customerId);
});

/** The publisher reports assigned licences, whatever the answer. */
When(/^the publisher assigns (\d+) licences$/, async function (this: StoryWorld, assigned: string) {
  this.factsBefore = await this.facts();
  this.answer = await extension(this, '/licenses', { method: 'POST', body: { assigned: Number(assigned) } });
});

/** The publisher calls Activate of the SaaS fulfillment API. */
When('the publisher confirms the setup', async function (this: StoryWorld) {
  this.answer = await fulfillment(this, `/${this.subscriptionId}/activate`, { method: 'POST' });
  assert.equal(this.answer.status, 200, this.answer.text);
});

/** The status of the publisher's last call. */
Then("the publisher's call is refused with {int}", function (this: StoryWorld, status: number) {
  assert.equal(this.answer?.status, status, this.answer?.text);
});

/** The fulfillment API's status of the subscription. */
Then('the publisher sees it as {string}', async function (this: StoryWorld, status: string) {
  const { body } = await fulfillment(this, `/${this.subscriptionId}`);
  assert.equal(at(body, 'saasSubscriptionStatus'), status);
});

/** Plan and quantity at the fulfillment API are those of the purchase. */
Then('the publisher still sees what was bought', async function (this: StoryWorld) {
  const { body } = await fulfillment(this, `/${this.subscriptionId}`);
  assert.deepEqual([at(body, 'planId'), at(body, 'quantity')], ['standard', 10]);
});

/** The quantity at the fulfillment API. */
Then('the publisher sees {int} licences', async function (this: StoryWorld, quantity: number) {
  const { body } = await fulfillment(this, `/${this.subscriptionId}`);
  assert.equal(at(body, 'quantity'), quantity);
});

/** How the operation of the newest webhook of an action stands, as the publisher polls it. */
Then(
  'the operation {string} has the status {string}',
  async function (this: StoryWorld, action: string, status: string) {
    const path = `/${this.subscriptionId}/operations/${await operationOf(this, action)}`;
    await until(async () => assert.equal(at((await fulfillment(this, path)).body, 'status'), status));
  },
);

/** The publisher answers the operation of the newest webhook of an action by PATCH, whatever becomes of that. */
When(
  /^the publisher answers the operation "([^"]+)" with "(Success|Failure)"$/,
  async function (this: StoryWorld, action: string, status: string) {
    const path = `/${this.subscriptionId}/operations/${await operationOf(this, action)}`;
    this.factsBefore = await this.facts();
    this.answer = await fulfillment(this, path, { method: 'PATCH', body: { status } });
  },
);

/** Any GET of a publisher by its path; `{subscription}` stands for what was bought. */
Then(
  /^(the publisher|the other publisher)'s call to "([^"]+)" is refused with (\d+)$/,
  async function (this: StoryWorld, who: string, path: string, status: string) {
    const as = who === 'the publisher' ? await publisherToken(this) : this.tokenOf('publisher.publisher-2');
    const answer = await this.send(path.replace('{subscription}', this.subscriptionId), { as });
    assert.equal(answer.status, Number(status), answer.text);
  },
);

/** A step that has to be done before the setup or a change; whose it is decides whom the pages name. */
When(
  /^the publisher wants the step "([^"]+)" of the (partner|customer|publisher) done before (activation|cancel|quantity)$/,
  async function (this: StoryWorld, name: string, owner: string, before: string) {
    const body = { name, owner, before };
    const { status, text: raw } = await extension(this, '/steps', { method: 'POST', body });
    assert.equal(status, 200, raw);
  },
);

/** The publisher itself marks a step as done. */
When('the step {string} is done', async function (this: StoryWorld, name: string) {
  const { status, text: raw } = await extension(this, `/steps/${name}/complete`, { method: 'POST' });
  assert.equal(status, 200, raw);
});
