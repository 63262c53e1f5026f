import assert from 'node:assert/strict';
import { account } from '../story/accounts.ts';
import { at, items, text } from '../story/json.ts';
import { Given, Then, When } from '../story/step.ts';
import type { StoryWorld } from '../story/story-world.ts';

const path = (story: StoryWorld): string =>
  `/v1/customers/${story.customerId}/subscriptions/${story.bought()}`;

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
When(
  { en: 'they change the nickname to {string}', sv: 'de ändrar smeknamnet till {string}' },
  async function (this: StoryWorld, friendlyName: string) {
    await patch(this, { friendlyName });
  },
);

/** Keeps what is read, with its etag, for a later step. */
Given(
  { en: 'they have read the subscription', sv: 'de har läst prenumerationen' },
  async function (this: StoryWorld) {
    this.seen = await read(this);
  },
);

/** Renames it on the condition that it is still as it was read. */
When(
  {
    en: 'they change the nickname to {string} with the etag they read',
    sv: 'de ändrar smeknamnet till {string} med den etag de läste',
  },
  async function (this: StoryWorld, friendlyName: string) {
    await patch(this, { friendlyName }, { 'If-Match': text(this.seen, 'attributes', 'etag') });
  },
);

/**
 * Asks for another number of licences. The answer is 200 when the publisher agrees, 400 with code 900280 when it does not, and
 * 202 while it thinks about it.
 */
When(
  { en: 'they change the quantity to {int}', sv: 'de ändrar antalet till {int}' },
  async function (this: StoryWorld, quantity: number) {
    await patch(this, { quantity });
  },
);

/** Chooses whether it renews at the end of its term. */
When(
  { en: 'they turn auto-renew {switch}', sv: 'de slår {switch} automatisk förnyelse' },
  async function (this: StoryWorld, value: string) {
    await patch(this, { autoRenewEnabled: value === 'on' });
  },
);

/** Takes access away. */
When(
  { en: 'they suspend the subscription', sv: 'de pausar prenumerationen' },
  async function (this: StoryWorld) {
    await patch(this, { status: 'suspended' });
  },
);

/** Gives access back. */
When(
  { en: 'they reactivate the subscription', sv: 'de återaktiverar prenumerationen' },
  async function (this: StoryWorld) {
    await patch(this, { status: 'active' });
  },
);

/** Cancels, inside or outside of the window. */
When(
  { en: 'they cancel the subscription', sv: 'de säger upp prenumerationen' },
  async function (this: StoryWorld) {
    await patch(this, { status: 'deleted' });
  },
);

/** Puts an indirect reseller on record by its MPN id. */
When(
  { en: 'they put {reseller} on record', sv: 'de registrerar {reseller}' },
  async function (this: StoryWorld, alias: string) {
    await patch(this, { partnerId: text(await account(this, 'partners', alias), 'mpnId') });
  },
);

/** The same by an MPN id as it stands. */
When(
  { en: 'they put the MPN id {string} on record', sv: 'de registrerar MPN-ID {string}' },
  async function (this: StoryWorld, partnerId: string) {
    await patch(this, { partnerId });
  },
);

/** The same with the provider's own id. */
When(
  { en: 'they put their own MPN id on record', sv: 'de registrerar sitt eget MPN-ID' },
  async function (this: StoryWorld) {
    await patch(this, { partnerId: text(await account(this, 'partners', 'provider'), 'mpnId') });
  },
);

/** Partner Center's status. */
Then(
  { en: "the subscription's status is {string}", sv: 'prenumerationens status är {string}' },
  async function (this: StoryWorld, status: string) {
    assert.equal(at(await read(this), 'status'), status);
  },
);

/** The same, and whether the Status column asks for action. */
Then(
  {
    en: "the subscription's status is {string} {attention}",
    sv: 'prenumerationens status är {string} {attention}',
  },
  async function (this: StoryWorld, status: string, attention: string) {
    const subscription = await read(this);
    const found = [at(subscription, 'status'), at(subscription, 'attentionNeeded')];
    assert.deepEqual(found, [status, attention === 'needed']);
  },
);

/** Somebody has followed the link. */
Then(
  { en: 'Partner Center shows that action was taken', sv: 'Partnercenter visar att åtgärd har vidtagits' },
  async function (this: StoryWorld) {
    assert.equal(at(await read(this), 'actionTaken'), true);
  },
);

