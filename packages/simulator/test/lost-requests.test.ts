import { instant } from '@marketsim/core';
import { describe, expect, test, vi } from 'vitest';
import { type Disk, disk } from './support/disk.ts';
import { manyTurns } from './support/random.ts';
import type { Caller } from './support/running.ts';
import { withAccounts } from './support/sign-in.ts';
import { endOf, patiently } from './support/stopping.ts';
import { agent, told } from './support/told.ts';
import { until } from './support/until.ts';

/** The disk of the worlds that are made from now on. */
let under: ReturnType<typeof disk>;

vi.mock(import('@marketsim/core'), async (original) => {
  const core = await original();
  return { ...core, memoryLog: (entries) => under.log(core.memoryLog(entries)) };
});

const settings = { body: { 'invoice.day': 9 } };
const failures: readonly Disk['state'][] = ['full', 'broken'];

describe('a request in which history is lost', () => {
  const address = { country: 'US', city: 'A', state: 'WA', addressLine1: '1 A', postalCode: '98101' };
  const customer = {
    companyProfile: { domain: 'newcomer.onmicrosoft.com' },
    billingProfile: {
      ...{ culture: 'en-US', email: 'a@newcomer.example', language: 'en', companyName: 'New' },
      defaultAddress: { ...address, firstName: 'Ann', lastName: 'Lee', phoneNumber: '2065550100' },
    },
  };

  async function create({ post }: Caller) {
    const headers = { ...agent, 'MS-RequestId': '3f1d2c5a-4c7e-4c1a-9a53-0e16a1b010a7' };
    return post('/v1/customers', customer, { headers });
  }

  test.each(failures)('is answered 503, also when it is repeated (%s)', async (state) => {
    under = disk();
    const at = await withAccounts();
    under.state = state;
    expect((await create(at)).status).toBe(503);
    under.state = 'well';
    const again = await create(at);
    expect([again.status, again.body.description]).toEqual([503, expect.stringContaining('the disk is')]);
  });

  test('is answered 503 when its receipt cannot be kept', async () => {
    under = disk();
    const at = await withAccounts();
    under.room = 1;
    expect((await create(at)).status).toBe(503);
    const { log } = at.simulator.worlds.list()[0] ?? {};
    expect(log?.entries().at(-1)).toMatchObject({ type: 'CustomerCreated' });
    expect((await create(at)).status).toBe(503);
  });

  test('is answered 503 in place of what it read meanwhile', async () => {
    under = disk();
    const at = await withAccounts();
    under.state = 'slow';
    const writes = at.call('PATCH', '/_sim/settings', settings);
    const { engine } = await at.simulator.worlds.require();
    await until(() => engine.state.settings['invoice.day'] === 9);
    const reads = at.get('/_sim/settings');
    under.goOn('lost');
    expect([(await writes).status, (await reads).status]).toEqual([503, 503]);
  });

  test.each([
    ['snapshots', {}],
    ['fork', { name: 'copy' }],
  ])('a copy of what is not safe is answered 503 (%s)', async (path, body) => {
    under = disk();
    const at = await withAccounts();
    const { engine, clock } = await at.simulator.worlds.require();
    const stands = vi.spyOn(clock, 'standing');
    under.state = 'slow';
    engine.advanceTo(instant('2026-01-06T00:00:00Z'));
    const copies = at.post(`/_sim/worlds/default/${path}`, body);
    await until(() => stands.mock.settledResults.some(({ type }) => type === 'fulfilled'));
    under.goOn('lost');
    expect((await copies).status).toBe(503);
    expect((await at.get('/_sim/health')).body.worlds).toEqual(['default']);
  });

  test.each([
    ['kept', 200],
    ['lost', 503],
  ] as const)('is waited for by a simulator that stops (%s)', async (how, status) => {
    under = disk();
    const at = await withAccounts(patiently);
    under.state = 'slow';
    const write = at.call('PATCH', '/_sim/settings', settings);
    await until(under.isBusy);
    const closing = at.simulator.close();
    const isOver = endOf(closing);
    await manyTurns();
    expect(isOver()).toBe(false);
    under.goOn(how);
    expect((await write).status).toBe(status);
    await closing;
  });

  test.each(failures)('an advance is answered with the reason (%s)', async (state) => {
    under = disk();
    const at = await told();
    at.buyActive();
    at.receiver.answer = (_, response) => {
      under.state = state;
      response.writeHead(200).end();
    };
    const { status, body } = await at.advance('P1M');
    expect([status, body.error]).toMatchObject([
      503,
      { code: 'unavailable', message: expect.stringContaining('the disk is') },
    ]);
    expect(at.receiver.calls).toHaveLength(1);
    await expect(at.simulator.advance('P1M')).rejects.toThrow('the disk is');
    await expect(at.simulator.reset()).rejects.toThrow('the disk is');
  });

  test('one that waits for a publisher is answered at once', async () => {
    under = disk();
    const at = await told();
    const id = at.buyActive();
    at.receiver.answerLater();
    const waits = at.setQuantity(id, 12);
    await at.receiver.came(1);
    under.state = 'broken';
    at.engine.execute({ type: 'ChangeSetting', name: 'invoice.day', value: 9 });
    expect((await waits).status).toBe(503);
  });

  test('one that calls a publisher once more is answered 503', async () => {
    under = disk();
    const at = await told();
    await at.setQuantity(at.buyActive(), 12);
    const [delivery] = await at.deliveries();
    at.receiver.answer = (_, response) => {
      under.state = 'broken';
      at.engine.execute({ type: 'ChangeSetting', name: 'invoice.day', value: 9 });
      response.writeHead(200).end();
    };
    expect((await at.post(`/_sim/deliveries/${delivery?.['id']}/redeliver`)).status).toBe(503);
  });
});

describe('a stream shows nothing that is not safe', () => {
  /** What a stream has said so far, and whether it has ended. */
  async function followed(url: string) {
    const response = await fetch(url, { headers: { accept: 'text/event-stream' } });
    const seen = { text: '', ended: false };
    const read = async (): Promise<void> => {
      for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) seen.text += text;
      seen.ended = true;
    };
    read().catch(() => undefined);
    return seen;
  }

  async function streaming(path: string) {
    under = disk();
    const at = await told();
    const { engine, simulator, world } = at;
    const seen = await followed(`${simulator.url}${path}`);
    await simulator.advance('PT1S');
    await until(() => seen.text.includes('09:00:01'));
    under.state = 'slow';
    engine.advanceTo(instant('2026-01-05T09:00:02Z'));
    world.clock.setMode('frozen');
    // What would be shown too early is shown before an answer to a call that comes after it.
    await fetch(simulator.url);
    expect(seen.text).not.toContain('09:00:02');
    return { ...at, seen };
  }

  const paths = ['/_sim/events', '/_sim/clock'];

  test.each(paths)('%s shows it once it is', async (path) => {
    const { seen, engine, world } = await streaming(path);
    under.goOn('kept');
    await until(() => seen.text.includes('09:00:02'));
    under.state = 'slow';
    engine.advanceTo(instant('2026-01-05T09:00:03Z'));
    engine.advanceTo(instant('2026-01-05T09:00:04Z'));
    world.clock.setMode('frozen');
    under.goOn('kept');
    await until(() => seen.text.includes('09:00:04'));
    expect(seen.ended).toBe(false);
  });

  test.each(paths)('%s ends without it when it never will be', async (path) => {
    const { seen } = await streaming(path);
    under.goOn('lost');
    await until(() => seen.ended);
    expect(seen.text).not.toContain('09:00:02');
  });
});
