import { createServer } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { begun, json, marketsim } from './support/marketsim.ts';
import { served, simulated, sold, webhook } from './support/publisher.ts';

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 30_000, interval: 5 });

describe('marketsim clock', () => {
  test('shows how the clock stands, and what lies ahead', async () => {
    const { url } = await simulated({ startsAt: '2026-07-14T10:00:00Z' });
    const { code, out } = await marketsim('clock', '--url', url);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      '2026-07-14 10:00:00 UTC, frozen',
      '  began             2026-07-14 10:00:00',
      '  due next          2026-08-08 00:00:00',
    ]);
    expect(await json('clock', '--url', url)).toMatchObject({
      now: '2026-07-14T10:00:00.000Z',
      mode: 'frozen',
    });
  });

  test('is about the world that is named', async () => {
    const simulator = await simulated();
    await simulator.worlds.create('other', { startsAt: '2030-01-01T00:00:00Z' });
    await marketsim('clock', 'advance', 'P1D', '--world', 'other', '--url', simulator.url);
    expect((await json('clock', '--world', 'other', '--url', simulator.url)).now).toMatch(/^2030-01-02/);
    expect((await json('clock', '--url', simulator.url)).now).toMatch(/^2026-01-05/);
  });

  test('freeze and live change how it runs', async () => {
    const { url } = await simulated();
    expect((await json('clock', 'live', '--url', url)).mode).toBe('live');
    expect((await marketsim('clock', 'freeze', '--url', url)).out).toContain('UTC, frozen');
    expect((await json('clock', '--url', url)).mode).toBe('frozen');
  });
});

describe('marketsim clock advance', () => {
  test('moves by a duration or to an instant, and sums up what happened', async () => {
    const own = await webhook();
    const { url } = await sold(own.url);
    const { code, out, err } = await marketsim('clock', 'advance', 'P1M', '--url', url);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n')).toEqual([
      '2026-01-05 09:00:00 -> 2026-02-05 09:00:00 UTC, arrived',
      expect.stringMatching(/^ {2}events {4}\d+$/),
      '  webhooks  1 sent: 1 accepted, 0 refused, 0 failed',
    ]);
    expect(own.actions).toEqual(['Renew']);
    const report = await json('clock', 'advance', '--to', '2026-03-05T00:00:00Z', '--url', url);
    expect(report).toMatchObject({ reached: 'target', deliveries: { accepted: 1 }, notSent: [] });
    expect(report.events.length).toBe(report.count);
  });

  test('tells what was not sent, and to whom', async () => {
    const at = await sold('http://127.0.0.1:1/webhook');
    expect(await at.setQuantity(12)).toBe(202);
    const { out } = await marketsim('clock', 'advance', 'P1D', '--url', at.url);
    expect(out).toMatch(/ {2}given up {2}1, cancelled 0/);
    expect(out).toMatch(
      / {2}not sent {2}\d+ calls for 1 webhook to http:\/\/127\.0\.0\.1:1\/webhook: three tries/,
    );
  });

  test('notes on the way where it is, also while a publisher lets it wait', async () => {
    const own = await webhook();
    const { url } = await sold(own.url);
    const { promise: go, resolve } = Promise.withResolvers<void>();
    own.answer = async (response) => {
      await go;
      response.end();
    };
    const advance = begun('clock', 'advance', 'P1M', '--url', url);
    const noted = /^2026-02-05 00:00:00 on the way to 2026-02-05 09:00:00: \d+ events, 0 webhooks$/;
    await until(() => advance.notes.some((note) => noted.test(note)));
    resolve();
    expect(await advance.ended).toBe(0);
    expect(advance.notes.at(-1)).toBe('');
  });

  test('Ctrl-C stops it where it is: that is reported, and is no success', async () => {
    const own = await webhook();
    const { url } = await sold(own.url);
    own.answer = () => undefined;
    const advance = begun('clock', 'advance', 'P3M', '--url', url);
    await until(() => own.actions.length > 0);
    advance.stop();
    expect(await advance.ended).toBe(1);
    expect(advance.out[0]).toContain('2026-02-05 00:00:00 UTC, cancelled on the way to 2026-04-05 09:00:00');
    expect(advance.err).toEqual(['marketsim: the clock has not arrived at 2026-04-05T09:00:00.000Z']);
  });

  test('cancel stops it from another terminal', async () => {
    const own = await webhook();
    const { url } = await sold(own.url);
    own.answer = () => undefined;
    const advance = begun('clock', 'advance', 'P3M', '--json', '--url', url);
    await until(() => own.actions.length > 0);
    const { code, out } = await marketsim('clock', 'cancel', '--url', url);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('on the way to 2026-04-05') });
    expect(await advance.ended).toBe(1);
    expect(JSON.parse(advance.out.join())).toMatchObject({ reached: 'cancelled' });
  });

  test('a budget that is used up is said, and is no success', async () => {
    const own = await webhook();
    const { url } = await sold(own.url, { settings: { 'clock.realBudget': 'PT0.05S' } });
    own.answer = () => undefined;
    const { code, out } = await marketsim('clock', 'advance', 'P3M', '--url', url);
    expect(code).toBe(1);
    expect(out).toContain('its real time was up (setting clock.realBudget)');
  });
});

