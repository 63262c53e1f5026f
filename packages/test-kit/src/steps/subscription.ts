import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { at, items, text } from '../story/json.ts';
import type { StoryWorld } from '../story/story-world.ts';
import { account } from './marketplace.ts';

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

When('they change the nickname to {string}', async function (this: StoryWorld, friendlyName: string) {
  await patch(this, { friendlyName });
});

Given('they have read the subscription', async function (this: StoryWorld) {
  this.seen = await read(this);
});

When(
  'they change the nickname to {string} with the etag they read',
  async function (this: StoryWorld, friendlyName: string) {
    await patch(this, { friendlyName }, { 'If-Match': text(this.seen, 'attributes', 'etag') });
  },
);

When('they change the quantity to {int}', async function (this: StoryWorld, quantity: number) {
  await patch(this, { quantity });
});

When(/^they turn auto-renew (on|off)$/, async function (this: StoryWorld, value: string) {
  await patch(this, { autoRenewEnabled: value === 'on' });
});

When('they suspend the subscription', async function (this: StoryWorld) {
  await patch(this, { status: 'suspended' });
});

When('they reactivate the subscription', async function (this: StoryWorld) {
  await patch(this, { status: 'active' });
});

When('they cancel the subscription', async function (this: StoryWorld) {
  await patch(this, { status: 'deleted' });
});

When(/^they put (reseller-\d) on record$/, async function (this: StoryWorld, alias: string) {
  await patch(this, { partnerId: text(await account(this, 'partners', alias), 'mpnId') });
});

When('they put the MPN id {string} on record', async function (this: StoryWorld, partnerId: string) {
  await patch(this, { partnerId });
});

When('they put their own MPN id on record', async function (this: StoryWorld) {
  await patch(this, { partnerId: text(await account(this, 'partners', 'provider'), 'mpnId') });
});

Then(
  /^the subscription's status is "([^"]+)"(?: (with|without) attention needed)?$/,
  async function (this: StoryWorld, status: string, attention: string | null) {
    const subscription = await read(this);
    assert.equal(at(subscription, 'status'), status);
    if (attention) assert.equal(at(subscription, 'attentionNeeded'), attention === 'with');
  },
);

Then('Partner Center shows that action was taken', async function (this: StoryWorld) {
  assert.equal(at(await read(this), 'actionTaken'), true);
});

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

Then("the subscription's nickname is {string}", async function (this: StoryWorld, friendlyName: string) {
  assert.equal(at(await read(this), 'friendlyName'), friendlyName);
});

Then('the subscription has {int} licences', async function (this: StoryWorld, quantity: number) {
  assert.equal(at(await read(this), 'quantity'), quantity);
});

Then(/^the subscription's auto-renew is (on|off)$/, async function (this: StoryWorld, value: string) {
  assert.equal(at(await read(this), 'autoRenewEnabled'), value === 'on');
});

Then(/^the subscription is (a|not a) trial$/, async function (this: StoryWorld, which: string) {
  assert.equal(at(await read(this), 'isTrial'), which === 'a');
});

Then(/^the subscription's reseller is (reseller-\d)$/, async function (this: StoryWorld, alias: string) {
  assert.equal(at(await read(this), 'partnerId'), at(await account(this, 'partners', alias), 'mpnId'));
});

Then('the subscription offers the actions {string}', async function (this: StoryWorld, actions: string) {
  assert.deepEqual(at(await read(this), 'actions'), actions.split(', '));
});

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

Then(
  'the subscription can be cancelled with a refund until {string}',
  async function (this: StoryWorld, until: string) {
    const subscription = await read(this);
    assert.deepEqual(at(subscription, 'refundOptions'), [{ type: 'Full', expiresAt: until }]);
    assert.equal(at(subscription, 'cancellationAllowedUntilDate'), until);
  },
);
