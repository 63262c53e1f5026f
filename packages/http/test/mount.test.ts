import { describe, expect, test } from 'vitest';
import { bodyLimitBytes } from '../src/index.ts';
import { box, boxes, owner } from './sample/call.ts';
import { sample } from './sample/sample.ts';

describe('addresses', () => {
  test.each([
    ['as written', '/v1/customers/c1/boxes?size=2'],
    ['double slashes', '/v1//customers/c1///boxes?size=2'],
    ['other case', '/V1/Customers/c1/BOXES?SIZE=2'],
    ['trailing slash', '/v1/customers/c1/boxes/?size=2'],
    ['a second address', '/v1/boxes/of/c1?size=2'],
  ])('%s', async (_name, path) => {
    const { http } = sample();
    const { body } = await http.get(path).set(owner).expect(200);
    expect(body).toEqual({ customerId: 'c1', size: 2 });
  });

  test('a second question mark counts as an ampersand', async () => {
    const { http } = sample();
    const { body } = await http.get(`${boxes}?size=2?seekOperation=next&all=TRUE`).set(owner).expect(200);
    expect(body).toEqual({ customerId: 'c1', size: 2, seekOperation: 'Next', all: true });
  });

  test('repeated query names are a list where one is expected, else the first counts', async () => {
    const { http } = sample();
    const { body } = await http.get(`${boxes}?tags=a&tags=b&size=1&size=9&currencyCode=5`).set(owner);
    expect(body).toEqual({ customerId: 'c1', tags: ['a', 'b'], size: 1, currencyCode: '5' });
    const single = await http.get(`${boxes}?tags=a`).set(owner);
    expect(single.body.tags).toEqual(['a']);
  });

  test('path values keep their case and lose their escapes; a broken escape stays', async () => {
    const { http } = sample();
    const { body } = await http.get('/v1/customers/C1/boxes/%C3%A4%2F1').set(owner).expect(200);
    expect(body.id).toBe('ä/1');
    await http.get('/v1/customers/c1/boxes/%E0%A4').set(owner).expect(404);
  });

  test('a twin method answers like the first', async () => {
    const { http } = sample();
    const { body } = await http.put(box).set(owner).send({ Label: 'x1' }).expect(200);
    expect(body).toEqual({ id: 'b1', body: { label: 'x1' }, run: 1 });
  });

  test('an unknown path is this API’s 404 inside its prefixes only', async () => {
    const { http, records } = sample();
    const { body } = await http.get('/v1/nothing').expect(404);
    expect(body.problem).toEqual({ kind: 'noSuchRoute', method: 'GET', path: '/v1/nothing', meant: '' });
    await http.get('/v1').expect(404);
    await http.get('/v10/nothing').expect(418, 'next router');
    await http.get('/other').expect(418, 'next router');
    expect(records.map(({ contractId, status, code }) => [contractId, status, code])).toEqual([
      [undefined, 404, 'noSuchRoute'],
      [undefined, 404, 'noSuchRoute'],
    ]);
  });

  test('a wrong method is a 405 that names the right ones', async () => {
    const { http } = sample();
    const res = await http.post(box).send('{').expect(405);
    expect(res.headers['allow']).toBe('DELETE, GET, HEAD, PATCH, PUT');
    expect(res.body.problem.allow).toEqual(['DELETE', 'GET', 'HEAD', 'PATCH', 'PUT']);
  });

  test('HEAD answers as GET without the body, or by an endpoint of its own', async () => {
    const { http } = sample();
    const get = await http.get(box).set(owner).expect(200);
    const head = await http.head(box).set(owner).expect(200);
    expect(head.text).toBeUndefined();
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    await http.head('/v1/domains/taken.test').set(owner).expect(200);
    await http.head('/v1/domains/free.test').set(owner).expect(404);
    await http.head('/v1/domains/nonsense').set(owner).expect(400);
  });
});

