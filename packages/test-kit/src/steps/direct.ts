import assert from 'node:assert/strict';
import { customerId, publisherToken } from '../story/accounts.ts';
import { setUpByApi } from '../story/activation.ts';
import type { Answer } from '../story/client.ts';
import { expectStatus } from '../story/expected.ts';
import { fulfillment, resolve } from '../story/fulfillment.ts';
import { at, items, peek, text } from '../story/json.ts';
import { isLink } from '../story/links.ts';
import { planNamed } from '../story/plans.ts';
import { Given, Then, When } from '../story/step.ts';
import type { StoryWorld } from '../story/story-world.ts';
import { until } from '../story/until.ts';

async function buyInPortal(
  story: StoryWorld,
  quantity: number,
  plan: string,
  customer: string,
): Promise<void> {
  const { catalogItemId } = await planNamed(story, plan);
  const answer = await story.control('/portal/purchases', {
    method: 'POST',
    body: { customer, catalogItemId, quantity },
  });
  expectStatus(answer, 201);
  story.answer = answer;
  story.customerId = await customerId(story, customer);
  story.subscriptionId = text(answer.body, 'id');
  story.keptLink = text(answer.body, 'link');
}

/** The publisher assigns the licences that were bought, and confirms. */
const setUp = async (story: StoryWorld): Promise<void> =>
  setUpByApi(story, Number(at((await portal(story)).body, 'quantity')));

const portal = (story: StoryWorld): Promise<Answer> =>
  story.control(`/portal/subscriptions/${story.subscriptionId}`);

async function changeInPortal(story: StoryWorld, body: unknown): Promise<void> {
  const path = `/portal/subscriptions/${story.subscriptionId}`;
  story.answer = await story.control(path, { method: 'PATCH', body });
}

/** A purchase in the portal, without a partner. */
Given(
  {
    en: '{customer} buys {int} licence(s) of the {plan} plan for itself',
    sv: '{customer} köper {int} licens(er) av {plan} åt sig själv',
  },
  async function (this: StoryWorld, customer: string, quantity: number, plan: string) {
    await buyInPortal(this, quantity, plan, customer);
  },
);

/** The same, and its publisher has set it up. */
Given(
  {
    en: '{customer} has an active subscription of {int} licence(s) of the {plan} plan bought for itself',
    sv: '{customer} har köpt och aktiverat {int} licens(er) av {plan} åt sig själv',
  },
  async function (this: StoryWorld, customer: string, quantity: number, plan: string) {
    await buyInPortal(this, quantity, plan, customer);
    await setUp(this);
  },
);

/** The words on the portal's button, and the link behind it. */
Then(
  {
    en: 'the portal gives a link to configure the account',
    sv: 'portalen ger en länk för att konfigurera kontot',
  },
  function (this: StoryWorld) {
    assert.equal(at(this.answer?.body, 'label'), 'Configure account now');
    isLink(this.keptLink);
  },
);

/** What the publisher learns from the link: the customer is purchaser and beneficiary. */
Then(
  {
    en: "the publisher resolves the portal's link to {int} licence(s), bought and used by the customer",
    sv: 'utgivaren slår upp portalens länk till {int} licens(er), köpta och använda av kunden',
  },
  async function (this: StoryWorld, quantity: number) {
    const { status, body } = await resolve(this, this.keptLink);
    assert.equal(status, 200);
    assert.deepEqual([at(body, 'id'), at(body, 'quantity')], [this.subscriptionId, quantity]);
    const subscription = at(body, 'subscription');
    assert.equal(at(subscription, 'beneficiary', 'tenantId'), this.customerId);
    assert.deepEqual(at(subscription, 'purchaser'), at(subscription, 'beneficiary'));
    assert.deepEqual(at(subscription, 'allowedCustomerOperations'), ['Delete', 'Update', 'Read']);
  },
);

