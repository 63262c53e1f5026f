import { expect, test } from 'vitest';
import { box, boxes, owner } from './sample/call.ts';
import { sample } from './sample/sample.ts';

const keyed = { ...owner, 'MS-RequestId': 'r-1' } as const;

test('GEN-09: the same request under the same id is answered byte for byte, without running again', async () => {
  const { http, ran } = sample();
  const call = (correlation: string) =>
    http.post(boxes).set(keyed).set('MS-CorrelationId', correlation).send({ label: 'größer' });
  const first = await call('c-1');
  const second = await call('c-2');
  expect([second.status, second.text, second.headers['location']]).toEqual([201, first.text, '/boxes/1']);
  expect(second.headers['ms-correlationid']).toBe('c-2');
  expect(second.headers['content-type']).toBe(first.headers['content-type']);
  expect(ran).toEqual(['create']);
});

test('a refusal is repeated as well', async () => {
  const { http, ran, records } = sample();
  const call = () => http.post(boxes).set(keyed).send({ label: 'taken' }).expect(409);
  expect((await call()).text).toBe((await call()).text);
  expect(ran).toEqual(['create']);
  expect(records.map(({ code }) => code)).toEqual(['taken', 'taken']);
});

test('another body under the same id runs as new and is what is repeated from then on', async () => {
  const { http } = sample();
  const numberOf = async (label: string): Promise<number> =>
    (await http.post(boxes).set(keyed).send({ label }).expect(201)).body.n;
  expect([
    await numberOf('one'),
    await numberOf('two'),
    await numberOf('two'),
    await numberOf('one'),
  ]).toEqual([1, 2, 2, 3]);
});

test('without an id, and under another id, each request runs', async () => {
  const { http, ran } = sample();
  await http.post(boxes).set(owner).send({}).expect(201);
  await http.post(boxes).set(owner).send({}).expect(201);
  await http
    .post(boxes)
    .set({ ...owner, 'MS-RequestId': 'r-2' })
    .send({})
    .expect(201);
  expect(ran).toHaveLength(3);
});

test('a failure is not kept: the repeat runs', async () => {
  const { http, ran } = sample();
  await http.patch(box).set(keyed).send({ label: 'explode' }).expect(500);
  await http.patch(box).set(keyed).send({ label: 'explode' }).expect(500);
  expect(ran).toEqual(['change', 'change']);
});

test('the receipt is there when durability is asked for', async () => {
  const kept: boolean[] = [];
  const { http, world } = sample({
    durable: () => {
      kept.push(world.receipts.find(`POST ${boxes} r-1`) !== undefined);
      return undefined;
    },
  });
  await http.post(boxes).set(keyed).send({}).expect(201);
  expect(kept).toEqual([true]);
});

test('a repeat that comes while the first still runs shares its answer', async () => {
  const { http, ran } = sample();
  const call = () => http.patch(box).set(keyed).send({ label: 'abc' }).expect(200);
  const [first, second] = await Promise.all([call(), call()]);
  expect(second.text).toBe(first.text);
  expect(ran).toEqual(['change']);
});
