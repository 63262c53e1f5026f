import { catalogItemIdOf } from '@marketsim/core';
import { describe, expect, test } from 'vitest';
import { refusalBehind } from '../src/requests/refusal.ts';
import { buyActive, customerIn } from './support/purchase.ts';
import { started } from './support/running.ts';

const agent = { authorization: 'Bearer dev-admin-agent' };
const publisher = { authorization: 'Bearer dev-publisher' };

interface Told {
  readonly name: string;
  readonly sentences: readonly { readonly text: string; readonly rules: readonly string[] }[];
}

/** Three seats of 60.00 USD a month, sold on 2026-01-05. */
async function sold(settings: Readonly<Record<string, string | number | boolean>> = {}) {
  const caller = await started();
  await caller.call('PATCH', '/_sim/settings', { body: settings });
  const world = await caller.simulator.worlds.require();
  const customerId = customerIn(world, 'customer-1');
  const id = buyActive(world.engine, { customerId, planId: 'standard', quantity: 3 });
  const explain = async (path: string) => (await caller.get(`/_sim/explain/${path}`)).body;
  const chapter = async (path: string, name: string) =>
    (await explain(path)).chapters.find((told: Told) => told.name === name)?.sentences ?? [];
  const advance = (by: string) => caller.post('/_sim/clock/advance', { by });
  const refusal = async () => {
    const [last] = (await caller.get('/_sim/requests?status=4xx')).body.requests.slice(-1);
    const sentences = await chapter(`requests/${last.number}`, 'refusal');
    return { number: last.number, texts: sentences.map(({ text }: { text: string }) => text), sentences };
  };
  const patch = (body: unknown) =>
    caller.call('PATCH', `/v1/customers/${customerId}/subscriptions/${id}`, { headers: agent, body });
  return { ...caller, world, customerId, id, explain, chapter, advance, refusal, patch };
}

describe('GET /_sim/explain', () => {
  test('a subscription: its story, how it stands, and what comes next', async () => {
    const { id, explain, chapter } = await sold();
    expect(await explain(`subscriptions/${id}`)).toMatchObject({
      subject: { kind: 'subscription', id },
      headline: `Subscription ${id} is active, and renews at the end of its term (AC)`,
      chapters: [{ name: 'story' }, { name: 'now' }, { name: 'ahead' }],
    });
    expect(await chapter(`subscriptions/${id}`, 'ahead')).toContainEqual({
      at: '2026-02-05T00:00:00.000Z',
      cause: { kind: 'timer', name: 'termEnd', by: 'marketplace' },
      rules: ['REN-05', 'BIL-10'],
      text: 'Term 1 is over and it renews, as auto-renew is on: 2026-02-05 to 2026-03-04, now at 20.00 USD',
    });
  });

  test('a line: the arithmetic that comes to its amount, in the major unit', async () => {
    const { id, chapter, explain } = await sold({ 'tax.rate': 25 });
    const path = `lines/${encodeURIComponent(`${id}/1`)}`;
    expect((await explain(path)).headline).toBe(`Line ${id}/1, \`new\`, is 60.00 USD before tax`);
    const text = '20.00 USD × 3 = 60.00 USD';
    expect(await chapter(path, 'amount')).toContainEqual({
      text: `3 licences: ${text}`,
      rules: ['BIL-05', 'BIL-19'],
      arithmetic: { text, result: 60, currency: 'USD' },
    });
    expect(await chapter(path, 'tax')).toMatchObject([{ arithmetic: { result: 15, currency: 'USD' } }]);
  });

  test('an invoice: its lines and how it stands', async () => {
    const { advance, get, chapter } = await sold();
    await advance('P40D');
    const [{ id }] = (await get('/_sim/invoices')).body.invoices;
    expect((await chapter(`invoices/${id}`, 'amount')).at(-1).arithmetic.result).toBe(60);
    expect((await chapter(`invoices/${id}`, 'now'))[0].text).toContain('by `payments` = auto');
  });

  test.each([
    ['subscriptions/none', 'subscriptionNotFound'],
    ['lines/none%2F1', 'lineNotFound'],
    ['invoices/none', 'invoiceNotFound'],
    ['requests/99', 'requestUnknown'],
    ['requests/x', 'requestUnknown'],
  ])('of what is not there is a 404: %s', async (path, code) => {
    const { get } = await sold();
    const { status, body } = await get(`/_sim/explain/${path}`);
    expect([status, body.error.code]).toEqual([404, code]);
  });
});