describe('the order of checks', () => {
  test('authentication, then ownership, existence, query, body', async () => {
    const { http, ran } = sample();
    const patch = (path: string, caller: Readonly<Record<string, string>>) =>
      http.patch(path).set(caller).set('Content-Type', 'application/json').send('{"label":');
    const foreign = '/v1/customers/c2/boxes/b9?force=perhaps';
    const kinds = [
      await patch(foreign, {}),
      await patch(foreign, owner),
      await patch(`${boxes}/b9?force=perhaps`, owner),
      await patch(`${box}?force=perhaps`, owner),
      await patch(box, owner),
    ].map(({ status, body }) => [status, body.code, body.problem.where]);
    expect(kinds).toEqual([
      [401, 'denied', undefined],
      [403, 'foreign', undefined],
      [404, 'noSuchBox', undefined],
      [400, 'shape', 'query'],
      [400, 'malformedJson', undefined],
    ]);
    expect(ran).toEqual([]);
  });
});

describe('bodies', () => {
  test('a byte-order mark and any content type are accepted', async () => {
    const { http } = sample();
    const bom = await http
      .post(boxes)
      .set(owner)
      .set('Content-Type', 'text/plain')
      .send('\uFEFF{"label":"abc"}');
    expect([bom.status, bom.body]).toEqual([201, { n: 1, label: 'abc' }]);
  });

  test('malformed JSON tells where', async () => {
    const { http } = sample();
    const { body } = await http.post(boxes).set(owner).type('json').send('{"label" 1}').expect(400);
    expect(body.problem.kind).toBe('malformedJson');
    expect(body.problem.detail).toMatch(/position 9/);
  });

  test('an empty body is refused unless it may be left out', async () => {
    const { http } = sample();
    const { body } = await http.post(boxes).set(owner).expect(400);
    expect(body.problem.issues).toEqual([{ path: '', message: 'a body is required', reason: 'missing' }]);
    const patched = await http.patch(box).set(owner).expect(200);
    expect(patched.body.body).toBe('no body');
  });

  test('every issue of a body is named with its path', async () => {
    const { http, ran } = sample();
    const sent = { label: 'x', lineItems: [{ catalogId: 5, quantity: 'ten', billingCycle: 'weekly' }, 7] };
    const { body } = await http.post(boxes).set(owner).send(sent).expect(400);
    expect(body.problem).toEqual({
      kind: 'shape',
      where: 'body',
      issues: [
        { path: 'label', message: 'expected at least 2 characters, got 1', reason: 'range' },
        { path: 'lineItems[0].quantity', message: 'expected integer, got "ten"', reason: 'type' },
        {
          path: 'lineItems[0].billingCycle',
          message: 'expected one of "monthly", "one_time", "annual", got "weekly"',
          reason: 'enum',
          allowed: ['monthly', 'one_time', 'annual'],
        },
        { path: 'lineItems[1]', message: 'expected object, got 7', reason: 'type' },
      ],
    });
    expect(ran).toEqual([]);
  });

  test('a form is read where the contract has one, and JSON too', async () => {
    const { http } = sample();
    const form = await http
      .post('/generatetoken')
      .set(owner)
      .type('form')
      .send('Grant_Type=x&lifetime=60')
      .expect(200);
    expect(form.text).toBe('{"as":"is", "grant":"x", "for":60}');
    await http.post('/generatetoken').set(owner).send({ grantType: 'y' }).expect(200);
    const wrong = await http.post('/generatetoken').set(owner).type('form').send('lifetime=long').expect(400);
    expect(wrong.body.problem.issues).toEqual([
      { path: 'grantType', message: 'is missing (a string is expected)', reason: 'missing' },
      { path: 'lifetime', message: 'expected integer, got "long"', reason: 'type' },
    ]);
  });

  test('a body just inside the limit is read, one byte more is refused', async () => {
    const { http } = sample();
    const padded = (bytes: number): string => `{"label":"abc"}`.padEnd(bytes, ' ');
    await http.post(boxes).set(owner).type('json').send(padded(bodyLimitBytes)).expect(201);
    const { body } = await http
      .post(boxes)
      .set(owner)
      .type('json')
      .send(padded(bodyLimitBytes + 1))
      .expect(413);
    expect(body.problem).toEqual({ kind: 'tooLarge', limitBytes: 1024 * 1024 });
  });
});
