import { Readable } from 'node:stream';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../src/control/request-bytes.ts';
import { hostedAddress } from '../src/index.ts';
import { version } from '../src/version.ts';
import type { SimulatedWorld } from '../src/worlds/simulated-world.ts';
import { status } from './support/receiver.ts';
import { type Caller, started } from './support/running.ts';
import { sealed, valuesOf } from './support/sealed.ts';
import { type Told, told } from './support/told.ts';

const ndjson = 'application/x-ndjson';

/** The file of a world. */
const exported = async ({ simulator }: Pick<Caller, 'simulator'>, name = 'default'): Promise<string> => {
  const answer = await request(simulator.url).get(`/_sim/worlds/${name}/export`).buffer(true);
  expect(answer.status).toBe(200);
  return answer.text;
};

const imported = ({ simulator }: Pick<Caller, 'simulator'>, file: string, query = '') =>
  request(simulator.url).post(`/_sim/worlds/import${query}`).type(ndjson).send(file);

/** Everything that is in a world, as JSON. */
const contentOf = ({ engine }: Pick<SimulatedWorld, 'engine'>): unknown =>
  JSON.parse(JSON.stringify(engine.checkpoint()));

/** A world in which a change waits for its publisher, whose webhook fails. */
async function asked(): Promise<Told & { readonly subscriptionId: string }> {
  const at = await told();
  const subscriptionId = at.buyActive();
  await at.advance('P20D');
  at.receiver.answer = status(500);
  await at.setQuantity(subscriptionId, 12);
  return { ...at, subscriptionId };
}

