import assert from 'node:assert/strict';
import { After, AfterAll, Given, setDefaultTimeout, setWorldConstructor } from '@cucumber/cucumber';
import { seedDefinition, type WorldDefinition } from '@marketsim/simulator';
import { startOwnApp } from '../story/own-app.ts';
import { endServer } from '../story/server.ts';
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
  const answer = await story.send('/_sim/worlds', { method: 'POST', body: { name, ...options } });
  assert.equal(answer.status, 201, answer.text);
}

/** A world of the scenario's own with the seed's partners, customers, publishers and offers, and a clock that stands at an instant. */
Given('a marketplace at {string}', async function (this: StoryWorld, startsAt: string) {
  await found(this, 'first', { startsAt });
});

/** One more such world with the same partners, publishers and offers; the steps that follow happen there. */
Given('a second marketplace at {string}', async function (this: StoryWorld, startsAt: string) {
  await found(this, 'second', { startsAt });
});

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
  'a marketplace at {string} whose plans activate themselves',
  async function (this: StoryWorld, startsAt: string) {
    await found(this, 'first', { startsAt, definition: await activatingItself() });
  },
);

/** The same world, but the first publisher's webhooks go to an address where nobody listens, or to an app of its own. */
Given(
  /^a marketplace at "([^"]+)" whose publisher (cannot be reached|has an app of its own)$/,
  async function (this: StoryWorld, startsAt: string, which: string) {
    const app = await startOwnApp();
    if (which === 'cannot be reached') await app.close();
    else this.ownApp = app;
    const definition = await seedDefinition(0);
    const [first, ...others] = definition.publishers;
    assert.ok(first, 'the seed has a publisher');
    const publishers = [{ ...first, webhookUrl: app.webhookUrl }, ...others];
    await found(this, 'first', { startsAt, definition: { ...definition, publishers } });
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
Given('the setting {string} is {string}', async function (this: StoryWorld, id: string, value: string) {
  const answer = await this.control('/settings', { method: 'PATCH', body: { [id]: value } });
  assert.equal(answer.status, 200, answer.text);
});

/** The same for a setting that is either on or off. */
Given(/^the setting "([^"]+)" is (on|off)$/, async function (this: StoryWorld, id: string, value: string) {
  const answer = await this.control('/settings', { method: 'PATCH', body: { [id]: value === 'on' } });
  assert.equal(answer.status, 200, answer.text);
});

const sellers: Readonly<Record<string, string>> = {
  'direct-bill partner': 'direct',
  'indirect provider': 'provider',
};

/** From here on "they" are a user with this role at the partner. */
Given(
  /^the (Admin agent|Global admin|Sales agent|Helpdesk agent|Billing admin) of the (direct-bill partner|indirect provider)$/,
  function (this: StoryWorld, role: string, seller: string) {
    this.token = this.tokenOf(`${role.toLowerCase().replace(' ', '-')}.${sellers[seller]}`);
  },
);

/** From here on "they" have not signed in. */
Given('somebody without a token', function (this: StoryWorld) {
  this.token = '';
});

/** From here on "they" are the publisher, with its own bearer, at Partner Center's door. */
Given('the publisher as a caller of Partner Center', function (this: StoryWorld) {
  this.token = this.tokenOf('publisher');
});
