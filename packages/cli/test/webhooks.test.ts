import { describe, expect, test, vi } from 'vitest';
import { begun, json, marketsim } from './support/marketsim.ts';
import { simulated, sold, webhook } from './support/publisher.ts';

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 30_000, interval: 5 });

/** A world whose publisher has been told of a change and two renewals. */
async function told() {
  const own = await webhook();
  const at = await sold(own.url);
  const quiet = own.answer;
  own.answer = (response) => void response.writeHead(400).end('no more seats');
  expect(await at.setQuantity(12)).toBe(400);
  own.answer = quiet;
  await at.simulator.advance('P2M');
  return { own, ...at };
}

describe('marketsim webhooks', () => {
  test('lists them as a table, oldest first', async () => {
    const { url } = await told();
    const { code, out, err } = await marketsim('webhooks', '--url', url);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.split('\n');
    expect(lines[0]).toBe('QUEUED               ACTION          STATE     TRIES  ANSWER  RECEIVER     ID');
    expect(lines.slice(1).map((line) => line.slice(0, 60))).toEqual(
      [
        '2026-01-05 09:00:00  ChangeQuantity  refused       1  400     ',
        '2026-02-05 00:00:00  Renew           accepted      1  200     ',
        '2026-03-05 00:00:00  Renew           accepted      1  200     ',
      ].map((line) => line.slice(0, 60)),
    );
  });

  test('narrows the list by state, publisher and subscription, and to the last ones', async () => {
    const { url, subscriptionId } = await told();
    const actions = async (...args: readonly string[]) => {
      const { deliveries } = await json('webhooks', ...args, '--url', url);
      return deliveries.map(({ action }: { readonly action: string }) => action);
    };
    expect(await actions('--state', 'refused')).toEqual(['ChangeQuantity']);
    expect(await actions('--publisher', 'publisher-2')).toEqual([]);
    expect(await actions('--publisher', 'publisher-1')).toHaveLength(3);
    expect(await actions('--subscription', subscriptionId)).toHaveLength(3);
    expect(await actions('--last', '1')).toEqual(['Renew']);
    const { err } = await marketsim('webhooks', '--last', '1', '--url', url);
    expect(err).toBe('the last 1 of 3; --last shows more');
  });

  test('says that there are none', async () => {
    const { url } = await simulated();
    expect(await marketsim('webhooks', '--url', url)).toEqual({ code: 0, out: 'no webhooks', err: '' });
  });

  test('shows one with its payload and every try', async () => {
    const { url, subscriptionId } = await told();
    const { deliveries } = await json('webhooks', '--state', 'refused', '--url', url);
    const { out } = await marketsim('webhooks', 'show', deliveries[0].id, '--url', url);
    expect(out).toContain('ChangeQuantity refused, 1 try, 400');
    expect(out).toContain(`subscription  ${subscriptionId}`);
    expect(out).toMatch(/tries\n {6}1 {2}2026-01-05 09:00:00 {2}400 no more seats \(\d+ ms\)/);
    expect(out).toContain('"quantity": 12');
    const detail = await json('webhooks', 'show', deliveries[0].id, '--url', url);
    expect(detail).toMatchObject({ payload: { action: 'ChangeQuantity' }, attempts: [{ status: 400 }] });
  });

  test('tells a webhook that was never sent from one that nobody answered', async () => {
    const at = await sold('http://127.0.0.1:1/webhook');
    await marketsim('clock', 'advance', 'P3M', '--url', at.url);
    const { out } = await marketsim('webhooks', '--url', at.url);
    const [, first, second] = out.split('\n');
    expect(first).toMatch(/Renew +exhausted +500 {2}no answer/);
    expect(second).toMatch(/Renew +exhausted +500 {2}not sent/);
  });

  test('shows what the publisher said to the operation', async () => {
    const own = await webhook();
    const { url, setQuantity, subscriptionId } = await sold(own.url);
    const answered = Promise.withResolvers<void>();
    own.answer = async (response) => {
      response.end();
      for (const status of ['Failure', 'Success']) {
        await fetch(
          `${url}/api/saas/subscriptions/${subscriptionId}/operations/${own.operationIds[0]}?api-version=2018-08-31`,
          {
            method: 'PATCH',
            headers: { authorization: 'Bearer dev-publisher', 'content-type': 'application/json' },
            body: JSON.stringify({ status }),
          },
        );
      }
      answered.resolve();
    };
    expect(await setQuantity(12)).toBe(400);
    await answered.promise;
    const { out } = await marketsim('webhooks', 'show', own.operationIds[0] ?? '', '--url', url);
    expect(out).toMatch(
      /answers to the operation\n +2026-01-05 09:00:00 {2}Failure: taken\n +2026-01-05 09:00:00 {2}Success: 409, too late: the operation was over\n/,
    );
  });

  test('delivers one again; how it ended stays', async () => {
    const { url, own } = await told();
    const { deliveries } = await json('webhooks', '--state', 'refused', '--url', url);
    const again = await json('webhooks', 'redeliver', deliveries[0].id, '--url', url);
    expect(again).toMatchObject({ state: 'refused', attempts: [{ status: 400 }, { status: 200 }] });
    expect(own.actions).toEqual(['ChangeQuantity', 'Renew', 'Renew', 'ChangeQuantity']);
  });

  test('keeps them back and lets them go', async () => {
    const { url, own, subscriptionId, simulator } = await told();
    const hold = await marketsim('webhooks', 'hold', '--subscription', subscriptionId, '--url', url);
    expect(hold).toMatchObject({ code: 0, out: `0 held; kept back: subscriptionId ${subscriptionId}` });
    await simulator.advance('P1M');
    expect(own.actions).toHaveLength(3);
    expect((await json('webhooks', '--state', 'held', '--url', url)).deliveries).toHaveLength(1);
    const other = await json('webhooks', 'release', '--publisher', 'publisher-2', '--url', url);
    expect(other).toMatchObject({ count: 0, holds: [{ subscriptionId }] });
    const { out } = await marketsim('webhooks', 'release', '--url', url);
    expect(out).toBe('1 released; nothing is kept back');
    expect(own.actions).toHaveLength(4);
  });

  test('lets go what was kept back in another order, and sends one several times', async () => {
    const { url, own, simulator } = await told();
    await marketsim('webhooks', 'hold', '--url', url);
    await simulator.advance('P1M');
    const { deliveries } = await json('webhooks', '--state', 'held', '--url', url);
    const { out } = await marketsim('webhooks', 'reorder', deliveries[0].id, '--url', url);
    expect(out.split('\n')[1]).toMatch(/Renew +accepted +1 {2}200/);
    expect((await marketsim('webhooks', 'reorder', '--url', url)).out).toBe('no webhooks');
    const again = await json('webhooks', 'duplicate', deliveries[0].id, '--times', '3', '--url', url);
    expect(again.attempts).toHaveLength(4);
    expect(own.actions.filter((action) => action === 'Renew')).toHaveLength(6);
  });

  test('keeps a single one back, or everything', async () => {
    const { url } = await told();
    const { deliveries } = await json('webhooks', '--url', url);
    const { id } = deliveries[0];
    expect((await marketsim('webhooks', 'hold', '--delivery', id, '--url', url)).out).toContain(
      `kept back: deliveryId ${id}`,
    );
    expect((await marketsim('webhooks', 'hold', '--url', url)).out).toBe('0 held; kept back: everything');
  });

  test('follows every change until Ctrl-C', async () => {
    const { url, own, setQuantity } = await told();
    const follow = begun('webhooks', '--follow', '--url', url);
    await until(() => follow.out.length === 3);
    own.answer = (response) => void response.writeHead(500).end();
    expect(await setQuantity(13)).toBe(202);
    await until(() => follow.out.length > 3);
    await marketsim('clock', 'advance', 'PT10H', '--url', url);
    await until(() => follow.out.some((line) => line.includes('exhausted, 500 tries')));
    follow.stop();
    expect(await follow.ended).toBe(0);
    expect(follow.out[3]).toMatch(/ChangeQuantity waiting, 1 try, 500 {2}[0-9a-f-]{36}$/);
    expect(new Set(follow.out).size).toBe(follow.out.length);
  });
});

