import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { Writable } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { writePaced } from '../src/control/paced.ts';
import { started } from './support/running.ts';
import { told } from './support/told.ts';
import { until } from './support/until.ts';

const accept = { accept: 'text/event-stream' };

async function follow(url: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const call = request(url, { headers: { ...accept, ...headers } });
  call.end();
  const [response]: IncomingMessage[] = (await once(call, 'response')) as never;
  if (!response) throw new Error('no response');
  response.once('error', () => undefined);
  call.once('error', () => undefined);
  return response;
}

describe('a stream', () => {
  test('of a running clock begins with the time that it is, although nobody has asked for a while', async () => {
    const { simulator, get } = await started({ clock: 'live' });
    const { now } = (await get('/_sim/clock')).body;
    const real = performance.now.bind(performance);
    const later = vi.spyOn(performance, 'now').mockImplementation(() => real() + 3_600_000);
    const response = await follow(`${simulator.url}/_sim/events`);
    response.destroy();
    later.mockRestore();
    expect(Date.parse(String(response.headers['x-marketsim-now'])) - Date.parse(now)).toBeGreaterThanOrEqual(
      3_600_000,
    );
  });

  test('leaves nothing behind in the world when its reader goes', async () => {
    const at = await told();
    const listening = vi.spyOn(at.world.ended, 'addEventListener');
    const leaving = vi.spyOn(at.world.ended, 'removeEventListener');
    const watching = vi.spyOn(at.world.clock, 'watch');
    for (let n = 0; n < 3; n += 1) {
      const response = await follow(`${at.simulator.url}/_sim/clock`);
      await once(response, 'data');
      response.destroy();
    }
    await until(() => leaving.mock.calls.length === 3);
    expect([listening.mock.calls.length, watching.mock.calls.length]).toEqual([3, 3]);
  });

  test('that nobody reads does not pile up: one who reads again gets all of it, in order', async () => {
    const pieces = Array.from({ length: 1000 }, (_, n) => `piece ${n} ${'x'.repeat(1000)}\n`);
    const [read, taking]: [string[], (() => void)[]] = [[], []];
    const out = new Writable({
      decodeStrings: false,
      write: (piece, _, done) => {
        read.push(piece);
        taking.push(done);
      },
    });
    let more = (): void => undefined;
    let given = 0;
    const stop = writePaced(out, {
      next: () => (given < pieces.length ? pieces[given++] : undefined),
      watch: (wake) => {
        more = wake;
        return () => undefined;
      },
    });
    for (let n = 0; n < 100; n += 1) more();
    expect(out.writableLength).toBeLessThan(2 * out.writableHighWaterMark);
    while (read.length < pieces.length) {
      taking.shift()?.();
      await new Promise((done) => setImmediate(done));
    }
    expect(read).toEqual(pieces);
    stop();
    expect(out.listenerCount('drain')).toBe(0);
  });

  test('answers at once, also when nothing happens for long', async () => {
    const { simulator } = await started();
    const response = await follow(`${simulator.url}/_sim/events`);
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'x-marketsim-now': '2026-01-05T09:00:00.000Z',
    });
    response.destroy();
  });

  test('of a world that began anew meanwhile goes on from there', async () => {
    const at = await told();
    const response = await follow(`${at.simulator.url}/_sim/events`, { 'last-event-id': '100000' });
    await at.advance('PT1S');
    const [chunk] = await once(response.setEncoding('utf8'), 'data');
    expect(String(chunk)).toContain('event: ClockAdvanced');
    response.destroy();
  });

  test('goes on where its reader says that it stopped', async () => {
    const at = await told();
    const count = at.engine.seq();
    const response = await follow(`${at.simulator.url}/_sim/events`, { 'last-event-id': String(count - 2) });
    const [chunk] = await once(response.setEncoding('utf8'), 'data');
    expect(String(chunk)).toMatch(new RegExp(`^id: ${count - 1}\n`));
    response.destroy();
  });

  test('takes the filter of the list, and refuses what that refuses', async () => {
    const at = await told();
    for (const [query, target] of [
      ['after=x', 'after'],
      ['after=-1', 'after'],
      ['type=a&type=b', 'type'],
    ]) {
      const bad = await at.get(`/_sim/events?${query}`, { headers: accept });
      expect([bad.status, bad.body.error.target]).toEqual([400, target]);
    }
    const response = await follow(`${at.simulator.url}/_sim/events?after=0&type=PublisherRegistered`);
    const [chunk] = await once(response.setEncoding('utf8'), 'data');
    const kinds = new Set(String(chunk).match(/^event: .*$/gm));
    expect([...kinds]).toEqual(['event: PublisherRegistered']);
    response.destroy();
  });

  test('ends with its world', async () => {
    const { simulator, post } = await started();
    const response = await follow(`${simulator.url}/_sim/events`);
    await post('/_sim/worlds/default/reset');
    response.resume();
    await once(response, 'end');
  });
});
