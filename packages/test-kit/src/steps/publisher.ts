import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Answer } from '../story/client.ts';
import { at, items, peek, text } from '../story/json.ts';
import type { StoryWorld } from '../story/story-world.ts';
import { account } from './marketplace.ts';
import { publisherToken } from './purchase.ts';

const version = 'api-version=2018-08-31';

/** The first link of an activation links collection. */
async function linkAt(story: StoryWorld, uri: string): Promise<string> {
  const { status, body, text: raw } = await story.send(`/v1${uri}`);
  assert.equal(status, 200, raw);
  return text(body, 'items', 0, 'link', 'uri');
}

const tokenIn = (link: string): string => new URL(link).searchParams.get('token') ?? '';

async function resolve(story: StoryWorld, link: string, as?: string): Promise<Answer> {
  return story.send(`/api/saas/subscriptions/resolve?${version}`, {
    method: 'POST',
    as: as ?? (await publisherToken(story)),
    headers: { 'x-ms-marketplace-token': tokenIn(link) },
  });
}

const links = {
  order: async (story: StoryWorld): Promise<string> => {
    const { body } = await story.send(`/v1/customers/${story.customerId}/orders/${story.orderId}`);
    return linkAt(story, text(body, 'lineItems', 0, 'links', 'activationLinks', 'uri'));
  },
  row: async (story: StoryWorld): Promise<string> => {
    const { body } = await story.send(`/v1/customers/${story.customerId}/subscriptions`);
    const row = items(body, 'items').find((entry) => peek(entry, 'id') === story.subscriptionId);
    return linkAt(story, text(row, 'links', 'activationLinks', 'uri'));
  },
  api: (story: StoryWorld): Promise<string> =>
    linkAt(story, `/customers/${story.customerId}/orders/${story.orderId}/lineitems/0/activationlinks`),
};

const isLink = (link: string): void => {
  assert.match(link, /^https?:\/\/.+[?&]token=[A-Za-z0-9%]{200,}$/);
};

Then('the order confirmation leads to an activation link', async function (this: StoryWorld) {
  isLink(await links.order(this));
});

Then(
  "the row on the customer's subscriptions page leads to an activation link",
  async function (this: StoryWorld) {
    isLink(await links.row(this));
  },
);

Then('the activation links API gives an activation link', async function (this: StoryWorld) {
  isLink(await links.api(this));
});

Then('the three links open the same purchase at the publisher', async function (this: StoryWorld) {
  const found = [await links.order(this), await links.row(this), await links.api(this)];
  assert.equal(new Set(found).size, 3, 'each reading makes a token of its own');
  for (const link of found) {
    const { body } = await resolve(this, link);
    assert.equal(at(body, 'id'), this.subscriptionId);
  }
});

Given('the customer keeps the activation link', async function (this: StoryWorld) {
  this.keptLink = await links.api(this);
});

When('the customer opens the activation link', async function (this: StoryWorld) {
  this.keptLink = await links.row(this);
});

Then('the kept link resolves', async function (this: StoryWorld) {
  const { status, text: raw } = await resolve(this, this.keptLink);
  assert.equal(status, 200, raw);
});

Then('the kept link is refused with {int}', async function (this: StoryWorld, status: number) {
  assert.equal((await resolve(this, this.keptLink)).status, status);
});

Then('a fresh activation link resolves', async function (this: StoryWorld) {
  assert.equal((await resolve(this, await links.api(this))).status, 200);
});

Then(
  'the other publisher is refused with {int} when it resolves the kept link',
  async function (this: StoryWorld, status: number) {
    assert.equal((await resolve(this, this.keptLink, this.tokenOf('publisher.publisher-2'))).status, status);
  },
);

Then(
  'the publisher resolves it to the purchase of {int} licences',
  async function (this: StoryWorld, quantity: number) {
    this.answer = await resolve(this, this.keptLink);
    assert.equal(at(this.answer.body, 'id'), this.subscriptionId);
    assert.equal(at(this.answer.body, 'quantity'), quantity);
    assert.equal(at(this.answer.body, 'planId'), 'standard');
  },
);

