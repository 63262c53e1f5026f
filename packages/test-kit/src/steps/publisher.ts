import assert from 'node:assert/strict';
import { account, publisherToken } from '../story/accounts.ts';
import { operationOf } from '../story/deliveries.ts';
import { expectStatus } from '../story/expected.ts';
import { extension, fulfillment, resolve } from '../story/fulfillment.ts';
import { at } from '../story/json.ts';
import { links } from '../story/links.ts';
import { Given, Then, When } from '../story/step.ts';
import type { StoryWorld } from '../story/story-world.ts';
import { until } from '../story/until.ts';

/** The customer puts a link aside that the partner has passed on. */
Given(
  { en: 'the customer keeps the activation link', sv: 'kunden sparar aktiveringslänken' },
  async function (this: StoryWorld) {
    this.keptLink = await links.api(this);
  },
);

/** The publisher can tell whose purchase the kept link is about. */
Then(
  { en: 'the kept link resolves', sv: 'den sparade länken går att slå upp' },
  async function (this: StoryWorld) {
    const { status, text: raw } = await resolve(this, this.keptLink);
    assert.equal(status, 200, raw);
  },
);

/** It cannot, and is told why by a status. */
Then(
  { en: 'the kept link is refused with {int}', sv: 'den sparade länken avvisas med {int}' },
  async function (this: StoryWorld, status: number) {
    assert.equal((await resolve(this, this.keptLink)).status, status);
  },
);

/** A link that is read now can be resolved. */
Then(
  { en: 'a fresh activation link resolves', sv: 'en ny aktiveringslänk går att slå upp' },
  async function (this: StoryWorld) {
    assert.equal((await resolve(this, await links.api(this))).status, 200);
  },
);

/** What another publisher than the one that sells it gets for the link. */
Then(
  {
    en: 'the other publisher is refused with {int} when it resolves the kept link',
    sv: 'den andra utgivaren avvisas med {int} när den slår upp den sparade länken',
  },
  async function (this: StoryWorld, status: number) {
    assert.equal((await resolve(this, this.keptLink, this.tokenOf('publisher.publisher-2'))).status, status);
  },
);

/** What the publisher learns from the kept link. */
Then(
  {
    en: 'the publisher resolves it to the purchase of {int} licence(s)',
    sv: 'utgivaren slår upp den till köpet av {int} licens(er)',
  },
  async function (this: StoryWorld, quantity: number) {
    this.answer = await resolve(this, this.keptLink);
    assert.equal(at(this.answer.body, 'id'), this.subscriptionId);
    assert.equal(at(this.answer.body, 'quantity'), quantity);
    assert.equal(at(this.answer.body, 'planId'), 'standard');
  },
);

/** Who pays and who uses it, in the answer to the resolve call. */
Then(
  {
    en: 'the purchaser is the partner and the beneficiary is the customer',
    sv: 'köparen är partnern och förmånstagaren är kunden',
  },
  async function (this: StoryWorld) {
    const partner = await account(this, 'partners', 'direct');
    assert.equal(at(this.answer?.body, 'subscription', 'purchaser', 'tenantId'), at(partner, 'tenantId'));
    assert.equal(at(this.answer?.body, 'subscription', 'beneficiary', 'tenantId'), this.customerId);
  },
);

/** The publisher reports assigned licences, whatever the answer. */
When(
  { en: 'the publisher assigns {int} licence(s)', sv: 'utgivaren tilldelar {int} licens(er)' },
  async function (this: StoryWorld, assigned: number) {
    this.factsBefore = await this.facts();
    this.answer = await extension(this, '/licenses', { method: 'POST', body: { assigned: assigned } });
  },
);

/** The publisher calls Activate of the SaaS fulfillment API. */
When(
  { en: 'the publisher confirms the setup', sv: 'utgivaren bekräftar konfigurationen' },
  async function (this: StoryWorld) {
    this.answer = await fulfillment(this, `/${this.subscriptionId}/activate`, { method: 'POST' });
    expectStatus(this.answer, 200);
  },
);