describe('an exported world', () => {
  it('is a file to keep, of lines that any reader of JSON can read', async () => {
    const at = await asked();
    const answer = await request(at.simulator.url).get('/_sim/worlds/default/export').buffer(true);
    expect(answer.headers).toMatchObject({
      'content-type': ndjson,
      'content-disposition': 'attachment; filename="default.marketsim.jsonl"',
      'cache-control': 'no-store',
    });
    const lines = answer.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)[1]);
    expect(lines[0]).toMatchObject({
      ...{ format: 1, version, recipe: { name: 'default', seed: 1 } },
      ...{ at: '2026-01-25T09:00:00.000Z', mode: 'frozen', entries: at.world.log.length },
    });
    expect(lines[0]).not.toHaveProperty('wall');
    expect(lines[1]).toMatchObject({ parcels: [{ tried: 1, attempts: [], answers: [] }] });
    expect(lines.slice(2).flat()).toEqual(at.world.log.entries());
  });

  it('is the same each time, and says nothing of what publishers answered', async () => {
    const at = await asked();
    at.receiver.answer = status(400, {}, 'the answer of a publisher');
    await at.advance('PT1H');
    const file = await exported(at);
    expect(file).not.toContain('the answer of a publisher');
    expect(valuesOf(file)[1]).toBe('{"parcels":[],"holds":[],"answers":[],"appointments":[]}');
    expect(await exported(at)).toBe(file);
  });

  it('becomes a world that is the same in everything, and goes on the same way', async () => {
    const at = await asked();
    const { status: code, body, headers } = await imported(at, await exported(at), '?name=twin');
    expect([code, headers['location']]).toEqual([201, '/_sim/worlds/twin']);
    expect(body).toMatchObject({ name: 'twin', now: '2026-01-25T09:00:00.000Z', subscriptions: 1 });
    const twin = await at.simulator.worlds.require('twin');
    expect(contentOf(twin)).toEqual(contentOf(at.world));
    const { lastAdvance: _, ...clock } = at.world.clock.view();
    expect(twin.clock.view()).toEqual(clock);
    at.receiver.answer = at.quiet;
    for (const name of ['default', 'twin']) await at.simulator.advance('P2M', name);
    expect(JSON.stringify(twin.log.entries())).toBe(JSON.stringify(at.world.log.entries()));
    expect(twin.engine.state.ledger.charges.length).toBeGreaterThan(1);
  });

  it('keeps what is held back, its settings and the mode of its clock', async () => {
    const at = await asked();
    await at.post('/_sim/deliveries/hold', { publisherId: 'publisher-1' });
    await at.call('PATCH', '/_sim/settings', { body: { 'invoice.day': 9 } });
    await at.call('PUT', '/_sim/clock', { body: { mode: 'live' } });
    await imported(at, await exported(at), '?name=twin');
    const twin = await at.simulator.worlds.require('twin');
    expect(twin.outbox.handling.holds()).toEqual([{ publisherId: 'publisher-1' }]);
    expect(twin.engine.state.settings['invoice.day']).toBe(9);
    expect(twin.clock.view().mode).toBe('live');
  });

  it('comes back under its own name unless it is given another', async () => {
    const at = await started();
    await at.post('/_sim/worlds', { name: 'mine', seed: 5 });
    const file = await exported(at, 'mine');
    await at.call('DELETE', '/_sim/worlds/mine');
    const { body } = await imported(at, file);
    expect(body).toMatchObject({ name: 'mine', seed: 5 });
  });

  it('can be read and written in process', async () => {
    const { simulator } = await started();
    const pieces = [...(await simulator.worlds.export())];
    const world = await simulator.worlds.import(Buffer.concat(pieces), { name: 'copy' });
    expect(contentOf(world)).toEqual(contentOf(await simulator.worlds.require()));
  });

  it('calls nobody but the mock publisher where that is asked for', async () => {
    const at = await asked();
    const file = await exported(at);
    const elsewhere = await started({ mockPublisher: { port: 0 } });
    const answer = await imported(elsewhere, file, '?name=guest&publishers=mock');
    expect(answer.status).toBe(201);
    const calls = at.receiver.calls.length;
    const { engine, outbox } = await elsewhere.simulator.worlds.require('guest');
    expect((await elsewhere.simulator.advance('P2M', 'guest')).reached).toBe('target');
    const { deliveries } = await elsewhere.simulator.advance('P1M', 'guest');
    expect(deliveries.accepted).toBeGreaterThan(0);
    expect(at.receiver.calls).toHaveLength(calls);
    const urls = outbox.parts.parcels
      .all()
      .flatMap(({ attempts }) => attempts.map((each) => each.kind === 'sent' && each.url));
    expect(new Set(urls)).toEqual(new Set([`${elsewhere.simulator.publisherUrl}/guest/publisher-1/webhook`]));
    expect(engine.state.subscriptions.get(at.subscriptionId)?.quantity).toBe(12);
    const offers = [...engine.state.offers.values()].map(({ landingPageUrl, webhookUrl }) => [
      landingPageUrl,
      webhookUrl,
    ]);
    expect(offers).toEqual([
      [hostedAddress('publisher-1', 'landing'), hostedAddress('publisher-1', 'webhook')],
      [hostedAddress('publisher-2', 'landing'), undefined],
      [hostedAddress('publisher-2', 'landing'), undefined],
    ]);
  });

  it('of a world with a name that nobody has is refused', async () => {
    const { get } = await started();
    const { status: code, body } = await get('/_sim/worlds/none/export');
    expect([code, body.error.code]).toEqual([404, 'worldUnknown']);
  });

  it('is refused while the clock moves', async () => {
    const at = await told();
    at.buyActive();
    at.receiver.answer = () => undefined;
    await at.post('/_sim/clock/advance', { by: 'P2M', wait: false });
    await at.receiver.came(1);
    const { status: code, body } = await at.get('/_sim/worlds/default/export');
    expect([code, body.error.code]).toEqual([409, 'clockMoving']);
    await at.call('DELETE', '/_sim/clock/advance');
  });
});

/** The same file with some of its values changed, and the right checks. */
const resealed =
  (change: (values: string[]) => readonly string[]) =>
  (file: string): string =>
    sealed(change(valuesOf(file)));

