import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Answer } from '../story/client.ts';
import { at, items, peek, text } from '../story/json.ts';
import type { StoryWorld } from '../story/story-world.ts';
import { customerId } from './marketplace.ts';

const version = 'api-version=2018-08-31';

/** The publisher of the plans below. */
const publisher = 'publisher.publisher-1';

const fulfillment = (story: StoryWorld, rest = '', options: Parameters<StoryWorld['send']>[1] = {}) =>
  story.send(`/api/saas/subscriptions${rest}?${version}`, { as: story.tokenOf(publisher), ...options });

const plans: Readonly<Record<string, string>> = { monthly: 'standard', annual: 'annual' };

async function buyInPortal(
  story: StoryWorld,
  quantity: number,
  plan: string,
  customer: string,
): Promise<void> {
  const planId = plans[plan];
  assert.ok(planId, `no ${plan} plan`);
  const answer = await story.control('/portal/purchases', {
    method: 'POST',
    body: { customer, offerId: 'teamwork', planId, quantity },
  });
  assert.equal(answer.status, 201, answer.text);
  story.answer = answer;
  story.customerId = await customerId(story, customer);
  story.subscriptionId = text(answer.body, 'id');
  story.keptLink = text(answer.body, 'link');
}

/** The publisher assigns the licences that were bought, and confirms. */
async function setUp(story: StoryWorld): Promise<void> {
  const { body } = await portal(story);
  const assigned = await story.send(`/_sim/publisher/subscriptions/${story.subscriptionId}/licenses`, {
    method: 'POST',
    as: story.tokenOf(publisher),
    body: { assigned: at(body, 'quantity') },
  });
  assert.equal(assigned.status, 200, assigned.text);
  const confirmed = await fulfillment(story, `/${story.subscriptionId}/activate`, { method: 'POST' });
  assert.equal(confirmed.status, 200, confirmed.text);
}

const portal = (story: StoryWorld): Promise<Answer> =>
  story.control(`/portal/subscriptions/${story.subscriptionId}`);

async function changeInPortal(story: StoryWorld, body: unknown): Promise<void> {
  const path = `/portal/subscriptions/${story.subscriptionId}`;
  const answer = await story.control(path, { method: 'PATCH', body });
  assert.equal(answer.status, 200, answer.text);
}

const bought =
  '(customer-\\d) (buys|has an active subscription of) (\\d+) licences of the (monthly|annual) plan';

Given(
  new RegExp(`^${bought} (?:bought )?for itself$`),
  async function (this: StoryWorld, customer: string, how: string, quantity: string, plan: string) {
    await buyInPortal(this, Number(quantity), plan, customer);
    if (how !== 'buys') await setUp(this);
  },
);

Then('the portal gives a link to configure the account', function (this: StoryWorld) {
  assert.equal(at(this.answer?.body, 'label'), 'Configure account now');
  assert.match(this.keptLink, /^https?:\/\/.+[?&]token=[A-Za-z0-9%]{200,}$/);
});

Then(
  "the publisher resolves the portal's link to {int} licences, bought and used by the customer",
  async function (this: StoryWorld, quantity: number) {
    const token = new URL(this.keptLink).searchParams.get('token') ?? '';
    const { status, body } = await fulfillment(this, '/resolve', {
      method: 'POST',
      headers: { 'x-ms-marketplace-token': token },
    });
    assert.equal(status, 200);
    assert.deepEqual([at(body, 'id'), at(body, 'quantity')], [this.subscriptionId, quantity]);
    const subscription = at(body, 'subscription');
    assert.equal(at(subscription, 'beneficiary', 'tenantId'), this.customerId);
    assert.deepEqual(at(subscription, 'purchaser'), at(subscription, 'beneficiary'));
    assert.deepEqual(at(subscription, 'allowedCustomerOperations'), ['Delete', 'Update', 'Read']);
  },
);

When('the publisher confirms the setup of what the customer bought', async function (this: StoryWorld) {
  await setUp(this);
});

Then(
  "the customer's portal shows it as {string} with {int} licences",
  async function (this: StoryWorld, status: string, quantity: number) {
    const { body } = await portal(this);
    assert.deepEqual([at(body, 'status'), at(body, 'quantity')], [status, quantity]);
  },
);

When(
  'the customer changes the quantity to {int} in the portal',
  async function (this: StoryWorld, quantity: number) {
    await changeInPortal(this, { quantity });
  },
);

When('the customer cancels in the portal', async function (this: StoryWorld) {
  await changeInPortal(this, { status: 'cancelled' });
});

When(
  'the partner changes the plan to {string} in the portal',
  async function (this: StoryWorld, planId: string) {
    await changeInPortal(this, { planId });
  },
);

When('the publisher changes the quantity to {int}', async function (this: StoryWorld, quantity: number) {
  this.answer = await fulfillment(this, `/${this.subscriptionId}`, { method: 'PATCH', body: { quantity } });
});

When('the publisher cancels the subscription', async function (this: StoryWorld) {
  this.answer = await fulfillment(this, `/${this.subscriptionId}`, { method: 'DELETE' });
});

Then(
  "the publisher's call is accepted, and its operation {string} has {string} on its own behalf",
  async function (this: StoryWorld, action: string, status: string) {
    assert.equal(this.answer?.status, 202, this.answer?.text);
    const { pathname, search } = new URL(this.answer.headers.get('operation-location') ?? '');
    const { body } = await this.send(pathname + search, { as: this.tokenOf(publisher) });
    assert.deepEqual(
      [at(body, 'action'), at(body, 'status'), at(body, 'operationRequestSource')],
      [action, status, 'Partner'],
    );
  },
);

Then(
  'there is one invoice of {float}, and the customer pays it',
  async function (this: StoryWorld, total: number) {
    const { body } = await this.control('/invoices');
    const found = items(body, 'invoices').map((invoice) => [at(invoice, 'payerId'), at(invoice, 'total')]);
    assert.deepEqual(found, [[this.customerId, total]]);
  },
);

When('the Admin agent of the direct-bill partner looks for it', function (this: StoryWorld) {
  this.token = this.tokenOf('admin-agent.direct');
});

Then(
  "it is neither among the customer's subscriptions nor among its orders, nor to be had by its id",
  async function (this: StoryWorld) {
    const own = `/v1/customers/${this.customerId}`;
    for (const noun of ['subscriptions', 'orders']) {
      const { status, body } = await this.send(`${own}/${noun}`);
      assert.deepEqual([status, items(body, 'items')], [200, []]);
    }
    const { status, body } = await this.send(`${own}/subscriptions/${this.subscriptionId}`);
    assert.deepEqual([status, peek(body, 'code')], [404, 20003]);
  },
);
