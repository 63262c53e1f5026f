import assert from 'node:assert/strict';
import type { DataTable } from '@cucumber/cucumber';
import { expectStatus } from '../story/expected.ts';
import { peek } from '../story/json.ts';
import { Then, When } from '../story/step.ts';
import type { StoryWorld } from '../story/story-world.ts';

/**
 * Any call to Partner Center; in its path `{customer}`, `{subscription}` and `{order}` stand for what was bought.
 *
 * @text the body as it is sent; nothing for a call without one
 */
When(
  { en: 'they send {method} {string} with', sv: 'de skickar {method} {string} med' },
  async function (this: StoryWorld, method: string, path: string, body: string) {
    await this.act(filled(this, path), { method, ...(body.trim() !== '' && { body }) });
  },
);

function filled({ customerId, subscriptionId, orderId }: StoryWorld, path: string): string {
  const ids = new Map([
    ['{customer}', customerId],
    ['{subscription}', subscriptionId],
    ['{order}', orderId],
  ]);
  return path.replaceAll(/\{\w*\}/g, (word) => {
    const id = ids.get(word);
    assert.ok(id !== undefined, `${word} stands for nothing; there is ${[...ids.keys()].join(', ')}`);
    assert.ok(id !== '', `${word} stands for what was bought last, and nothing has been bought yet`);
    return id;
  });
}

/** Reads from Partner Center; the same words stand for what was bought. */
When({ en: 'they read {string}', sv: 'de läser {string}' }, async function (this: StoryWorld, path: string) {
  await this.act(filled(this, path));
  expectStatus(this.answer, 200);
});

/**
 * Some of what the last answer says.
 *
 * @table a header `member`, `value`, then rows of a path, such as `items.0.title`, and the value there
 */
Then({ en: 'the answer says', sv: 'svaret säger' }, function (this: StoryWorld, table: DataTable) {
  const wanted = table.hashes().map(({ member = '', value = '' }) => [member, value]);
  const found = wanted.map(([member = '']) => [
    member,
    String(member.split('.').reduce<unknown>((json, key) => peek(json, key), this.answer?.body)),
  ]);
  assert.deepEqual(found, wanted, saidInstead(found, this.answer?.text));
});

/** What a member that differs really says, and the answer around it. */
const saidInstead = (found: readonly (readonly string[])[], answer: string | undefined): string =>
  `${found.map(([member, value]) => `${member} is ${value}`).join(', ')} in ${answer}`;

/** The status of the last answer. */
Then({ en: 'the answer is {int}', sv: 'svaret är {int}' }, function (this: StoryWorld, status: number) {
  expectStatus(this.answer, status);
});

/** The same with Partner Center's error code. */
Then(
  { en: 'the answer is {int} with code {int}', sv: 'svaret är {int} med kod {int}' },
  function (this: StoryWorld, status: number, code: number) {
    expectStatus(this.answer, status);
    assert.equal(peek(this.answer?.body, 'code'), code, this.answer?.text);
  },
);

/** The same with an error code of the control API. */
Then(
  { en: 'the answer is {int} with error {string}', sv: 'svaret är {int} med felet {string}' },
  function (this: StoryWorld, status: number, code: string) {
    expectStatus(this.answer, status);
    assert.equal(peek(peek(this.answer?.body, 'error'), 'code'), code, this.answer?.text);
  },
);

/** The last answer and the one before it are the same to the byte. */
Then(
  { en: 'the answer is {int} and the same as before', sv: 'svaret är {int} och detsamma som förut' },
  function (this: StoryWorld, status: number) {
    expectStatus(this.answer, status);
    assert.equal(this.answer?.text, this.answerBefore?.text);
  },
);

/** A 202 says where to look again. */
Then(
  { en: 'the answer leads to the subscription', sv: 'svaret hänvisar till prenumerationen' },
  function (this: StoryWorld) {
    const location = `/customers/${this.customerId}/subscriptions/${this.subscriptionId}`;
    assert.equal(this.answer?.headers.get('location'), location);
  },
);

/** The world's history has not grown since before the last call. */
Then({ en: 'nothing has changed', sv: 'ingenting har ändrats' }, async function (this: StoryWorld) {
  assert.equal(await this.facts(), this.factsBefore);
});