describe('what cannot be imported', () => {
  it.each<[string, (file: string) => string, string, string]>([
    ['nothing', () => '', 'bundleInvalid', 'this is no bundle: it does not begin as one does'],
    ['a text', () => 'hello\n', 'bundleInvalid', 'it does not begin as one does'],
    ['lines of something else', () => sealed(['{}']), 'bundleInvalid', 'it does not begin as one does'],
    [
      'a journal',
      resealed(([first = '', ...rest]) => {
        const { format, version, recipe } = JSON.parse(first);
        return [JSON.stringify({ format, version, recipe }), ...rest.slice(1)];
      }),
      'bundleInvalid',
      'it is the journal of a world, which belongs into a data folder',
    ],
    [
      'one with a changed first line',
      (file) => file.replace('"seed":1', '"seed":2'),
      'bundleDamaged',
      'line 1 is not as it was written',
    ],
    [
      'one with a changed entry',
      (file) => file.replace('"PublisherRegistered"', '"PublisherRegistereD"'),
      'bundleDamaged',
      'is not as it was written',
    ],
    [
      'one without one of its lines',
      (file) => file.split('\n').toSpliced(7, 1).join('\n'),
      'bundleDamaged',
      'line 8 is not as it was written',
    ],
    ['one cut off in a line', (file) => file.slice(0, -9), 'bundleDamaged', 'it is cut off in line'],
    [
      'one cut off between lines',
      (file) => `${file.trimEnd().split('\n').slice(0, -1).join('\n')}\n`,
      'bundleDamaged',
      'entries',
    ],
    [
      'one with a gap in its facts',
      resealed((values) => [
        values[0]?.replace(/"entries":\d+/, '"entries":1') ?? '',
        values[1] ?? '',
        values[4] ?? '',
      ]),
      'bundleDamaged',
      'fact 3 stands where fact 1 belongs',
    ],
    [
      'one of a later format',
      resealed(([first = '', ...rest]) => [
        first.replace(/"format":1,"version":"[^"]+"/, '"format":2,"version":"3.0.0"'),
        ...rest,
      ]),
      'bundleUnreadable',
      `it was written by marketsim 3.0.0, a later version; this is ${version}`,
    ],
    [
      'one with an entry of a later version',
      resealed((values) => values.map((value) => value.replace(/"v":1\b/, '"v":2'))),
      'bundleUnreadable',
      'line 3: PartnerRegistered of version 2 was written by a newer marketsim',
    ],
    [
      'one with a setting that is not known',
      resealed(([first = '', ...rest]) => [first.replace('"invoice.day":8', '"invoice.hour":8'), ...rest]),
      'bundleUnreadable',
      'there is no setting "invoice.hour"',
    ],
    [
      'one whose history leads nowhere',
      resealed(([first = '', ...rest]) => [
        first,
        ...rest.map((value) => value.replace('"plans":[', '"plan":[')),
      ]),
      'bundleUnreadable',
      'its history leads to no world',
    ],
    [
      'one whose second line is something else',
      resealed(([first = '', , ...rest]) => [first, '[]', ...rest]),
      'bundleUnreadable',
      'line 2 does not tell what its transport knew',
    ],
  ])('%s', async (_, change, code, words) => {
    const at = await asked();
    const answer = await imported(at, change(await exported(at)), '?name=new');
    expect([answer.status, answer.body.error.code]).toEqual([400, code]);
    expect(answer.body.error.message).toContain(words);
    expect(at.simulator.worlds.list().map(({ name }) => name)).toEqual(['default']);
    expect((await imported(at, await exported(at), '?name=new')).status).toBe(201);
  });

  it.each([
    ['?name=default', 409, 'worldExists'],
    ['', 409, 'worldExists'],
    ['?name=No!', 400, 'worldNameInvalid'],
    ['?name=a&name=b', 400, 'invalid'],
    ['?name=new&publishers=none', 400, 'invalid'],
  ])('anything under %j', async (query, code, error) => {
    const at = await asked();
    const answer = await imported(at, await exported(at), query);
    expect([answer.status, answer.body.error.code]).toEqual([code, error]);
    expect(at.simulator.worlds.list()).toEqual([at.world]);
  });

  it('anything that is too large', async () => {
    const body = (): Readable => Readable.from([Buffer.from('abc'), Buffer.from('def')]);
    await expect(bytesOf(body(), 5)).rejects.toMatchObject({ problem: { kind: 'tooLarge', limitBytes: 5 } });
    expect(await bytesOf(body(), 6)).toEqual(Buffer.from('abcdef'));
  });
});

it('both are in the journal of requests, without the file', async () => {
  const at = await started();
  await at.simulator.worlds.require();
  const file = await exported(at);
  expect((await imported(at, file, '?name=twin')).status).toBe(201);
  expect((await imported(at, 'no file', '?name=third')).status).toBe(400);
  const { requests } = (await at.get('/_sim/requests?path=/_sim/worlds')).body;
  expect(requests).toMatchObject([
    { method: 'GET', path: '/_sim/worlds/default/export', status: 200 },
    { method: 'POST', path: '/_sim/worlds/import?name=twin', status: 201 },
    { method: 'POST', path: '/_sim/worlds/import?name=third', status: 400, code: 'bundleInvalid' },
  ]);
  const [first] = requests;
  expect(JSON.stringify((await at.get(`/_sim/requests/${first.number}`)).body)).not.toContain(
    'OfferPublished',
  );
});

it('both are described', async () => {
  const { get } = await started();
  const { paths } = (await get('/openapi/control.json')).body;
  const { post } = paths['/_sim/worlds/import'];
  expect(Object.keys(post.requestBody.content)).toEqual([ndjson]);
  expect(Object.keys(post.responses)).toEqual(expect.arrayContaining(['201', '400', '409', '413']));
  expect(Object.keys(paths['/_sim/worlds/{name}/export'].get.responses['200'].content)).toEqual([ndjson]);
});
