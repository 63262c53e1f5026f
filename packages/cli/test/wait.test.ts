import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { begun, json, marketsim } from './support/marketsim.ts';
import { simulated } from './support/publisher.ts';

test('marketsim wait says at once when a simulator takes calls', async () => {
  const { url } = await simulated();
  expect(await marketsim('wait', '--url', url)).toEqual({ code: 0, out: `${url} takes calls`, err: '' });
  expect(await json('wait', '--url', url)).toEqual({ status: 'ready', url });
});

test('it gives up with what was said last', async () => {
  const { code, err } = await marketsim('wait', '--url', 'http://127.0.0.1:9', '--timeout', '0');
  expect({ code, err }).toEqual({
    code: 1,
    err: 'marketsim: not ready after 0 seconds: nobody listens on http://127.0.0.1:9: has it been started?',
  });
});

test('it goes on asking one that is starting', async () => {
  const answers = ['starting', 'starting', 'ready'];
  const server = createServer((_, response) => {
    const status = answers.shift() ?? 'ready';
    response.writeHead(status === 'ready' ? 200 : 503, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status, url: 'http://there' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { ended, out } = begun('wait', '--url', `http://127.0.0.1:${port}`);
  expect(await ended).toBe(0);
  expect([out, answers]).toEqual([['http://there takes calls'], []]);
  server.close();
});