test.each([
  [['advance', 'soon'], '"soon" is not an ISO 8601 duration, such as P1M or PT36H'],
  [['advance', '--to', 'soon'], '"soon" is no moment with an offset, such as 2026-02-01T00:00:00Z'],
  [['advance'], 'give either a duration, such as P1M, or --to with a moment'],
  [
    ['advance', 'P1D', '--to', '2030-01-01T00:00:00Z'],
    'give either a duration, such as P1M, or --to with a moment',
  ],
  [['advance', '--to', '2020-01-01T00:00:00Z'], 'does not go back to 2020-01-01'],
  [['cancel'], 'the clock stands still: there is no advance to stop'],
  [['--world', 'nope'], 'there is no world "nope"'],
  [['follow', '--world', 'nope'], 'there is no world "nope"'],
])('clock %j fails and says why in one line', async (args, words) => {
  const { url } = await simulated();
  const { code, out, err } = await marketsim('clock', ...args, '--url', url);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^marketsim: [^\n]+$/);
  expect(err).toContain(words);
});

describe('marketsim clock follow', () => {
  test('prints every move until Ctrl-C', async () => {
    const { url } = await simulated();
    const follow = begun('clock', 'follow', '--url', url);
    await until(() => follow.out.length === 1);
    await marketsim('clock', 'advance', 'P1D', '--url', url);
    await until(() => follow.out.includes('2026-01-06 09:00:00 UTC, frozen'));
    follow.stop();
    expect(await follow.ended).toBe(0);
    expect(follow.out[0]).toBe('2026-01-05 09:00:00 UTC, frozen');
    expect(follow.err).toEqual([]);
  });

  test('as JSON it prints a document on each line, and ends in words with its world', async () => {
    const simulator = await simulated();
    await simulator.worlds.create('short');
    const follow = begun('clock', 'follow', '--json', '--world', 'short', '--url', simulator.url);
    await until(() => follow.out.length > 0);
    await simulator.worlds.delete('short');
    expect(await follow.ended).toBe(1);
    expect(JSON.parse(follow.out[0] ?? '')).toMatchObject({ mode: 'frozen' });
    expect(follow.err).toEqual(['marketsim: the stream has ended: the world or the simulator is gone']);
  });
});

describe('when there is no simulator', () => {
  test('because nobody listens', async () => {
    const { code, err } = await marketsim('clock', '--url', 'http://127.0.0.1:1');
    expect({ code, err }).toEqual({
      code: 1,
      err: 'marketsim: nobody listens on http://127.0.0.1:1: has it been started?',
    });
  });

  test.each([
    [200, '{"time":"noon"}', 'is no simulator of this version'],
    [404, '<h1>Not here</h1>', 'it answered 404: <h1>Not here</h1>'],
    [503, '', 'it answered 503'],
  ])('but something else that answers %d', async (status, body, words) => {
    const url = await served(createServer((_, response) => response.writeHead(status).end(body)));
    const { code, err } = await marketsim('clock', '--url', url);
    expect(code).toBe(1);
    expect(err).toContain(words);
  });

  test.each([
    ['advnace', "error: unknown command 'advnace'; did you mean advance?"],
    ['stop', "error: unknown command 'stop'; there is advance, cancel, freeze, live, follow"],
  ])('because there is no clock %s', async (name, words) => {
    const { code, err } = await marketsim('clock', name, 'P1M');
    expect(code).toBe(1);
    expect(err).toContain(words);
  });

  test('because the address is none', async () => {
    const { code, err } = await marketsim('clock', '--url', 'localhost');
    expect(code).toBe(1);
    expect(err).toContain('Write it as an absolute address');
  });
});