/** First and last day of the running term, in the ledger and in Partner Center. */
Then(
  { en: 'its term runs from {string} to {string}', sv: 'dess period löper från {string} till {string}' },
  async function (this: StoryWorld, first: string, last: string) {
    const { body } = await this.control(`/ledger?subscriptionId=${this.subscriptionId}`);
    const latest = items(body, 'rows').at(-1);
    assert.deepEqual([at(latest, 'termStartDate'), at(latest, 'termEndDate')], [first, last]);
    const subscription = await read(this);
    assert.equal(text(subscription, 'commitmentEndDate').slice(0, 10), last);
  },
);

/** The name that the partner gave it. */
Then(
  { en: "the subscription's nickname is {string}", sv: 'prenumerationens smeknamn är {string}' },
  async function (this: StoryWorld, friendlyName: string) {
    assert.equal(at(await read(this), 'friendlyName'), friendlyName);
  },
);

/** The number of licences that Partner Center shows now. */
Then(
  { en: 'the subscription has {int} licence(s)', sv: 'prenumerationen har {int} licens(er)' },
  async function (this: StoryWorld, quantity: number) {
    assert.equal(at(await read(this), 'quantity'), quantity);
  },
);

/** Whether it will renew. */
Then(
  {
    en: "the subscription's auto-renew is {switch}",
    sv: 'prenumerationens automatiska förnyelse är {switch}',
  },
  async function (this: StoryWorld, value: string) {
    assert.equal(at(await read(this), 'autoRenewEnabled'), value === 'on');
  },
);

/** It is free at the moment. */
Then(
  { en: 'the subscription is a trial', sv: 'prenumerationen är en provversion' },
  async function (this: StoryWorld) {
    assert.equal(at(await read(this), 'isTrial'), true);
  },
);

/** It is paid for. */
Then(
  { en: 'the subscription is not a trial', sv: 'prenumerationen är ingen provversion' },
  async function (this: StoryWorld) {
    assert.equal(at(await read(this), 'isTrial'), false);
  },
);

/** Whose MPN id is on record. */
Then(
  { en: "the subscription's reseller is {reseller}", sv: 'prenumerationens återförsäljare är {reseller}' },
  async function (this: StoryWorld, alias: string) {
    assert.equal(at(await read(this), 'partnerId'), at(await account(this, 'partners', alias), 'mpnId'));
  },
);

/** What Partner Center offers to do with it. */
Then(
  { en: 'the subscription offers the actions {string}', sv: 'prenumerationen erbjuder åtgärderna {string}' },
  async function (this: StoryWorld, actions: string) {
    assert.deepEqual(at(await read(this), 'actions'), actions.split(', '));
  },
);

/** The list on the customer's page. */
Then(
  {
    en: "the customer's subscriptions are {int}, all licence-based and not Microsoft's",
    sv: 'kundens prenumerationer är {int}, alla licensbaserade och inga Microsofts egna',
  },
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
  {
    en: 'its provisioning status is {string} and that of its order line {string}',
    sv: 'dess etableringsstatus är {string} och beställningsradens {string}',
  },
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
Then(
  { en: 'its provisioning status is {string}', sv: 'dess etableringsstatus är {string}' },
  async function (this: StoryWorld, status: string) {
    assert.equal(at((await this.send(`${path(this)}/provisioningstatus`)).body, 'status'), status);
  },
);

/** What the Status column of the customer's page says, such as `Action Needed`. */
Then(
  { en: 'its Status column says {string}', sv: 'dess statuskolumn visar {string}' },
  async function (this: StoryWorld, words: string) {
    const { body } = await this.control(`/portal/subscriptions/${this.subscriptionId}`);
    assert.equal(at(body, 'status'), words);
  },
);

/** The plan by the id that its publisher gave it. */
Then(
  { en: 'its plan is {string}', sv: 'dess plan är {string}' },
  async function (this: StoryWorld, planId: string) {
    const { body } = await this.control(`/portal/subscriptions/${this.subscriptionId}`);
    assert.equal(at(body, 'planId'), planId);
  },
);

/** The end of the cancellation window, as Partner Center tells it in two places. */
Then(
  {
    en: 'the subscription can be cancelled with a refund until {string}',
    sv: 'prenumerationen kan sägas upp med återbetalning fram till {string}',
  },
  async function (this: StoryWorld, until: string) {
    const subscription = await read(this);
    assert.deepEqual(at(subscription, 'refundOptions'), [{ type: 'Full', expiresAt: until }]);
    assert.equal(at(subscription, 'cancellationAllowedUntilDate'), until);
  },
);
