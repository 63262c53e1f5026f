import assert from 'node:assert/strict';
import { customerId } from '../story/accounts.ts';
import { setUpByApi } from '../story/activation.ts';
import { expectStatus } from '../story/expected.ts';
import { at, items, peek, text } from '../story/json.ts';
import { planNamed } from '../story/plans.ts';
import { Given, Then, When } from '../story/step.ts';
import type { StoryWorld } from '../story/story-world.ts';

interface Wish {
  readonly quantity: number;
  readonly plan: string;
}

async function cartLine(story: StoryWorld, { quantity, plan }: Wish, id: number): Promise<unknown> {
  const { catalogItemId, term, cycle } = await planNamed(story, plan);
  return {
    ...{ id, catalogItemId, quantity, termDuration: term, billingCycle: cycle },
    ...(cycle === 'none' && { renewsTo: { termDuration: 'P1M' } }),
  };
}

async function fillCart(story: StoryWorld, wishes: readonly Wish[], customer: string): Promise<void> {
  story.customerId = await customerId(story, customer);
  const lineItems = await Promise.all(wishes.map((wish, id) => cartLine(story, wish, id)));
  const answer = await story.act(`/v1/customers/${story.customerId}/carts`, {
    method: 'POST',
    body: { lineItems },
  });
  const id = peek(answer.body, 'id');
  story.cartId = typeof id === 'string' ? id : '';
}

async function checkOut(story: StoryWorld): Promise<void> {
  const path = `/v1/customers/${story.customerId}/carts/${story.cartId}/checkout`;
  const { status, body } = await story.act(path, { method: 'POST' });
  const [order] = status === 201 ? items(body, 'orders') : [];
  if (order === undefined) return;
  story.orderId = text(order, 'id');
  story.subscriptionId = text(order, 'lineItems', 0, 'subscriptionId');
}

async function buy(story: StoryWorld, wish: Wish, customer: string): Promise<void> {
  await fillCart(story, [wish], customer);
  if (story.cartId !== '') await checkOut(story);
}

/** Cart and checkout in one; both have to succeed. */
When(
  {
    en: 'they buy {int} licence(s) of the {plan} plan for {customer}',
    sv: 'de köper {int} licens(er) av {plan} till {customer}',
  },
  async function (this: StoryWorld, quantity: number, plan: string, customer: string) {
    await buy(this, { quantity, plan }, customer);
    expectStatus(this.answer, 201);
  },
);

/** The same, whatever the answers: the next steps look at the last one. */
When(
  {
    en: 'they try to buy {int} licence(s) of the {plan} plan for {customer}',
    sv: 'de försöker köpa {int} licens(er) av {plan} till {customer}',
  },
  async function (this: StoryWorld, quantity: number, plan: string, customer: string) {
    await buy(this, { quantity, plan }, customer);
  },
);

/** A cart that is not checked out yet. */
When(
  {
    en: 'they put {int} licence(s) of the {plan} plan into a cart for {customer}',
    sv: 'de lägger {int} licens(er) av {plan} i en kundvagn till {customer}',
  },
  async function (this: StoryWorld, quantity: number, plan: string, customer: string) {
    await fillCart(this, [{ quantity, plan }], customer);
    expectStatus(this.answer, 201);
  },
);

/** A cart with two lines. */
When(
  {
    en: 'they put {int} licence(s) of the {plan} plan and {int} licence(s) of the {plan} plan into one cart for {customer}',
    sv: 'de lägger {int} licens(er) av {plan} och {int} licens(er) av {plan} i samma kundvagn till {customer}',
  },
  async function (
    this: StoryWorld,
    first: number,
    plan: string,
    second: number,
    other: string,
    customer: string,
  ) {
    const wishes = [
      { quantity: first, plan },
      { quantity: second, plan: other },
    ];
    await fillCart(this, wishes, customer);
  },
);

/** Orders what is in the cart, or asks for that once more. */
When(
  { en: 'they check the cart out( again)', sv: 'de slutför köpet( igen)' },
  async function (this: StoryWorld) {
    await checkOut(this);
  },
);

/** The code with which the cart marks its first line. */
Then(
  { en: 'the cart line has error {int}', sv: 'kundvagnsraden har fel {int}' },
  function (this: StoryWorld, code: number) {
    assert.equal(at(this.answer?.body, 'lineItems', 0, 'error', 'errorCode'), code);
  },
);

/** What the customer has, as its partner sees it. */
Then(
  {
    en: 'there are {int} order(s) and {int} subscription(s)',
    sv: 'det finns {int} beställning(ar) och {int} prenumeration(er)',
  },
  async function (this: StoryWorld, orders: number, subscriptions: number) {
    const list = async (noun: string): Promise<number> =>
      items((await this.send(`/v1/customers/${this.customerId}/${noun}`)).body, 'items').length;
    assert.deepEqual([await list('orders'), await list('subscriptions')], [orders, subscriptions]);
  },
);

/** The partner confirms that the customer accepted the Microsoft Customer Agreement now. */
When(
  { en: 'they confirm the customer agreement', sv: 'de bekräftar kundavtalet' },
  async function (this: StoryWorld) {
    const { body } = await this.control('/clock');
    const answer = await this.act(`/v1/customers/${this.customerId}/agreements`, {
      method: 'POST',
      body: {
        primaryContact: {
          firstName: 'Ana',
          lastName: 'Okafor',
          email: 'ana@customer.example',
          phoneNumber: '2065550123',
        },
        templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
        dateAgreed: text(body, 'now'),
        type: 'MicrosoftCustomerAgreement',
      },
    });
    expectStatus(answer, 201);
  },
);

/** Partner Center's status of the order. */
Then(
  { en: 'the order is {string}', sv: 'beställningen är {string}' },
  async function (this: StoryWorld, status: string) {
    const { body } = await this.send(`/v1/customers/${this.customerId}/orders/${this.orderId}`);
    assert.equal(at(body, 'status'), status);
  },
);

/** Bought, and set up by its publisher at once, through the APIs. */
Given(
  {
    en: 'an active subscription of {int} licence(s) of the {plan} plan for {customer}',
    sv: 'en aktiv prenumeration på {int} licens(er) av {plan} till {customer}',
  },
  async function (this: StoryWorld, quantity: number, plan: string, customer: string) {
    await buy(this, { quantity, plan }, customer);
    expectStatus(this.answer, 201);
    await setUpByApi(this, quantity);
    this.answer = undefined;
  },
);
