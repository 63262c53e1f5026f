import { expect, test } from 'vitest';
import { api, changingNothing } from './support/api.ts';
import { soundings } from './support/catalog.ts';

const tokenHeader = 'x-ms-marketplace-token';

test('a token shows what was bought, with the subscription inside (SF 2.3)', async () => {
  const { call, buy, token } = api();
  const id = buy({ friendlyName: 'Quay office' });
  const { body, text } = await call('post', '/resolve').set(tokenHeader, token(id)).expect(200);
  const own = await call('get', `/${id}`).expect(200);
  expect(body).toEqual({
    id,
    subscriptionName: 'Quay office',
    offerId: 'pierdesk',
    planId: 'crew',
    quantity: 10,
    subscription: own.body,
  });
  expect(Object.keys(JSON.parse(text))).toEqual([
    'id',
    'subscriptionName',
    'offerId',
    'planId',
    'quantity',
    'subscription',
  ]);
});

test('a flat-rate purchase resolves without a quantity', async () => {
  const { call, buy, token } = api();
  const { body } = await call('post', '/resolve')
    .set(tokenHeader, token(buy({ offer: soundings })))
    .expect(200);
  expect(body).not.toHaveProperty('quantity');
  expect(body.subscription).not.toHaveProperty('quantity');
});

test('ACT-05: resolving changes nothing but the note that it was seen, and that once', async () => {
  const { call, buy, token, subscription, engine } = api();
  const id = buy();
  const sent = token(id);
  const { version } = subscription(id);
  await call('post', '/resolve').set(tokenHeader, sent).expect(200);
  expect(subscription(id)).toMatchObject({ phase: 'pending', version, firstResolvedAt: engine.now() });
  const events = engine.seq();
  await call('post', '/resolve').set(tokenHeader, sent).send('{ any body').expect(200);
  expect(engine.seq()).toBe(events);
});

test('ACT-05: it works in every status', async () => {
  const { call, buy, token, change } = api();
  const id = buy();
  const sent = token(id);
  const status = async () =>
    (await call('post', '/resolve').set(tokenHeader, sent).expect(200)).body.subscription
      .saasSubscriptionStatus;
  expect(await status()).toBe('PendingFulfillmentStart');
  change(id, { type: 'ConfirmActivation' });
  expect(await status()).toBe('Subscribed');
  change(id, { type: 'Cancel' });
  expect(await status()).toBe('Unsubscribed');
});

test('ACT-04, C1: a token lives 24 hours to the millisecond', async () => {
  const world = api();
  const { call, buy, token, advanceTo } = world;
  const sent = token(buy());
  advanceTo('2026-02-01T09:00:00.499Z');
  await call('post', '/resolve').set(tokenHeader, sent).expect(200);
  advanceTo('2026-02-01T09:00:00.500Z');
  const { body } = await changingNothing(world, () =>
    call('post', '/resolve').set(tokenHeader, sent).expect(400),
  );
  expect(body).toEqual({
    code: 'InvalidValue',
    message: expect.stringContaining('2026-02-01T09:00:00.500Z'),
    target: tokenHeader,
  });
});

test('ACT-04: an older token stays good beside a newer one', async () => {
  const { call, buy, token } = api();
  const id = buy();
  const tokens = [token(id), token(id)];
  expect(tokens[0]).not.toBe(tokens[1]);
  for (const sent of tokens) {
    const { body } = await call('post', '/resolve').set(tokenHeader, sent).expect(200);
    expect(body.id).toBe(id);
  }
});

test('C1: act.tokenTtl sets the life', async () => {
  const { call, buy, token, advanceTo } = api({ 'act.tokenTtl': 'PT1H' });
  const sent = token(buy());
  advanceTo('2026-01-31T10:00:00.500Z');
  await call('post', '/resolve').set(tokenHeader, sent).expect(400);
});

test('a missing token is named', async () => {
  const world = api();
  const { body } = await changingNothing(world, () => world.call('post', '/resolve').expect(400));
  expect(body).toEqual({
    code: 'HeaderNotPresent',
    message: `The header ${tokenHeader} is missing`,
    target: tokenHeader,
  });
});

test.each([
  ['unknown', (_: string) => 'AAAA'],
  ['still percent-encoded', encodeURIComponent],
  ['with + read as blank', (sent: string) => sent.replaceAll('+', ' ')],
])('F01: a token that is %s cannot be decrypted', async (_, spoil) => {
  const world = api();
  const id = world.buy();
  let sent = world.token(id);
  while (!sent.includes('+')) sent = world.token(id);
  const { body } = await changingNothing(world, () =>
    world.call('post', '/resolve').set(tokenHeader, spoil(sent)).expect(400),
  );
  expect(body).toEqual({
    code: 'InvalidValue',
    message: expect.stringContaining('cannot be decrypted'),
    target: tokenHeader,
  });
});

test("another publisher's token is refused as foreign, even out of date", async () => {
  const world = api();
  const sent = world.token(world.buy());
  const foreign = () => world.call('post', '/resolve', 'lighthouse').set(tokenHeader, sent).expect(403);
  expect((await changingNothing(world, foreign)).body).toContain('another application');
  world.advanceTo('2026-02-03T00:00:00Z');
  await foreign();
});

test('a token is opaque, or says what it is for where that helps to debug (SF 2.3)', async () => {
  const opaque = api();
  expect(opaque.token(opaque.buy())).toMatch(/^[A-Za-z0-9+/]{200,}={1,2}$/);
  const readable = api({ 'act.tokenFormat': 'readable' });
  const id = readable.buy();
  const [first, second] = [readable.token(id), readable.token(id)];
  expect(JSON.parse(Buffer.from(second, 'base64').toString())).toEqual({ subscriptionId: id, number: 2 });
  for (const token of [first, second])
    await readable.call('post', '/resolve').set('x-ms-marketplace-token', token).expect(200);
});
