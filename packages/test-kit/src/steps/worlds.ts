import assert from 'node:assert/strict';
import { expectStatus } from '../story/expected.ts';
import { at } from '../story/json.ts';
import { Given, Then, When } from '../story/step.ts';
import type { StoryWorld } from '../story/story-world.ts';

const snapshots = (story: StoryWorld): string => `/_sim/worlds/${story.name}/snapshots`;

/** Keeps the world as it stands, under a name. */
When(
  { en: 'the world is kept as {string}', sv: 'världen sparas som {string}' },
  async function (this: StoryWorld, id: string) {
    this.answer = await this.send(snapshots(this), { method: 'POST', as: '', body: { id } });
    expectStatus(this.answer, 201);
  },
);

/** The same, whatever the answer. */
When(
  { en: 'they try to keep the world as {string}', sv: 'de försöker spara världen som {string}' },
  async function (this: StoryWorld, id: string) {
    this.answer = await this.send(snapshots(this), { method: 'POST', as: '', body: { id } });
  },
);

/** Brings the world back to how it was kept. */
When(
  { en: 'the world is brought back to {string}', sv: 'världen återställs till {string}' },
  async function (this: StoryWorld, id: string) {
    const answer = await this.send(`${snapshots(this)}/${id}/restore`, { method: 'POST', as: '' });
    expectStatus(answer, 200);
  },
);

/** Makes a second world that stands where this one does, with the same ids; the steps go on in the first one. */
When({ en: 'the world is forked', sv: 'världen förgrenas' }, async function (this: StoryWorld) {
  const { name, token, customerId, cartId, orderId, subscriptionId } = this;
  const fork = `${name}-fork`;
  const answer = await this.send(`/_sim/worlds/${name}/fork`, {
    method: 'POST',
    as: '',
    body: { name: fork },
  });
  expectStatus(answer, 201);
  const place = { customerId, cartId, orderId, subscriptionId };
  this.enter('forked', fork, { ...place, token: token.replace(/@.*$/, `@${fork}`) });
  this.turnTo('first');
});

/** The steps that follow happen in that world, with who acts and what was bought there. */
Given(
  { en: 'in the {world} world', sv: 'i den {world} världen' },
  function (this: StoryWorld, which: string) {
    this.turnTo(which);
  },
);

/** From here on "they" hold the token that they had there, in the world in which they are now. */
When(
  { en: 'they act with their token of the first world', sv: 'de använder sin token från den första världen' },
  function (this: StoryWorld) {
    this.token = this.tokenIn('first');
  },
);

/** Forgets the world with all that was in it. */
When({ en: 'the world is deleted', sv: 'världen tas bort' }, async function (this: StoryWorld) {
  const answer = await this.send(`/_sim/worlds/${this.name}`, { method: 'DELETE', as: '' });
  expectStatus(answer, 204);
});

/** Brings the world back to where it began; nothing is bought any more. */
When({ en: 'the world is reset', sv: 'världen nollställs' }, async function (this: StoryWorld) {
  const answer = await this.send(`/_sim/worlds/${this.name}/reset`, { method: 'POST', as: '' });
  expectStatus(answer, 200);
  this.subscriptionId = '';
});

/** The server knows no world of that name. */
Then({ en: 'the world is unknown', sv: 'världen är okänd' }, async function (this: StoryWorld) {
  const answer = await this.send(`/_sim/worlds/${this.name}`, { as: '' });
  expectStatus(answer, 404);
});

/** There are no subscriptions in the world, whoever bought them. */
Then({ en: 'nothing was bought', sv: 'ingenting har köpts' }, async function (this: StoryWorld) {
  const answer = await this.send(`/_sim/worlds/${this.name}`, { as: '' });
  assert.equal(at(answer.body, 'subscriptions'), 0);
});