/** The status of the publisher's last call. */
Then(
  { en: "the publisher's call is refused with {int}", sv: 'utgivarens anrop avvisas med {int}' },
  function (this: StoryWorld, status: number) {
    expectStatus(this.answer, status);
  },
);

/** The fulfillment API's status of the subscription. */
Then(
  { en: 'the publisher sees it as {string}', sv: 'utgivaren ser den som {string}' },
  async function (this: StoryWorld, status: string) {
    const { body } = await fulfillment(this, `/${this.subscriptionId}`);
    assert.equal(at(body, 'saasSubscriptionStatus'), status);
  },
);

/** Plan and quantity at the fulfillment API are those of the purchase. */
Then(
  { en: 'the publisher still sees what was bought', sv: 'utgivaren ser fortfarande det som köptes' },
  async function (this: StoryWorld) {
    const { body } = await fulfillment(this, `/${this.subscriptionId}`);
    assert.deepEqual([at(body, 'planId'), at(body, 'quantity')], ['standard', 10]);
  },
);

/** The quantity at the fulfillment API. */
Then(
  { en: 'the publisher sees {int} licence(s)', sv: 'utgivaren ser {int} licens(er)' },
  async function (this: StoryWorld, quantity: number) {
    const { body } = await fulfillment(this, `/${this.subscriptionId}`);
    assert.equal(at(body, 'quantity'), quantity);
  },
);

/** How the operation of the newest webhook of an action stands, as the publisher polls it. */
Then(
  { en: 'the operation {string} has the status {string}', sv: 'operationen {string} har statusen {string}' },
  async function (this: StoryWorld, action: string, status: string) {
    const path = `/${this.subscriptionId}/operations/${await operationOf(this, action)}`;
    await until(this, async () => assert.equal(at((await fulfillment(this, path)).body, 'status'), status));
  },
);

/** The publisher answers the operation of the newest webhook of an action by PATCH, whatever becomes of that. */
When(
  {
    en: 'the publisher answers the operation {string} with {string}',
    sv: 'utgivaren besvarar operationen {string} med {string}',
  },
  async function (this: StoryWorld, action: string, status: string) {
    const path = `/${this.subscriptionId}/operations/${await operationOf(this, action)}`;
    this.factsBefore = await this.facts();
    this.answer = await fulfillment(this, path, { method: 'PATCH', body: { status } });
  },
);

async function isRefused(story: StoryWorld, path: string, status: number, as: string): Promise<void> {
  const answer = await story.send(path.replace('{subscription}', story.subscriptionId), { as });
  expectStatus(answer, status);
}

/** Any GET of the publisher by its path; `{subscription}` stands for what was bought. */
Then(
  {
    en: "the publisher's call to {string} is refused with {int}",
    sv: 'utgivarens anrop till {string} avvisas med {int}',
  },
  async function (this: StoryWorld, path: string, status: number) {
    await isRefused(this, path, status, await publisherToken(this));
  },
);

/** The same for another publisher than the one that sells it. */
Then(
  {
    en: "the other publisher's call to {string} is refused with {int}",
    sv: 'den andra utgivarens anrop till {string} avvisas med {int}',
  },
  async function (this: StoryWorld, path: string, status: number) {
    await isRefused(this, path, status, this.tokenOf('publisher.publisher-2'));
  },
);

/** A step that has to be done before the setup or a change; whose it is decides whom the pages name. */
When(
  {
    en: 'the publisher wants the step {string} of the {party} done before {change}',
    sv: 'utgivaren vill ha steget {string} utfört av {party} före {change}',
  },
  async function (this: StoryWorld, name: string, owner: string, before: string) {
    const body = { name, owner, before };
    const { status, text: raw } = await extension(this, '/steps', { method: 'POST', body });
    assert.equal(status, 200, raw);
  },
);

/** The publisher itself marks a step as done. */
When(
  { en: 'the step {string} is done', sv: 'steget {string} är utfört' },
  async function (this: StoryWorld, name: string) {
    const { status, text: raw } = await extension(this, `/steps/${name}/complete`, { method: 'POST' });
    assert.equal(status, 200, raw);
  },
);
