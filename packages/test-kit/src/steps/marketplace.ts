import assert from 'node:assert/strict';
import { After, AfterAll, Given, setDefaultTimeout, setWorldConstructor, When } from '@cucumber/cucumber';
import { peek, text } from '../story/json.ts';
import { endServer } from '../story/server.ts';
import { StoryWorld } from '../story/story-world.ts';

setWorldConstructor(StoryWorld);
// What ends a step that hangs; nothing is measured by it.
setDefaultTimeout(60_000);

let told = 0;
const run = process.pid.toString(36);

Given('a marketplace at {string}', async function (this: StoryWorld, startsAt: string) {
  told += 1;
  this.name = `story-${run}-${told}`;
  const answer = await this.send('/_sim/worlds', { method: 'POST', body: { name: this.name, startsAt } });
  assert.equal(answer.status, 201, answer.text);
});

After(async function (this: StoryWorld) {
  if (this.name !== '') await this.send(`/_sim/worlds/${this.name}`, { method: 'DELETE', as: '' });
});

AfterAll(endServer);

async function advance(
  story: StoryWorld,
  body: { readonly by: string } | { readonly to: string },
): Promise<void> {
  const answer = await story.control('/clock/advance', { method: 'POST', body });
  assert.equal(answer.status, 200, answer.text);
}

When('the clock reaches {string}', async function (this: StoryWorld, to: string) {
  await advance(this, { to });
});

When(
  /^(\d+) (day|month|year)s? pass(?:es)?$/,
  async function (this: StoryWorld, count: string, unit: string) {
    await advance(this, { by: `P${count}${unit.charAt(0).toUpperCase()}` });
  },
);

Given('the setting {string} is {string}', async function (this: StoryWorld, id: string, value: string) {
  const answer = await this.control('/settings', { method: 'PATCH', body: { [id]: value } });
  assert.equal(answer.status, 200, answer.text);
});

const sellers: Readonly<Record<string, string>> = {
  'direct-bill partner': 'direct',
  'indirect provider': 'provider',
};

Given(
  /^the (Admin agent|Global admin|Sales agent|Helpdesk agent|Billing admin) of the (direct-bill partner|indirect provider)$/,
  function (this: StoryWorld, role: string, seller: string) {
    this.token = this.tokenOf(`${role.toLowerCase().replace(' ', '-')}.${sellers[seller]}`);
  },
);

Given('somebody without a token', function (this: StoryWorld) {
  this.token = '';
});

Given('the publisher as a caller of Partner Center', function (this: StoryWorld) {
  this.token = this.tokenOf('publisher');
});

const aliases: Readonly<Record<string, string>> = {
  'the customer without agreement': 'customer-2',
  "the provider's customer": 'customer-3',
};

/** The account with an alias, as the control API tells of it. */
export async function account(
  story: StoryWorld,
  kind: 'customers' | 'partners' | 'publishers',
  alias: string,
): Promise<unknown> {
  const { body } = await story.control('/accounts');
  const list = peek(body, kind);
  assert.ok(Array.isArray(list), `no ${kind}`);
  const wanted = aliases[alias] ?? alias;
  const found = list.find((entry: unknown) => peek(entry, 'alias') === wanted);
  assert.ok(found, `no ${kind} ${wanted}`);
  return found;
}

/** Tenant id of the customer that a step names. */
export const customerId = async (story: StoryWorld, alias: string): Promise<string> =>
  text(await account(story, 'customers', alias), 'tenantId');