test('webhooks --follow --state: one that comes to the state after a newer one did is shown', async () => {
  const own = await webhook();
  const at = await sold(own.url);
  await at.simulator.advance('P30DT14H');
  own.answer = (response) => void response.writeHead(500).end();
  expect(await at.setQuantity(12)).toBe(202);
  const [older] = (await json('webhooks', '--state', 'waiting', '--url', at.url)).deliveries;
  await marketsim('webhooks', 'hold', '--delivery', older.id, '--url', at.url);
  own.answer = (response) => void response.end();
  await at.simulator.advance('PT2H');
  const follow = begun('webhooks', '--follow', '--state', 'accepted', '--url', at.url);
  await until(() => follow.out.length === 1);
  expect(follow.out[0]).toContain('Renew accepted');
  await marketsim('webhooks', 'release', '--url', at.url);
  await until(() => follow.out.length === 2);
  follow.stop();
  await follow.ended;
  expect(follow.out[1]).toMatch(new RegExp(`ChangeQuantity accepted, .*${older.id}$`));
});

test('webhooks --follow: a try under way is no news before its answer', async () => {
  const own = await webhook();
  let looks = 0;
  const onFinished = ({ path }: { readonly path: string }): void => {
    if (path === '/_sim/deliveries') looks += 1;
  };
  const at = await sold(own.url, { onFinished });
  own.answer = (response) => void response.writeHead(500).end();
  await at.setQuantity(12);
  const follow = begun('webhooks', '--follow', '--url', at.url);
  await until(() => follow.out.length === 1);
  const { promise: go, resolve } = Promise.withResolvers<void>();
  own.answer = async (response) => {
    await go;
    response.writeHead(503).end();
  };
  const [id = ''] = /[0-9a-f-]{36}$/.exec(follow.out[0] ?? '') ?? [];
  const again = marketsim('webhooks', 'redeliver', id, '--url', at.url);
  await until(() => own.actions.length === 2);
  const before = looks;
  await until(() => looks > before + 1);
  expect(follow.out).toHaveLength(1);
  resolve();
  expect((await again).out).toContain('waiting, 2 tries, 503');
  await until(() => follow.out.length === 2);
  follow.stop();
  await follow.ended;
  expect(follow.out[1]).toContain('waiting, 2 tries, 503');
});

test.each([
  [['show', 'nope'], 'there is no delivery nope'],
  [['redeliver', 'nope'], 'there is no delivery nope'],
  [['--world', 'nope'], 'there is no world "nope"'],
  [['--follow', '--world', 'nope'], 'there is no world "nope"'],
  [['--state', 'lost'], 'state'],
  [['--follow', '--state', 'lost'], 'state'],
  [['hold', '--world', 'nope'], 'there is no world "nope"'],
])('webhooks %j fails with the words of the API', async (args, words) => {
  const { url } = await simulated();
  const { code, out, err } = await marketsim('webhooks', ...args, '--url', url);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^marketsim: [^\n]+$/);
  expect(err).toContain(words);
});
