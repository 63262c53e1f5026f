import { describe, expect, test, vi } from 'vitest';
import { type Caller, started } from './support/running.ts';
import { until } from './support/until.ts';

/** What a stream has told so far, and a way to end it. */
interface Following {
  readonly text: () => string;
  readonly numbers: () => readonly number[];
  stop(): void;
}

async function follow(
  { simulator }: Caller,
  query = '',
  headers: Readonly<Record<string, string>> = {},
): Promise<Following> {
  const end = new AbortController();
  const response = await fetch(`${simulator.url}/_sim/requests${query}`, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: end.signal,
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  let text = '';
  const read = async (): Promise<void> => {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += chunk;
  };
  read().catch(() => undefined);
  return {
    text: () => text,
    numbers: () => [...text.matchAll(/^id: (\d+)$/gm)].map(([, number]) => Number(number)),
    stop: () => end.abort(),
  };
}

describe('CTL-46: a stream of requests', () => {
  test('tells each one once it is answered, with its number as the id', async () => {
    const caller = await started();
    await caller.get('/before');
    const following = await follow(caller);
    await caller.get('/v1/customers');
    await caller.get('/after');
    await until(() => following.numbers().length === 2);
    const [first = ''] = following.text().split('\n\n');
    expect(first).toMatch(/^id: 2\nevent: request\ndata: \{"number":2,/);
    expect(JSON.parse(first.slice(first.indexOf('{')))).toMatchObject({ path: '/v1/customers', status: 401 });
    expect(following.text()).not.toContain('"request":');
    following.stop();
  });

  test('goes on behind the last that its reader knows', async () => {
    const caller = await started();
    for (const path of ['/1', '/2', '/3']) await caller.get(path);
    const [behindTwo, again] = [
      await follow(caller, '?after=2'),
      await follow(caller, '', { 'last-event-id': '1' }),
    ];
    await until(() => behindTwo.numbers().length === 1 && again.numbers().length === 2);
    expect([behindTwo.numbers(), again.numbers()]).toEqual([[3], [2, 3]]);
    behindTwo.stop();
    again.stop();
  });

  test('of a journal that began anew meanwhile goes on from there', async () => {
    const caller = await started();
    const following = await follow(caller, '', { 'last-event-id': '1000' });
    await caller.get('/new');
    await until(() => following.numbers().length === 1);
    following.stop();
  });

  test('takes the filters of the list', async () => {
    const caller = await started();
    const all = await follow(caller);
    const wrong = await follow(caller, '?status=4xx&path=customers');
    const here = await follow(caller, '?world=default');
    const there = await follow(caller, '', { 'x-marketsim-world': 'other' });
    const agent = { authorization: 'Bearer dev-admin-agent' };
    await caller.get('/v1/customers', { headers: agent });
    await caller.get('/v1/customers/x', { headers: agent });
    await caller.get('/elsewhere');
    await caller.post('/_sim/worlds', { name: 'other' });
    await caller.get('/_sim/clock?world=other');
    await until(() => [all, wrong, here, there].every((each) => each.numbers().length > 0));
    await until(() => all.numbers().length === 5);
    expect(wrong.numbers()).toEqual([2]);
    expect(here.numbers()).toEqual([1, 2]);
    expect(there.numbers()).toEqual([5]);
    for (const each of [all, wrong, here, there]) each.stop();
  });

  test.each([
    ['?status=4yx', 'status'],
    ['?after=x', 'after'],
    ['?limit=0&status=xx', 'status'],
    ['?world=a', 'world'],
  ])('%s is refused as by the list', async (query, target) => {
    const { get } = await started();
    const headers = { accept: 'text/event-stream', ...(target === 'world' && { 'x-marketsim-world': 'b' }) };
    const { status, body } = await get(`/_sim/requests${query}`, { headers });
    expect([status, body.error.target]).toEqual([400, target]);
  });

  test('leaves nobody behind in the journal when its reader goes', async () => {
    const caller = await started();
    const watching = vi.spyOn(caller.simulator.requests, 'watch');
    const following = await follow(caller);
    await caller.get('/one');
    await until(() => following.numbers().length === 1);
    following.stop();
    const next = vi.spyOn(caller.simulator.requests, 'next');
    await until(async () => {
      next.mockClear();
      await caller.get('/another');
      await new Promise((done) => setImmediate(done));
      return next.mock.calls.length === 0;
    });
    expect(watching).toHaveBeenCalledTimes(1);
  });

  test('of a burst tells all, to one who reads slowly as well', async () => {
    const caller = await started({ requests: { entries: 5000 } });
    const following = await follow(caller);
    await Promise.all(Array.from({ length: 300 }, (_, n) => caller.get(`/burst/${n}?${'x'.repeat(3000)}`)));
    await until(() => following.numbers().length === 300);
    expect(following.numbers()).toEqual(Array.from({ length: 300 }, (_, n) => n + 1));
    following.stop();
  });
});
