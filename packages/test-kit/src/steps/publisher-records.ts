import assert from 'node:assert/strict';
import type { DataTable } from '@cucumber/cucumber';
import { items } from '../story/json.ts';
import { atPublisher } from '../story/mock-publisher.ts';
import { Then } from '../story/step.ts';
import type { StoryWorld } from '../story/story-world.ts';
import { cell, rowsOf } from '../story/table.ts';
import { until } from '../story/until.ts';

/**
 * The webhook calls that the mock publisher has received about anything, oldest first.
 *
 * @table a header of members of its log: `action`, `status`, `answer`, `verified`; then a row for each call
 */
Then(
  { en: 'the publisher was told of', sv: 'utgivaren har underrättats om' },
  async function (this: StoryWorld, table: DataTable) {
    await until(this, async () => {
      const { body } = await atPublisher(this, '/events');
      assert.deepEqual(rowsOf(items(body, 'events'), table.raw()[0] ?? []), table.hashes());
    });
  },
);

/** It has received nothing, and nothing is on its way. */
Then(
  { en: 'the publisher was told nothing', sv: 'utgivaren har inte underrättats om något' },
  async function (this: StoryWorld) {
    await this.settled();
    assert.deepEqual(items((await atPublisher(this, '/events')).body, 'events'), []);
  },
);

/**
 * Some of what the mock publisher has written down about the subscription.
 *
 * @table rows of a member, `access`, `planId`, `seats` or `dataKeptUntil`, and its value
 */
Then(
  { en: "the publisher's own record says", sv: 'utgivaren har själv antecknat' },
  async function (this: StoryWorld, table: DataTable) {
    const wanted = table.rowsHash();
    await until(this, async () => {
      const { status, body, text } = await atPublisher(this, `/subscriptions/${this.subscriptionId}`);
      assert.equal(status, 200, text);
      assert.deepEqual(
        Object.fromEntries(Object.keys(wanted).map((name) => [name, cell(body, name)])),
        wanted,
      );
    });
  },
);
