import { describe, expect, test, vi } from 'vitest';
import { detailText } from '../src/logs/detail.ts';
import { requestLine } from '../src/logs/view.ts';
import { begun, json, marketsim } from './support/marketsim.ts';
import { simulated } from './support/publisher.ts';

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 30_000, interval: 5 });

const agent = {
  authorization: 'Bearer dev-admin-agent',
  'MS-RequestId': '12345678-aaaa-4bbb-8ccc-dddddddddddd',
};

/** A simulator that has been called: well, wrongly, in a second world, and where nothing is. */
async function called() {
  const simulator = await simulated();
  const { url } = simulator;
  const call = (path: string, init: RequestInit = {}) => fetch(url + path, { headers: agent, ...init });
  await call('/v1/customers');
  await call('/v1/customers/nobody?x=1');
  await simulator.worlds.create('other');
  await call('/_sim/settings?world=other', {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: '{"no.such":1}',
  });
  await call('/nothing/here');
  return { simulator, url, call };
}

describe('marketsim logs', () => {
  test('lists requests as a table, the newest at its end', async () => {
    const { url } = await called();
    const { code, out, err } = await marketsim('logs', '--url', url);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [heads, ...lines] = out.split('\n');
    const columns = ['NUMBER', 'TIME', 'STATUS', 'CODE', 'MS', 'WORLD', 'REQUEST', 'METHOD', 'PATH'];
    expect(heads?.split(/ +/)).toEqual(columns);
    const time = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}`;
    expect(lines).toEqual([
      expect.stringMatching(
        new RegExp(`^ +1 {2}${time} {2}200 +[\\d.]+ {2}default {2}12345678 {2}GET +/v1/customers$`),
      ),
      expect.stringMatching(
        / {2}400 +900118 +[\d.]+ {2}default {2}12345678 {2}GET +\/v1\/customers\/nobody\?x=1$/,
      ),
      expect.stringMatching(
        / {2}404 +settingUnknown +[\d.]+ {2}other +[0-9a-f]{8} {2}PATCH +\/_sim\/settings\?world=other$/,
      ),
      expect.stringMatching(/ {2}404 +noSuchAddress +0\.0 +[0-9a-f]{8} {2}GET +\/nothing\/here$/),
    ]);
    const paths = lines.map((line) => line.indexOf('/', 30));
    expect(new Set(paths).size).toBe(1);
  });

  test.each([
    [
      ['--status', '4xx'],
      [2, 3, 4],
    ],
    [['--status', '404', '--world', 'other'], [3]],
    [['--method', 'patch'], [3]],
    [
      ['--path', 'customers'],
      [1, 2],
    ],
    [['--limit', '1'], [4]],
    [['--world', 'nowhere'], []],
  ])('%j narrows the list', async (args, numbers) => {
    const { url } = await called();
    const { requests } = await json('logs', ...args, '--url', url);
    expect(requests.map(({ number }: { readonly number: number }) => number)).toEqual(numbers);
  });

  test('says that there are none, and that there are more', async () => {
    const { url } = await called();
    const none = await marketsim('logs', '--path', 'elsewhere', '--url', url);
    expect(none).toEqual({ code: 0, out: 'no requests', err: '' });
    const { err } = await marketsim('logs', '--limit', '1', '--status', '4xx', '--url', url);
    expect(err).toBe('the last 1 of 3; --limit shows more');
  });

  test('follows: what there is, then each further one, until Ctrl-C', async () => {
    const { url, call } = await called();
    const follow = begun('logs', '--follow', '--status', '4xx', '--limit', '2', '--url', url);
    await until(() => follow.out.length === 2);
    await call('/v1/customers');
    await call('/also/nothing');
    await until(() => follow.out.length === 3);
    follow.stop();
    expect(await follow.ended).toBe(0);
    expect(follow.out[0]).toContain('settingUnknown');
    expect(follow.out[2]).toMatch(
      /^ +6 {2}.* {2}404 +noSuchAddress +0\.0 +[0-9a-f]{8} {2}GET +\/also\/nothing$/,
    );
    const [first, , third] = follow.out.map((line) => line.indexOf('/', 30));
    expect(third).toBe(first);
  });

  test('follows in one world, as JSON, where nothing has come yet', async () => {
    const { url, simulator } = await called();
    const follow = begun('logs', '--follow', '--world', 'third', '--json', '--url', url);
    await simulator.worlds.create('third');
    const get = () => fetch(`${url}/_sim/clock?world=third`);
    await get();
    await until(() => follow.out.length >= 1);
    await get();
    await until(() => follow.out.length === 2);
    follow.stop();
    await follow.ended;
    expect(follow.out.map((line) => JSON.parse(line))).toMatchObject([
      { number: 5, world: 'third', status: 200 },
      { number: 6 },
    ]);
  });

  test('follows no longer than there is a simulator', async () => {
    const { url, simulator } = await called();
    const follow = begun('logs', '--follow', '--url', url);
    await until(() => follow.out.length === 4);
    await simulator.close();
    expect(await follow.ended).toBe(1);
    expect(follow.err.join()).toMatch(
      /^marketsim: (the stream has ended: the simulator is gone|\S+ does not answer: .+|nobody listens on .+)$/,
    );
  });
});

describe('marketsim logs show', () => {
  test('tells all that is known of one', async () => {
    const { url } = await called();
    const { code, out, err } = await marketsim('logs', 'show', '2', '--url', url);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^GET \/v1\/customers\/nobody\?x=1\n {2}number {10}2\n {2}came {12}\d.* took [\d.]+ ms\n/,
    );
    for (const line of [
      '  answer          400 900118',
      '  route           CUS-3',
      '  world           default, at 2026-01-05 09:00:00',
      `  request id      ${agent['MS-RequestId']}`,
      'request headers',
      '  authorization: Bearer ***',
      'reply headers',
      '  content-type: application/json; charset=utf-8',
      'reply body',
      '    "code": 900118,',
    ]) {
      expect(out.split('\n')).toContain(line);
    }
    expect(out).toMatch(
      / {2}caller {10}\S+@\S+ \(AdminAgent\)\n {4}tenant {8}[0-9a-f-]{36}\n {4}application {3}[0-9a-f-]{36}\n/,
    );
    expect(await json('logs', 'show', '3', '--url', url)).toMatchObject({
      request: { body: '{"no.such":1}' },
    });
  });

  test('tells members of the body of which nothing came', async () => {
    const { url, call } = await called();
    const { items } = JSON.parse(await (await call('/v1/customers')).text());
    const cart = `/v1/customers/${items[0].companyProfile.tenantId}/carts`;
    const line = { catalogItemId: 'x:y:z', quantity: 1, billingCycle: 'monthly', termDuration: 'P1M' };
    const made = await call(cart, {
      method: 'POST',
      headers: { ...agent, 'MS-RequestId': 'another', 'content-type': 'application/json' },
      body: JSON.stringify({ lineItems: [{ ...line, frendlyName: 'Mine', colour: 'red' }] }),
    });
    expect(made.status).toBe(201);
    const { out } = await marketsim('logs', 'show', '6', '--url', url);
    expect(out).toContain(
      '  ignored         lineItems[0].frendlyName (did you mean friendlyName?)\n  ignored         lineItems[0].colour\n',
    );
  });

  test('tells why there was no answer, what failed, and what was not kept', async () => {
    const kinds = [
      () => ({ kind: 'reset' }) as const,
      () => {
        throw new Error('out of luck');
      },
      () =>
        ({
          kind: 'reply',
          reply: { status: 418, text: 'x'.repeat(9000), contentType: 'text/plain' },
        }) as const,
    ];
    const simulator = await simulated({ intercept: () => kinds.shift()?.() });
    const { url } = simulator;
    for (const _ of [1, 2, 3]) {
      await fetch(`${url}/v1/customers`, { headers: agent }).then(
        (r) => r.text(),
        () => undefined,
      );
    }
    const show = async (number: string) => (await marketsim('logs', 'show', number, '--url', url)).out;
    expect(await show('1')).toContain('\n  answer          none: the connection was dropped on purpose\n');
    expect(await show('1')).not.toContain('reply');
    expect(await show('2')).toMatch(/\nfailure\n {2}Error: out of luck\n {6}at /);
    expect(await show('3')).toMatch(/\n {2}x{8192}\n {2}… 808 characters more$/);
    const { out } = await marketsim('logs', '--url', url);
    expect(out).toMatch(/\n +1 {2}.{23} {2}reset /);
  });

  test('tells that the caller had left, before the answer or before the end of its request', () => {
    const ids = { requestId: 'r-1', correlationId: 'c-1' };
    const left = { number: 1, at: '2026-01-31T10:00:00.123Z', method: 'PUT', path: '/x', tookMs: 2, ...ids };
    const [early, late] = [0, 201].map((status) => ({ ...left, status, callerLeft: true }));
    if (!early || !late) throw new Error('two of them');
    expect(detailText(early)).toContain('\n  answer          none: the caller had left\n');
    expect(detailText(late)).toContain('\n  answer          201, but the caller had left\n');
    expect(requestLine(early)).toMatch(/^ {5}1 {2}2026-01-31 10:00:00\.123 {2}left /);
  });

  test('tells what little it knows of a request that nobody let in', async () => {
    const { url } = await called();
    expect(await marketsim('logs', 'show', '4', '--url', url)).toMatchObject({
      out: expect.stringMatching(
        /^GET \/nothing\/here\n {2}number {10}4\n {2}came .*\n {2}answer {10}404 noSuchAddress\n {2}request id/,
      ),
    });
  });
});

test.each([
  [['show', '99'], 'there is no request 99 in the journal'],
  [['show', 'x/y'], 'there is no request x/y in the journal'],
  [['--status', 'bad'], 'status: expected text such as "404" or "4xx", got "bad"'],
  [['--follow', '--status', 'bad'], 'status: expected text such as "404" or "4xx", got "bad"'],
  [['--limit', '0'], 'limit: expected at least 1'],
])('logs %j fails with the words of the API', async (args, words) => {
  const { url } = await called();
  const { code, out, err } = await marketsim('logs', ...args, '--url', url);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^marketsim: [^\n]+$/);
  expect(err).toContain(words);
});

test('logs of a simulator that is not there fail in words', async () => {
  const { code, err } = await marketsim('logs', '--url', 'http://127.0.0.1:1');
  expect([code, err]).toEqual([1, 'marketsim: nobody listens on http://127.0.0.1:1: has it been started?']);
});
