import assert from 'node:assert/strict';
import { After, AfterAll, setDefaultTimeout, setWorldConstructor } from '@cucumber/cucumber';
import { seedDefinition, type WorldDefinition } from '@marketsim/simulator';
import { expectStatus } from '../story/expected.ts';
import { startOwnApp } from '../story/own-app.ts';
import { endServer } from '../story/server.ts';
import { Given } from '../story/step.ts';
import { StoryWorld } from '../story/story-world.ts';

setWorldConstructor(StoryWorld);
// What ends a step that hangs; nothing is measured by it.
setDefaultTimeout(60_000);

let told = 0;
const run = process.pid.toString(36);

/** Makes a world of this scenario and goes there. */
async function found(story: StoryWorld, which: string, options: object): Promise<void> {
  told += 1;
  const name = `story-${run}-${told}`;
  story.enter(which, name);
  const answer = await story.send('/_sim/worlds', {
    method: 'POST',
    body: { name, clock: 'frozen', ...options },
  });
  expectStatus(answer, 201);
}

/** A world of the scenario's own with the seed's partners, customers, publishers and offers, and a clock that stands at an instant. */
Given(
  { en: 'a marketplace at {string}', sv: 'en marknadsplats vid tiden {string}' },
  async function (this: StoryWorld, startsAt: string) {
    await found(this, 'first', { startsAt });
  },
);

/** One more such world with the same partners, publishers and offers; the steps that follow happen there. */
Given(
  { en: 'a second marketplace at {string}', sv: 'en andra marknadsplats vid tiden {string}' },
  async function (this: StoryWorld, startsAt: string) {
    await found(this, 'second', { startsAt });
  },
);

/** The definition of the seed's world, with all its plans turned on for auto-activation. */
async function activatingItself(): Promise<WorldDefinition> {
  const definition = await seedDefinition(0);
  const offers = definition.offers.map((offer) => ({
    ...offer,
    plans: offer.plans.map((plan) => ({ ...plan, autoActivation: true })),
  }));
  return { ...definition, offers };
}

/** The same world, but every plan is active as soon as it is bought. */
Given(
  {
    en: 'a marketplace at {string} whose plans activate themselves',
    sv: 'en marknadsplats vid tiden {string} vars planer aktiveras av sig själva',
  },
  async function (this: StoryWorld, startsAt: string) {
    await found(this, 'first', { startsAt, definition: await activatingItself() });
  },
);

/** The same world under a billing and cancellation policy by its name; see docs/settings.md. */
Given(
  {
    en: 'a marketplace at {string} under the profile {string}',
    sv: 'en marknadsplats vid tiden {string} med profilen {string}',
  },
  async function (this: StoryWorld, startsAt: string, profile: string) {
    await found(this, 'first', { startsAt, profile });
  },
);

/**
 * The same, and the first offer has one more plan, which is bought for a year that is billed by the month at 10.00 USD, or
 * for two years that are paid at once, 200.00 USD.
 */
Given(
  {
    en: 'a marketplace of long terms at {string} under the profile {string}',
    sv: 'en marknadsplats med långa perioder vid tiden {string} med profilen {string}',
  },
  async function (this: StoryWorld, startsAt: string, profile: string) {
    await found(this, 'first', { startsAt, profile, definition: await withLongTerms() });
  },
);

async function withLongTerms(): Promise<WorldDefinition> {
  const definition = await seedDefinition(0);
  const [first, ...others] = definition.offers;
  const [plan] = first?.plans ?? [];
  assert.ok(first && plan, 'the seed has an offer with a plan');
  const committed = {
    ...plan,
    ...{ planId: 'committed', title: 'Committed', description: 'For a year or two.' },
    prices: [
      { term: 'P1Y', billingCycle: 'monthly', currency: 'USD', price: '10.00', changes: [] },
      { term: 'P2Y', billingCycle: 'oneTime', currency: 'USD', price: '200.00', changes: [] },
    ],
  } as const;
  return { ...definition, offers: [{ ...first, plans: [...first.plans, committed] }, ...others] };
}

/** The same world, but every partner has a sandbox account. */
Given(
  {
    en: 'a marketplace at {string} whose partners have sandbox accounts',
    sv: 'en marknadsplats vid tiden {string} vars partner har sandbox-konton',
  },
  async function (this: StoryWorld, startsAt: string) {
    const definition = await seedDefinition(0);
    const partners = definition.partners.map((partner) => ({ ...partner, sandbox: true }));
    await found(this, 'first', { startsAt, definition: { ...definition, partners } });
  },
);

/** The definition of the seed's world, with another address for the first publisher's webhooks. */
async function calling(webhookUrl: string): Promise<WorldDefinition> {
  const definition = await seedDefinition(0);
  const [first, ...others] = definition.publishers;
  assert.ok(first, 'the seed has a publisher');
  return { ...definition, publishers: [{ ...first, webhookUrl }, ...others] };
}

/** The same world, but the first publisher's webhooks go to an address where nobody listens. */
Given(
  {
    en: 'a marketplace at {string} whose publisher cannot be reached',
    sv: 'en marknadsplats vid tiden {string} vars utgivare inte kan nås',
  },
  async function (this: StoryWorld, startsAt: string) {
    const app = await startOwnApp();
    await app.close();
    await found(this, 'first', { startsAt, definition: await calling(app.webhookUrl) });
  },
);

/** The same world, but the first publisher's webhooks go to an app of its own. */
Given(
  {
    en: 'a marketplace at {string} whose publisher has an app of its own',
    sv: 'en marknadsplats vid tiden {string} vars utgivare har en egen app',
  },
  async function (this: StoryWorld, startsAt: string) {
    this.ownApp = await startOwnApp();
    await found(this, 'first', { startsAt, definition: await calling(this.ownApp.webhookUrl) });
  },
);

/** Nothing of a scenario outlives it. */
After(async function (this: StoryWorld) {
  await this.ownApp?.close();
  for (const name of this.worldNames()) {
    await this.send(`/_sim/worlds/${name}`, { method: 'DELETE', as: '' });
  }
});

AfterAll(endServer);

/** Changes one setting of the world by its id; see docs/settings.md. */
Given(
  { en: 'the setting {string} is {string}', sv: 'inställningen {string} är {string}' },
  async function (this: StoryWorld, id: string, value: string) {
    const answer = await this.control('/settings', { method: 'PATCH', body: { [id]: value } });
    expectStatus(answer, 200);
  },
);

/** The same for a setting that is either on or off. */
Given(
  { en: 'the setting {string} is {switch}', sv: 'inställningen {string} är {switch}' },
  async function (this: StoryWorld, id: string, value: string) {
    const answer = await this.control('/settings', { method: 'PATCH', body: { [id]: value === 'on' } });
    expectStatus(answer, 200);
  },
);

/** From here on "they" are a user with this role at the partner. */
Given(
  { en: 'the {role} of the {partner}', sv: '{role} hos {partner}' },
  function (this: StoryWorld, role: string, partner: string) {
    this.token = this.tokenOf(`${role}.${partner}`);
  },
);

/** From here on "they" have not signed in. */
Given({ en: 'somebody without a token', sv: 'någon utan token' }, function (this: StoryWorld) {
  this.token = '';
});

/** From here on "they" are the publisher, with its own bearer, at Partner Center's door. */
Given(
  { en: 'the publisher as a caller of Partner Center', sv: 'utgivaren som anropare av Partnercenter' },
  function (this: StoryWorld) {
    this.token = this.tokenOf('publisher');
  },
);