Then('the purchaser is the partner and the beneficiary is the customer', async function (this: StoryWorld) {
  const partner = await account(this, 'partners', 'direct');
  assert.equal(at(this.answer?.body, 'subscription', 'purchaser', 'tenantId'), at(partner, 'tenantId'));
  assert.equal(at(this.answer?.body, 'subscription', 'beneficiary', 'tenantId'), this.customerId);
});

When(/^the publisher assigns (\d+) licences$/, async function (this: StoryWorld, assigned: string) {
  this.factsBefore = await this.facts();
  this.answer = await this.send(`/_sim/publisher/subscriptions/${this.subscriptionId}/licenses`, {
    method: 'POST',
    as: await publisherToken(this),
    body: { assigned: Number(assigned) },
  });
});

When('the publisher confirms the setup', async function (this: StoryWorld) {
  const path = `/api/saas/subscriptions/${this.subscriptionId}/activate?${version}`;
  this.answer = await this.send(path, { method: 'POST', as: await publisherToken(this) });
  assert.equal(this.answer.status, 200, this.answer.text);
});

Then("the publisher's call is refused with {int}", function (this: StoryWorld, status: number) {
  assert.equal(this.answer?.status, status, this.answer?.text);
});

Then('the publisher sees it as {string}', async function (this: StoryWorld, status: string) {
  const path = `/api/saas/subscriptions/${this.subscriptionId}?${version}`;
  const { body } = await this.send(path, { as: await publisherToken(this) });
  assert.equal(at(body, 'saasSubscriptionStatus'), status);
});

Then('the publisher still sees what was bought', async function (this: StoryWorld) {
  const path = `/api/saas/subscriptions/${this.subscriptionId}?${version}`;
  const { body } = await this.send(path, { as: await publisherToken(this) });
  assert.deepEqual([at(body, 'planId'), at(body, 'quantity')], ['standard', 10]);
});

Then(
  /^(the publisher|the other publisher)'s call to "([^"]+)" is refused with (\d+)$/,
  async function (this: StoryWorld, who: string, path: string, status: string) {
    const as = who === 'the publisher' ? await publisherToken(this) : this.tokenOf('publisher.publisher-2');
    const answer = await this.send(path.replace('{subscription}', this.subscriptionId), { as });
    assert.equal(answer.status, Number(status), answer.text);
  },
);

const extension = (story: StoryWorld, rest = ''): string =>
  `/_sim/publisher/subscriptions/${story.subscriptionId}${rest}`;

When(
  /^the publisher wants the step "([^"]+)" of the (partner|customer|publisher) done before (activation|cancel|quantity)$/,
  async function (this: StoryWorld, name: string, owner: string, before: string) {
    const as = await publisherToken(this);
    const { status, text: raw } = await this.send(extension(this, '/steps'), {
      method: 'POST',
      as,
      body: { name, owner, before },
    });
    assert.equal(status, 200, raw);
  },
);

When('the step {string} is done', async function (this: StoryWorld, name: string) {
  const as = await publisherToken(this);
  const { status, text: raw } = await this.send(extension(this, `/steps/${name}/complete`), {
    method: 'POST',
    as,
  });
  assert.equal(status, 200, raw);
});

Then("the publisher's steps are {string}", async function (this: StoryWorld, names: string) {
  const { body } = await this.send(extension(this), { as: await publisherToken(this) });
  assert.deepEqual(
    items(body, 'steps').map((step) => at(step, 'name')),
    names.split(', '),
  );
});

Then("the kept link holds nothing of the partner's credentials", function (this: StoryWorld) {
  const link = new URL(this.keptLink);
  assert.deepEqual([...link.searchParams.keys()], ['token']);
  assert.equal(link.username + link.password, '');
  assert.ok(!this.keptLink.includes(this.token));
});
