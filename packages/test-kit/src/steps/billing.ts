import assert from 'node:assert/strict';
import type { DataTable } from '@cucumber/cucumber';
import { account } from '../story/accounts.ts';
import { expectStatus } from '../story/expected.ts';
import { at, items, text } from '../story/json.ts';
import { Then, When } from '../story/step.ts';
import type { StoryWorld } from '../story/story-world.ts';

const decimal = (amount: unknown): string => Number(amount).toFixed(2);

async function lines(story: StoryWorld): Promise<readonly unknown[]> {
  const { body } = await story.control(`/ledger?subscriptionId=${story.bought()}`);
  return items(body, 'rows');
}

const lineInWords = (line: unknown): string =>
  `${text(line, 'type')} ${text(line, 'chargeStartDate')} to ${text(line, 'chargeEndDate')}: ${decimal(at(line, 'amount'))}`;

/** Nothing has been charged to anybody in this world. */
Then({ en: 'the ledger is empty', sv: 'reskontran är tom' }, async function (this: StoryWorld) {
  const { body } = await this.control('/ledger');
  assert.deepEqual(items(body, 'rows'), []);
});

/** How many lines there are about the subscription. */
Then(
  { en: 'the ledger has {int} line(s)', sv: 'reskontran har {int} rad(er)' },
  async function (this: StoryWorld, count: number) {
    assert.equal((await lines(this)).length, count);
  },
);

/**
 * The subscription's lines, oldest first: charge type, first and last day, amount in its currency.
 *
 * @table a header `type`, `from`, `to`, `amount`, then a row for each line
 */
Then(
  { en: 'the ledger of the subscription is', sv: 'prenumerationens rader i reskontran är' },
  async function (this: StoryWorld, table: DataTable) {
    const found = (await lines(this)).map((line) => ({
      type: text(line, 'type'),
      from: text(line, 'chargeStartDate'),
      to: text(line, 'chargeEndDate'),
      amount: decimal(at(line, 'amount')),
    }));
    assert.deepEqual(found, table.hashes());
  },
);

/** Each line of the subscription was written at the first instant of the period that it pays for. */
Then(
  {
    en: 'each charge was made at the start of its period',
    sv: 'varje debitering gjordes när dess period började',
  },
  async function (this: StoryWorld) {
    for (const line of (await lines(this)).slice(1)) {
      assert.equal(text(line, 'createdAt'), `${text(line, 'chargeStartDate')}T00:00:00.000Z`);
    }
  },
);

/** The sum of the subscription's lines. */
Then(
  { en: 'the subscription nets to {float} USD', sv: 'prenumerationens nettobelopp är {float} USD' },
  async function (this: StoryWorld, net: number) {
    const found = await lines(this);
    const cents = found.reduce((sum: number, line) => sum + Math.round(Number(at(line, 'amount')) * 100), 0);
    const told = found.map((line) => `\n  ${lineInWords(line)}`).join('') || ' none';
    const message = `the subscription nets to ${decimal(cents / 100)} USD, not ${decimal(net)}; its lines are:${told}`;
    assert.equal(decimal(cents / 100), decimal(net), message);
  },
);

/**
 * Every invoice of the world: its day and its total.
 *
 * @table a header `date`, `total`, then a row for each invoice; the header alone where there is none
 */
Then({ en: 'the invoices are', sv: 'fakturorna är' }, async function (this: StoryWorld, table: DataTable) {
  const { body } = await this.control('/invoices');
  const found = items(body, 'invoices').map((invoice) => ({
    date: text(invoice, 'issuedAt').slice(0, 10),
    total: decimal(at(invoice, 'total')),
  }));
  assert.deepEqual(found, table.hashes());
});

/** How many invoices there are, each made on the 8th of a month at midnight. */
Then(
  { en: 'there are {int} invoices, each of the 8th', sv: 'det finns {int} fakturor, alla från den 8:e' },
  async function (this: StoryWorld, count: number) {
    const { body } = await this.control('/invoices');
    const days = items(body, 'invoices').map((invoice) => text(invoice, 'issuedAt').slice(7));
    assert.deepEqual(
      days,
      Array.from({ length: count }, () => '-08T00:00:00.000Z'),
    );
  },
);

/**
 * Reads the billed lines of the newest invoice at Partner Center, as a partner does that reconciles it. Who acts has to be
 * a Billing admin or a Global admin; an Admin agent alone is refused.
 */
When(
  { en: 'they read the lines of the newest invoice', sv: 'de läser raderna på den senaste fakturan' },
  async function (this: StoryWorld) {
    const { body } = await this.control('/invoices');
    const id = text(items(body, 'invoices').at(-1), 'id');
    await this.act(`/v1/invoices/${id}/lineitems?provider=onetime&invoicelineitemtype=billinglineitems`);
    expectStatus(this.answer, 200);
  },
);

/** Whose MPN id is on the subscription's lines as that of the reseller. */
Then(
  {
    en: 'the first line names the provider as reseller and the last one {reseller}',
    sv: 'den första raden anger leverantören som återförsäljare och den sista {reseller}',
  },
  async function (this: StoryWorld, alias: string) {
    const found = (await lines(this)).map((line) => at(line, 'resellerMpnId'));
    const provider = at(await account(this, 'partners', 'provider'), 'mpnId');
    const reseller = at(await account(this, 'partners', alias), 'mpnId');
    assert.deepEqual([found.at(0), found.at(-1)], [provider, reseller]);
  },
);
