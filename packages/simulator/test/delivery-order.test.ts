import { expect, test } from 'vitest';
import { type Told, told } from './support/told.ts';

/** Two notices about one subscription that are kept back: it was suspended, then ended. */
async function held(): Promise<Told & { readonly ids: readonly string[] }> {
  const at = await told();
  const id = at.buyActive();
  await at.post('/_sim/deliveries/hold');
  await at.setStatus(id, 'suspended');
  await at.setStatus(id, 'deleted');
  const ids = (await at.deliveries()).map((delivery) => String(delivery['id']));
  expect(ids).toHaveLength(2);
  return { ...at, ids };
}

test('what is kept back goes out newest first, and what is queued later is still kept back', async () => {
  const at = await held();
  const { status, body } = await at.post('/_sim/deliveries/reorder');
  expect([status, at.receiver.actions()]).toEqual([200, ['Unsubscribe', 'Suspend']]);
  expect(body.deliveries).toMatchObject([
    { action: 'Unsubscribe', state: 'accepted' },
    { action: 'Suspend', state: 'accepted' },
  ]);
  await at.setStatus(at.buyActive(), 'suspended');
  expect(await at.deliveries('?state=held')).toHaveLength(1);
});

test('or in the order that is given, one of them alone as well', async () => {
  const at = await held();
  await at.post('/_sim/deliveries/reorder', { deliveryIds: [at.ids[1]] });
  expect(at.receiver.actions()).toEqual(['Unsubscribe']);
  expect(await at.deliveries('?state=held')).toMatchObject([{ id: at.ids[0] }]);
  await at.post('/_sim/deliveries/reorder', { deliveryIds: [at.ids[0], at.ids[0]] });
  expect(at.receiver.actions()).toEqual(['Unsubscribe', 'Suspend']);
});

test('one that is not kept back is refused, an unknown one too, and nothing goes out', async () => {
  const at = await held();
  await at.post('/_sim/deliveries/release', { deliveryId: at.ids[0] });
  const free = await at.post('/_sim/deliveries/reorder', { deliveryIds: [at.ids[1], at.ids[0]] });
  expect([free.status, free.body.error.code]).toEqual([409, 'deliveryNotHeld']);
  const unknown = await at.post('/_sim/deliveries/reorder', { deliveryIds: [at.ids[1], 'nothing'] });
  expect([unknown.status, unknown.body.error.code]).toEqual([404, 'deliveryUnknown']);
  expect(at.receiver.actions()).toEqual(['Suspend']);
});

test('a webhook is sent several times with the same payload; how it ended stays', async () => {
  const at = await told();
  await at.setStatus(at.buyActive(), 'suspended');
  await at.receiver.came(1);
  const [delivery] = await at.deliveries();
  const path = `/_sim/deliveries/${delivery?.['id']}/duplicate`;
  const { body } = await at.post(path, { times: 3 });
  expect(body).toMatchObject({ state: 'accepted', attempts: [{}, {}, {}, { number: 4, status: 200 }] });
  expect(new Set(at.receiver.calls.map(({ payload }) => payload.id)).size).toBe(1);
  await at.post(path);
  expect(at.receiver.calls).toHaveLength(6);
  expect((await at.post(path, { times: 0 })).status).toBe(400);
  expect((await at.post('/_sim/deliveries/nothing/duplicate')).status).toBe(404);
});
