import { once } from 'node:events';
import { Agent, get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet, Agent as SecureAgent } from 'node:https';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test, vi } from 'vitest';
import { listen } from '../src/server/listen.ts';
import { manyTurns } from './support/random.ts';
import { raw } from './support/raw.ts';
import { started } from './support/running.ts';
import { patiently, waiting } from './support/stopping.ts';
import { told } from './support/told.ts';
import { until } from './support/until.ts';

async function responseTo(call: ReturnType<typeof httpGet>): Promise<IncomingMessage> {
  const [response]: IncomingMessage[] = (await once(call, 'response')) as never;
  if (!response) throw new Error('no response');
  return response;
}

describe('connections of a simulator that stops', () => {
  test.each([
    ['http', undefined],
    ['https', true],
  ] as const)('by %s that wait for no answer end at once', async (_, tls) => {
    const { simulator } = await started({ ...patiently, ...(tls && { tls }) });
    const url = new URL((tls ? simulator.tls?.url : simulator.url) ?? '');
    const agent = tls ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
    const options = { agent, rejectUnauthorized: false };
    const used = await responseTo((tls ? httpsGet : httpGet)(`${url.href}_sim/health`, options));
    const { socket: kept } = used;
    await text(used);
    const unused = connect(Number(url.port), url.hostname);
    const begun = connect(Number(url.port), url.hostname);
    const ends = [kept, unused, begun].map((socket) => once(socket, 'close'));
    await Promise.all([once(unused, 'connect'), once(begun, 'connect')]);
    begun.write(`GET / HTTP/1.1\r\n`);
    // A connection that was made later, and served, says that the server knows of the earlier ones.
    await fetch(simulator.url);
    await simulator.close();
    for (const socket of [unused, begun]) socket.resume();
    await Promise.all(ends);
    await expect(fetch(simulator.url)).rejects.toThrow();
  });

  test.each([
    ['http', undefined],
    ['https', true],
  ] as const)('by %s end with the answer that they wait for', async (_, tls) => {
    const at = await told({ ...patiently, ...(tls && { tls }) });
    const { answer, change } = await waiting(at);
    const url = `${(tls ? at.simulator.tls?.url : at.simulator.url) ?? ''}/v1/customers`;
    const agent = tls ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
    const headers = { authorization: 'Bearer dev-admin-agent' };
    const enter = vi.spyOn(at.world, 'enter');
    const options = { agent, headers, rejectUnauthorized: false };
    const response = responseTo((tls ? httpsGet : httpGet)(url, options));
    await until(() => enter.mock.calls.length > 0);
    const closing = at.simulator.close();
    answer();
    const [{ statusCode, headers: answered, socket }] = await Promise.all([response, change]);
    expect([statusCode, answered.connection]).toEqual([200, 'close']);
    const ended = once(socket, 'close');
    await text(await response);
    await Promise.all([closing, ended]);
  });

  test('end once their answer has been read, however slowly', async () => {
    const big = Buffer.alloc(64 * 1024 * 1024, 'x');
    const listening = await listen((_, response) => void response.end(big), { host: '127.0.0.1', port: 0 });
    const call = httpGet({ port: listening.port, agent: new Agent({ keepAlive: true }) });
    const response = await responseTo(call);
    const drained = listening.drain();
    let bytes = 0;
    for await (const piece of response) bytes += piece.length;
    expect(bytes).toBe(big.length);
    await drained;
  });

  test('on which several requests wait get all their answers, one by one, and no more', async () => {
    const at = await told(patiently);
    const id = at.buyActive();
    const answer = at.receiver.answerLater();
    const enter = vi.spyOn(at.world, 'enter');
    const { ask, said, ended } = await raw(at.simulator.port);
    const path = `/v1/customers/${at.subscription(id).customerId}/subscriptions/${id}`;
    ask('PATCH', path, { body: '{"quantity":12}' });
    await at.receiver.came(1);
    ask('GET', '/_sim/settings');
    await until(() => enter.mock.calls.length === 2);
    const closing = at.simulator.close();
    ask('GET', '/_sim/accounts');
    await until(() => said().includes('HTTP/1.1 202'));
    await manyTurns();
    expect(enter).toHaveBeenCalledTimes(2);
    answer();
    await Promise.all([closing, ended]);
    expect(said().match(/HTTP\S+ \d+/g)).toEqual(['HTTP/1.1 202', 'HTTP/1.1 200']);
    expect(said().match(/^Connection: .*$/gim)).toEqual(['Connection: keep-alive', 'Connection: close']);
  });

  test.each(['/_sim/clock', '/_sim/events'])(
    'the stream %s ends in order, and its connection',
    async (path) => {
      const at = await started(patiently);
      const { socket, ask, said, ended } = await raw(at.simulator.port);
      ask('GET', path, { accept: 'text/event-stream' });
      await until(() => said().includes('event-stream'));
      // What is asked on it afterwards would keep a connection that is kept.
      socket.on('data', () => ask('GET', '/'));
      await at.simulator.close();
      await ended;
      expect(said()).toMatch(/\r\n0\r\n\r\n$/);
    },
  );
});