describe('GET /_sim/explain/requests/{number}: why a call was refused', () => {
  test('CAN-08: with the end of the window, its setting, and what would have been accepted', async () => {
    const { patch, advance, refusal } = await sold({ 'cancel.afterWindow': 'refuse' });
    await advance('P2D');
    expect((await patch({ status: 'deleted' })).status).toBe(400);
    const { sentences } = await refusal();
    expect(sentences).toEqual([
      {
        text: 'Refused with `windowPassed`: The window ended at 2026-01-06 09:00 UTC, because billing cycle monthly has `cancel.window.monthlyBilled`, 24 hours (1 day); after it `cancel.afterWindow` refuses',
        rules: ['CAN-08', 'CAN-02', 'CAN-03'],
      },
      {
        text: 'Accepted would be: a cancellation before 2026-01-06 09:00 UTC; now switching auto-renew off, which ends it with its term',
        rules: ['GEN-10'],
      },
    ]);
  });

  test('QTY-03, QTY-09: by Partner Center, with the values that were compared', async () => {
    const { patch, refusal, world, id } = await sold();
    await patch({ quantity: 0 });
    expect((await refusal()).texts).toEqual([
      'Refused with `quantityOutOfRange`: A quantity of 0 is outside the limits of the plan',
      expect.stringMatching(/^Accepted would be: a whole number from 1 to \d+$/),
    ]);
    expect(world.engine.state.subscriptions.get(id)?.quantity).toBe(3);
  });

  test('by the control API, and in the journal itself', async () => {
    const { call, id, refusal, get } = await sold({ 'cancel.afterWindow': 'refuse' });
    await call('PATCH', `/_sim/portal/subscriptions/${id}`, { body: { quantity: 0 } });
    const { number, texts } = await refusal();
    expect(texts[0]).toContain('`quantityOutOfRange`: A quantity of 0');
    expect((await get(`/_sim/requests/${number}`)).body.refusal).toMatchObject({
      code: 'quantityOutOfRange',
      asked: 0,
    });
  });

  test('MET-06: by metering, with the reason of the event', async () => {
    const { post, refusal } = await sold();
    await post(
      '/api/usageEvent?api-version=2018-08-31',
      {
        resourceId: '00000000-0000-4000-8000-000000000000',
        quantity: 1,
        dimension: 'x',
        planId: 'standard',
        effectiveStartTime: '2026-01-05T08:00:00Z',
      },
      { headers: publisher },
    );
    expect((await refusal()).texts[0]).toBe('Refused with `usageNotAccepted`: There is no such subscription');
  });

  test('where no rule was asked, in the words of the API; and where nothing was refused', async () => {
    const { get, explain, refusal } = await sold();
    await get('/v1/customers');
    expect((await refusal()).texts).toEqual([
      'The API refused it itself, before any rule of the marketplace was asked',
      expect.stringContaining('It says: '),
    ]);
    const { body } = await get('/_sim/requests');
    const fine = body.requests.find(({ status }: { status: number }) => status === 200);
    expect(await explain(`requests/${fine.number}`)).toMatchObject({
      headline: expect.stringMatching(/ was answered with 200$/),
      chapters: [{ name: 'what' }],
    });
    expect((await get('/_sim/requests')).body.count).toBe(body.count);
  });

  test('GEN-11: with the roles that may', async () => {
    const { get, refusal } = await sold();
    await get('/v1/invoices', { headers: agent });
    expect((await refusal()).texts.at(-1)).toContain('BillingAdmin or GlobalAdmin may');
  });

  test('PUR-11, PUR-14: lines and orders that were refused inside of a 201', async () => {
    const { post, get, chapter, customerId, world, call } = await sold();
    const carts = `/v1/customers/${customerId}/carts`;
    const item = [...world.engine.state.planByCatalogItem.values()].find(
      ({ plan }) => plan.planId === 'standard',
    );
    const catalogItemId = item && catalogItemIdOf(item);
    const line = { id: 0, catalogItemId, billingCycle: 'monthly', termDuration: 'P1M' };
    const made = await post(carts, { lineItems: [{ ...line, quantity: 0 }] }, { headers: agent });
    expect(made.status).toBe(201);
    const last = async () => (await get('/_sim/requests')).body.requests.at(-1).number;
    expect(await chapter(`requests/${await last()}`, 'refusal')).toEqual([
      {
        text: expect.stringMatching(
          /^Line 0 is in the cart with error 10010 and cannot be ordered: The quantity must be /,
        ),
        rules: ['PUR-11', 'PUR-12'],
      },
    ]);
    expect(await chapter(`requests/${await last()}`, 'what')).not.toContainEqual(
      expect.objectContaining({ text: 'Nothing was refused' }),
    );
    await call('PATCH', '/_sim/settings', { body: { 'limits.seatsPerSubscription': 0 } });
    const good = await post(carts, { lineItems: [{ ...line, quantity: 5 }] }, { headers: agent });
    await call('PATCH', '/_sim/settings', { body: { 'limits.seatsPerSubscription': 4 } });
    const bought = await post(`${carts}/${good.body.id}/checkout`, undefined, { headers: agent });
    expect([bought.status, bought.body.orderErrors?.length]).toEqual([201, 1]);
    expect(world.engine.state.carts.get(good.body.id)?.failures).toHaveLength(1);
    expect(await chapter(`requests/${await last()}`, 'refusal')).toMatchObject([
      {
        text: expect.stringMatching(/^Order group 0 was not ordered, with code 800067: /),
        rules: ['PUR-14'],
      },
      { text: expect.stringMatching(/^Refused with `programLimitExceeded`/), rules: ['PUR-23'] },
      { text: expect.stringMatching(/^Accepted would be: /) },
    ]);
  });

  test('a misspelt member is told, of which nothing came', async () => {
    const { patch, get, chapter } = await sold();
    expect((await patch({ quantitty: 4 })).status).toBe(200);
    const { number } = (await get('/_sim/requests')).body.requests.at(-1);
    expect((await get(`/_sim/requests/${number}`)).body.ignored).toEqual([
      { member: 'quantitty', meant: 'quantity' },
    ]);
    expect(await chapter(`requests/${number}`, 'what')).toContainEqual({
      text: 'Ignored: quantitty (did you mean quantity?)',
      rules: [],
    });
    expect((await patch({ quantity: 4 })).status).toBeLessThan(300);
    const next = await get(`/_sim/requests/${number + 1}`);
    expect([next.body.method, next.body.ignored]).toEqual(['PATCH', undefined]);
  });

  test('a refusal whose body is one JSON text is told, and is in the journal', async () => {
    const { get, refusal } = await sold();
    await get('/api/saas/subscriptions?api-version=2018-08-31', { headers: agent });
    const { number, texts } = await refusal();
    expect(texts[1]).toMatch(/^It says: The bearer token is of no use here: /);
    const { body } = await get(`/_sim/requests/${number}`);
    expect(JSON.parse(body.reply.body)).toMatch(/^The bearer token is of no use here: /);
  });

  test('what the engine refused is found behind the problem of each API', () => {
    const error = { code: 'cartEmpty' } as const;
    expect([refusalBehind(error), refusalBehind({ kind: 'domain', error })]).toEqual([error, error]);
    expect(refusalBehind({ kind: 'control', code: 'invalid', refusal: error })).toBe(error);
    expect(refusalBehind({ kind: 'shape', issues: [] })).toBeUndefined();
    expect(refusalBehind(new Error('cartEmpty'))).toBeUndefined();
  });
});
