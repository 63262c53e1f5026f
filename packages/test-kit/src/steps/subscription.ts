import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { account } from '../story/accounts.ts';
import { at, items, text } from '../story/json.ts';
import type { StoryWorld } from '../story/story-world.ts';

const path = (story: StoryWorld): string =>
  `/v1/customers/${story.customerId}/subscriptions/${story.subscriptionId}`;

async function read(story: StoryWorld): Promise<unknown> {
  const { status, body, text: raw } = await story.send(path(story), { as: story.tokenOf(readerOf(story)) });
  assert.equal(status, 200, raw);
  return body;
}

const readerOf = ({ token }: StoryWorld): string =>
  `admin-agent.${token.includes('.provider@') ? 'provider' : 'direct'}`;

async function patch(
  story: StoryWorld,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  await story.act(path(story), { method: 'PATCH', body, headers });
}

/** Renames the subscription. */
When('they change the nickname to {string}', async function (this: StoryWorld, friendlyName: string) {
  await patch(this, { friendlyName });
});

/** Keeps what is read, with its etag, for a later step. */
Given('they have read the subscription', async function (this: StoryWorld) {
  this.seen = await read(this);
});

/** Renames it on the condition that it is still as it was read. */
When(
  'they change the nickname to {string} with the etag they read',
  async function (this: StoryWorld, friendlyName: string) {
    await patch(this, { friendlyName }, { 'If-Match': text(this.seen, 'attributes', 'etag') });
  },
);

/** Asks for another number of licences. While the publisher thinks about it the answer is 202. */
When('they change the quantity to {int}', async function (this: StoryWorld, quantity: number) {
  await patch(this, { quantity });
});

/** Chooses whether it renews at the end of its term. */
When(/^they turn auto-renew (on|off)$/, async function (this: StoryWorld, value: string) {
  await patch(this, { autoRenewEnabled: value === 'on' });
});

/** Takes access away. */
When('they suspend the subscription', async function (this: StoryWorld) {
  await patch(this, { status: 'suspended' });
});

/** Gives access back. */
When('they reactivate the subscription', async function (this: StoryWorld) {
  await patch(this, { status: 'active' });
});

/** Cancels, inside or outside of the window. */
When('they cancel the subscription', async function (this: StoryWorld) {
  await patch(this, { status: 'deleted' });
});

/** Puts an indirect reseller on record by its MPN id. */
When(/^they put (reseller-\d) on record$/, async function (this: StoryWorld, alias: string) {
  await patch(this, { partnerId: text(await account(this, 'partners', alias), 'mpnId') });
});

/** The same by an MPN id as it stands. */
When('they put the MPN id {string} on record', async function (this: StoryWorld, partnerId: string) {
  await patch(this, { partnerId });
});

/** The same with the provider's own id. */
When('they put their own MPN id on record', async function (this: StoryWorld) {
  await patch(this, { partnerId: text(await account(this, 'partners', 'provider'), 'mpnId') });
});

/** Partner Center's status, and whether its Status column asks for action. */
Then(
  /^the subscription's status is "([^"]+)"(?: (with|without) attention needed)?$/,
  async function (this: StoryWorld, status: string, attention: string | null) {
    const subscription = await read(this);
    assert.equal(at(subscription, 'status'), status);
    if (attention) assert.equal(at(subscription, 'attentionNeeded'), attention === 'with');
  },
);

/** Somebody has followed the link. */
Then('Partner Center shows that action was taken', async function (this: StoryWorld) {
  assert.equal(at(await read(this), 'actionTaken'), true);
});

/** First and last day of the running term, in the ledger and in Partner Center. */
Then(
  'its term runs from {string} to {string}',
  async function (this: StoryWorld, first: string, last: string) {
    const { body } = await this.control(`/ledger?subscriptionId=${this.subscriptionId}`);
    const latest = items(body, 'rows').at(-1);
    assert.deepEqual([at(latest, 'termStartDate'), at(latest, 'termEndDate')], [first, last]);
    const subscription = await read(this);
    assert.equal(text(subscription, 'commitmentEndDate').slice(0, 10), last);
  },
);

/** The name that the partner gave it. */
Then("the subscription's nickname is {string}", async function (this: StoryWorld, friendlyName: string) {
  assert.equal(at(await read(this), 'friendlyName'), friendlyName);
});

/** The number of licences that Partner Center shows now. */
Then('the subscription has {int} licences', async function (this: StoryWorld, quantity: number) {
  assert.equal(at(await read(this), 'quantity'), quantity);
});

/** Whether it will renew. */
Then(/^the subscription's auto-renew is (on|off)$/, async function (this: StoryWorld, value: string) {
  assert.equal(at(await read(this), 'autoRenewEnabled'), value === 'on');
});

/** Whether it is free at the moment. */
Then(/^the subscription is (a|not a) trial$/, async function (this: StoryWorld, which: string) {
  assert.equal(at(await read(this), 'isTrial'), which === 'a');
});

/** Whose MPN id is on record. */
Then(/^the subscription's reseller is (reseller-\d)$/, async function (this: StoryWorld, alias: string) {
  assert.equal(at(await read(this), 'partnerId'), at(await account(this, 'partners', alias), 'mpnId'));
});

/** What Partner Center offers to do with it. */
Then('the subscription offers the actions {string}', async function (this: StoryWorld, actions: string) {
  assert.deepEqual(at(await read(this), 'actions'), actions.split(', '));
});

/** The list on the customer's page. */
Then(
  "the customer's subscriptions are {int}, all licence-based and not Microsoft's",
  async function (this: StoryWorld, count: number) {
    const { body } = await this.send(`/v1/customers/${this.customerId}/subscriptions`);
    const rows = items(body, 'items').map((row) => [at(row, 'billingType'), at(row, 'isMicrosoftProduct')]);
    assert.deepEqual(
      rows,
      Array.from({ length: count }, () => ['license', false]),
    );
  },
);

/** How the setup stands, at the subscription and at the order. */
Then(
  'its provisioning status is {string} and that of its order line {string}',
  async function (this: StoryWorld, status: string, lineStatus: string) {
    const own = await this.send(`${path(this)}/provisioningstatus`);
    const order = await this.send(
      `/v1/customers/${this.customerId}/orders/${this.orderId}/provisioningstatus`,
    );
    assert.equal(at(own.body, 'status'), status);
    assert.equal(at(order.body, 'items', 0, 'status'), lineStatus);
  },
);

/** How a change stands that the publisher has yet to agree to. */
Then('its provisioning status is {string}', async function (this: StoryWorld, status: string) {
  assert.equal(at((await this.send(`${path(this)}/provisioningstatus`)).body, 'status'), status);
});

/** What the Status column of the customer's page says, such as `Action Needed`. */
Then('its Status column says {string}', async function (this: StoryWorld, words: string) {
  const { body } = await this.control(`/portal/subscriptions/${this.subscriptionId}`);
  assert.equal(at(body, 'status'), words);
});

/** The plan by the id that its publisher gave it. */
Then('its plan is {string}', async function (this: StoryWorld, planId: string) {
  const { body } = await this.control(`/portal/subscriptions/${this.subscriptionId}`);
  assert.equal(at(body, 'planId'), planId);
});

/** The end of the cancellation window, as Partner Center tells it in two places. */
Then(
  'the subscription can be cancelled with a refund until {string}',
  async function (this: StoryWorld, until: string) {
    const subscription = await read(this);
    assert.deepEqual(at(subscription, 'refundOptions'), [{ type: 'Full', expiresAt: until }]);
    assert.equal(at(subscription, 'cancellationAllowedUntilDate'), until);
  },
);
