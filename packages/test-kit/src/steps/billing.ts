import assert from 'node:assert/strict';
import { type DataTable, Then } from '@cucumber/cucumber';
import { at, items, text } from '../story/json.ts';
import type { StoryWorld } from '../story/story-world.ts';
import { account } from './marketplace.ts';

const decimal = (amount: unknown): string => Number(amount).toFixed(2);

async function lines(story: StoryWorld): Promise<readonly unknown[]> {
  const { body } = await story.control(`/ledger?subscriptionId=${story.subscriptionId}`);
  return items(body, 'rows');
}

Then('the ledger is empty', async function (this: StoryWorld) {
  const { body } = await this.control('/ledger');
  assert.deepEqual(items(body, 'rows'), []);
});

Then('the ledger has {int} lines', async function (this: StoryWorld, count: number) {
  assert.equal((await lines(this)).length, count);
});

Then('the ledger of the subscription is', async function (this: StoryWorld, table: DataTable) {
  const found = (await lines(this)).map((line) => ({
    type: text(line, 'type'),
    from: text(line, 'chargeStartDate'),
    to: text(line, 'chargeEndDate'),
    amount: decimal(at(line, 'amount')),
  }));
  assert.deepEqual(found, table.hashes());
});

Then('the subscription nets to {float} USD', async function (this: StoryWorld, net: number) {
  const cents = (await lines(this)).reduce(
    (sum: number, line) => sum + Math.round(Number(at(line, 'amount')) * 100),
    0,
  );
  assert.equal(cents, Math.round(net * 100));
});

Then('the invoices are', async function (this: StoryWorld, table: DataTable) {
  const { body } = await this.control('/invoices');
  const found = items(body, 'invoices').map((invoice) => ({
    date: text(invoice, 'issuedAt').slice(0, 10),
    total: decimal(at(invoice, 'total')),
  }));
  assert.deepEqual(found, table.hashes());
});

Then(
  /^the first line names the provider as reseller and the last one (reseller-\d)$/,
  async function (this: StoryWorld, alias: string) {
    const found = (await lines(this)).map((line) => at(line, 'resellerMpnId'));
    const provider = at(await account(this, 'partners', 'provider'), 'mpnId');
    const reseller = at(await account(this, 'partners', alias), 'mpnId');
    assert.deepEqual([found.at(0), found.at(-1)], [provider, reseller]);
  },
);
