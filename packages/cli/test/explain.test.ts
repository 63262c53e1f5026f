import { describe, expect, test } from 'vitest';
import { json, marketsim } from './support/marketsim.ts';
import { simulated } from './support/publisher.ts';

const agent = { authorization: 'Bearer dev-admin-agent', 'content-type': 'application/json' };
const publisher = { ...agent, authorization: 'Bearer dev-publisher' };

/** A simulator in which a partner bought three licences on 2026-01-05, and asked for none of them afterwards. */
async function bought() {
  const { url } = await simulated();
  // biome-ignore lint/suspicious/noExplicitAny: bodies are whatever came over the wire
  const call = async (method: string, path: string, body?: unknown, headers = agent): Promise<any> => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(url + path, { method, headers, ...init });
    return answer.json().catch(() => undefined);
  };
  const [customer] = (await call('GET', '/v1/customers')).items;
  const [{ plans }] = (await call('GET', '/_sim/catalog')).offers;
  const line = {
    catalogItemId: plans[0].catalogItemId,
    quantity: 3,
    billingCycle: 'monthly',
    termDuration: 'P1M',
  };
  const { id: cart } = await call('POST', `/v1/customers/${customer.id}/carts`, { lineItems: [line] });
  const [order] = (await call('POST', `/v1/customers/${customer.id}/carts/${cart}/checkout`)).orders;
  const [{ subscriptionId: id }] = (await call('GET', `/v1/customers/${customer.id}/orders/${order.id}`))
    .lineItems;
  await call('POST', `/_sim/publisher/subscriptions/${id}/licenses`, { assigned: 3 }, publisher);
  await call('POST', `/api/saas/subscriptions/${id}/activate?api-version=2018-08-31`, undefined, publisher);
  await call('PATCH', `/v1/customers/${customer.id}/subscriptions/${id}`, { quantity: 0 });
  const explain = (...args: readonly string[]) => marketsim('explain', ...args, '--url', url);
  return { url, id, call, explain };
}

describe('marketsim explain', () => {
  test('a subscription: what happened, how it stands, what comes next', async () => {
    const { id, explain } = await bought();
    const { code, out, err } = await explain(id);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      new RegExp(
        `^Subscription ${id} is active, and renews at the end of its term \\(AC\\)\n\nWhat happened\n`,
      ),
    );
    for (const line of [
      'How it stands',
      '  It is active, and renews at the end of its term (REN-05)',
      'What comes next',
    ])
      expect(out.split('\n')).toContain(line);
    expect(out).toMatch(
      /\n {2}2026-02-05 00:00:00 termEnd by marketplace: Term 1 is over and it renews.+\(REN-05, BIL-10\)$/,
    );
    expect((await explain('subscription', id)).out).toBe(out);
  });

  test('a line, by its id alone or as what it is', async () => {
    const { id, explain } = await bought();
    const { out } = await explain(`${id}/1`);
    expect(out).toMatch(/\n {2}3 licences: [\d.]+ USD × 3 = [\d.]+ USD \(BIL-05, BIL-19\)\n/);
    expect((await explain('line', `${id}/1`)).out).toBe(out);
  });

  test('an invoice, by its number', async () => {
    const { call, explain } = await bought();
    await call('POST', '/_sim/clock/advance', { by: 'P40D' });
    const [{ id }] = (await call('GET', '/_sim/invoices')).invoices;
    const { out } = await explain(id);
    expect(out).toMatch(new RegExp(`^Invoice ${id} is [\\d.]+ USD with tax\n\nWhat it is\n`));
    expect((await explain('invoice', id)).out).toBe(out);
  });

  test('a request, by its number: why it was refused', async () => {
    const { url, explain } = await bought();
    const { requests } = await json('logs', '--status', '4xx', '--url', url);
    const number = String(requests.at(-1).number);
    const { out } = await explain(number);
    expect(out).toContain(
      '\n\nWhy it was refused\n  Refused with `quantityOutOfRange`: A quantity of 0 is outside the limits of the plan (QTY-03, PUR-11)\n',
    );
    expect((await explain('request', number)).out).toBe(out);
  });

  test('as JSON, the structure', async () => {
    const { url, id } = await bought();
    expect(await json('explain', `${id}/1`, '--url', url)).toMatchObject({
      subject: { kind: 'line', id: `${id}/1` },
      chapters: [{ name: 'what' }, { name: 'price' }, { name: 'amount' }, { name: 'invoice' }],
    });
  });

  test.each([
    [['subscription', 'nothing'], 'there is no subscription nothing'],
    [['nothing/1'], 'there is no line nothing/1'],
    [['nothing'], '"nothing" is no id of a subscription, no line such as ID/1, no invoice such as'],
    [['G000000000'], 'there is no invoice G000000000'],
    [['99'], 'there is no request 99 in the journal'],
    [['line', '99'], 'there is no line 99'],
    [['nothing/1', '--world', 'elsewhere'], 'there is no world "elsewhere"'],
  ])('%j fails with the words of the API', async (args, words) => {
    const { url } = await simulated();
    const { code, err } = await marketsim('explain', ...args, '--url', url);
    expect(code).toBe(1);
    expect(err).toContain(words);
  });

  test('without an id tells what is missing', async () => {
    const { code, err } = await marketsim('explain');
    expect(code).toBe(1);
    expect(err).toContain("missing required argument 'id'");
  });
});