/** Licences and confirmation in one. */
When(
  {
    en: 'the publisher confirms the setup of what the customer bought',
    sv: 'utgivaren bekräftar konfigurationen av det som kunden köpte',
  },
  async function (this: StoryWorld) {
    await setUp(this);
  },
);

/** What the customer sees. */
Then(
  {
    en: "the customer's portal shows it as {string} with {int} licence(s)",
    sv: 'kundens portal visar den som {string} med {int} licens(er)',
  },
  async function (this: StoryWorld, status: string, quantity: number) {
    const { body } = await portal(this);
    assert.deepEqual([at(body, 'status'), at(body, 'quantity')], [status, quantity]);
  },
);

/** The customer asks for another number of licences. */
When(
  {
    en: 'the customer changes the quantity to {int} in the portal',
    sv: 'kunden ändrar antalet till {int} i portalen',
  },
  async function (this: StoryWorld, quantity: number) {
    await changeInPortal(this, { quantity });
  },
);

/** The customer cancels. */
When(
  { en: 'the customer cancels in the portal', sv: 'kunden säger upp prenumerationen i portalen' },
  async function (this: StoryWorld) {
    await changeInPortal(this, { status: 'cancelled' });
  },
);

/** The portal's way to another plan of the same offer, which Partner Center's API does not have. */
When(
  {
    en: 'the partner changes the plan to {string} in the portal',
    sv: 'partnern byter plan till {string} i portalen',
  },
  async function (this: StoryWorld, planId: string) {
    await changeInPortal(this, { planId });
  },
);

/** The publisher changes what its customer bought, with the customer's consent. */
When(
  { en: 'the publisher changes the quantity to {int}', sv: 'utgivaren ändrar antalet till {int}' },
  async function (this: StoryWorld, quantity: number) {
    this.answer = await fulfillment(this, `/${this.subscriptionId}`, { method: 'PATCH', body: { quantity } });
  },
);

/** The same for its end. */
When(
  { en: 'the publisher cancels the subscription', sv: 'utgivaren säger upp prenumerationen' },
  async function (this: StoryWorld) {
    this.answer = await fulfillment(this, `/${this.subscriptionId}`, { method: 'DELETE' });
  },
);

/** The publisher polls the address that the 202 gave, until its own operation has come to its end. */
Then(
  {
    en: "the publisher's call is accepted, and its operation {string} has {string} on its own behalf",
    sv: 'utgivarens anrop godtas, och dess operation {string} har {string} för egen räkning',
  },
  async function (this: StoryWorld, action: string, status: string) {
    expectStatus(this.answer, 202);
    const { pathname, search } = new URL(this.answer.headers.get('operation-location') ?? '');
    const as = await publisherToken(this);
    await until(this, async () => {
      const { body } = await this.send(pathname + search, { as });
      assert.deepEqual(
        [at(body, 'action'), at(body, 'status'), at(body, 'operationRequestSource')],
        [action, status, 'Partner'],
      );
    });
  },
);

/** Who pays. */
Then(
  {
    en: 'there is one invoice of {float}, and the customer pays it',
    sv: 'det finns en enda faktura på {float}, och kunden betalar den',
  },
  async function (this: StoryWorld, total: number) {
    const { body } = await this.control('/invoices');
    const found = items(body, 'invoices').map((invoice) => [at(invoice, 'payerId'), at(invoice, 'total')]);
    assert.deepEqual(found, [[this.customerId, total]]);
  },
);

/** From here on "they" are the customer's partner. */
When(
  {
    en: 'the Admin agent of the direct-bill partner looks for it',
    sv: 'direktfaktureringspartnerns administratörsagent letar efter den',
  },
  function (this: StoryWorld) {
    this.token = this.tokenOf('admin-agent.direct');
  },
);

/** A partner does not see what its customer bought without it. */
Then(
  {
    en: "it is neither among the customer's subscriptions nor among its orders, nor to be had by its id",
    sv: 'den finns varken bland kundens prenumerationer eller bland dess beställningar, och går inte att hämta med sitt id',
  },
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
