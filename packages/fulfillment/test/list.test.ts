import { expect, test } from 'vitest';
import { type Api, api, changingNothing } from './support/api.ts';
import { beams, soundings } from './support/catalog.ts';

type Page = { readonly ids: readonly string[]; readonly next: string | undefined };

async function page(world: Api, path = ''): Promise<Page> {
  const { body } = await world.call('get', path).expect(200);
  return {
    ids: body.subscriptions.map(({ id }: { id: string }) => id),
    next: body['@nextLink'],
  };
}

async function follow(world: Api, link: string | undefined): Promise<Page> {
  const { pathname, search } = new URL(link ?? '');
  const { body } = await world
    .raw('get', `${pathname}${search}`)
    .set('authorization', 'Bearer harbour')
    .expect(200);
  return { ids: body.subscriptions.map(({ id }: { id: string }) => id), next: body['@nextLink'] };
}

test("a publisher sees all its offers' subscriptions in every status, and no others (SF 2.4)", async () => {
  const world = api();
  const own = [world.buy(), world.buyActive({ offer: soundings }), world.buyActive()];
  world.change(own[2] ?? '', { type: 'Cancel' });
  const foreign = world.buy({ offer: beams });
  const { body } = await world.call('get').expect(200);
  expect(Object.keys(body)).toEqual(['subscriptions']);
  for (const [index, id] of own.entries()) {
    const { body: single } = await world.call('get', `/${id}`).expect(200);
    expect(body.subscriptions[index]).toEqual(single);
  }
  expect(body.subscriptions).toHaveLength(3);
  const { body: theirs } = await world.call('get', '', 'lighthouse').expect(200);
  expect(theirs.subscriptions.map(({ id }: { id: string }) => id)).toEqual([foreign]);
});

test('the path may end in a slash (SF 1.1)', async () => {
  const world = api();
  const id = world.buy();
  expect((await page(world, '/')).ids).toEqual([id]);
});

test('C9: pages have list.pageSize items, 100 unless set', async () => {
  const world = api();
  for (let n = 0; n < 101; n++) world.buy();
  const first = await page(world);
  expect(first.ids).toHaveLength(100);
  const second = await follow(world, first.next);
  expect(second.ids).toHaveLength(1);
  expect(second.next).toBeUndefined();
});

test('C10: the next link is absolute, on the address by which the caller came', async () => {
  const world = api({ 'list.pageSize': 1 });
  world.buy();
  world.buy();
  const { body } = await world.call('get').set('host', 'marketplace.test:4643').expect(200);
  const link = new URL(body['@nextLink']);
  expect(link.origin).toBe('http://marketplace.test:4643');
  expect(link.pathname).toBe('/api/saas/subscriptions/');
  expect(link.searchParams.get('api-version')).toBe('2018-08-31');
  expect(body['@nextLink']).toContain('continuationToken=%5b%7b%22token%22');
});

test('a purchase between two pages neither repeats nor hides an item', async () => {
  const world = api({ 'list.pageSize': 2 });
  const bought = [world.buy(), world.buy(), world.buy()];
  const first = await page(world);
  bought.push(world.buy(), world.buy());
  world.change(bought[0] ?? '', { type: 'Cancel' });
  const second = await follow(world, first.next);
  const third = await follow(world, second.next);
  expect([...first.ids, ...second.ids, ...third.ids]).toEqual(bought);
  expect(third.next).toBeUndefined();
});

test('a page that ends with the last item has no next link', async () => {
  const world = api({ 'list.pageSize': 2 });
  world.buy();
  world.buy();
  expect((await page(world)).next).toBeUndefined();
});

test.each([
  ['as it is read', (raw: string) => decodeURIComponent(raw)],
  ['as it stands in the link', (raw: string) => raw],
])('the token can be taken out of the link and sent %s', async (_, taken) => {
  const world = api({ 'list.pageSize': 1 });
  world.buy();
  const second = world.buy();
  const { next = '' } = await page(world);
  const [, raw = ''] = /continuationToken=([^&]+)/.exec(next) ?? [];
  const sent = `?CONTINUATIONTOKEN=${encodeURIComponent(taken(raw))}`;
  expect((await page(world, sent)).ids).toEqual([second]);
});

test.each(['nonsense', '%5B%5D', '%25', '[{"token":null,"range":{"min":"x","max":"FF"}}]'])(
  'a bad continuation token is refused: %s',
  async (sent) => {
    const world = api();
    world.buy();
    const { body } = await changingNothing(world, () =>
      world.call('get', `?continuationToken=${encodeURIComponent(sent)}`).expect(400),
    );
    expect(body).toEqual({
      code: 'InvalidValue',
      message: expect.any(String),
      target: 'continuationToken',
    });
  },
);

test("another publisher's continuation token is refused", async () => {
  const world = api({ 'list.pageSize': 1 });
  world.buy();
  world.buy();
  const { next = '' } = await page(world);
  const { search } = new URL(next);
  await world.call('get', search.replace('&api-version=2018-08-31', ''), 'lighthouse').expect(400);
});

test.each([
  ['array', '{"subscriptions":[]}'],
  ['emptyBody', ''],
] as const)('C11: without purchases, list.empty %s', async (setting, text) => {
  const { call } = api({ 'list.empty': setting });
  const reply = await call('get', '', 'idle').expect(200);
  expect(reply.text).toBe(text);
});

test('C11: list.empty has no say where there is something to list', async () => {
  const world = api({ 'list.empty': 'emptyBody' });
  const id = world.buy();
  expect((await page(world)).ids).toEqual([id]);
});
