import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRequestJournal } from '../src/requests/request-journal.ts';
import { createRing, type Sized } from '../src/requests/ring.ts';
import { recorded } from './support/recorded.ts';

const sizes = fc.array(fc.record({ bytes: fc.nat(40), gap: fc.integer({ min: 1, max: 3 }) }), {
  maxLength: 60,
});
const bounds = fc.record({ entries: fc.integer({ min: 1, max: 12 }), bytes: fc.nat(100) });

test('a ring keeps the newest that fit its bounds, whatever comes, and finds each of them', () => {
  fc.assert(
    fc.property(sizes, bounds, (items, { entries, bytes }) => {
      const ring = createRing<Sized>({ entries, bytes });
      const sum = (kept: readonly Sized[]) => kept.reduce((total, item) => total + item.bytes, 0);
      let expected: readonly Sized[] = [];
      let number = 0;
      for (const { bytes: size, gap } of items) {
        number += gap;
        const item = { number, bytes: size };
        ring.add(item);
        const all = [...expected, item];
        const from = all.findIndex((_, at) => all.length - at <= entries && sum(all.slice(at)) <= bytes);
        expected = from < 0 ? [] : all.slice(from);
        expect([...ring.after(0)]).toEqual(expected);
        for (let asked = 0; asked <= number + 1; asked += 1) {
          expect(ring.find(asked)).toBe(expected.find((each) => each.number === asked));
          expect([...ring.after(asked)]).toEqual(expected.filter((each) => each.number > asked));
        }
      }
    }),
  );
});

describe('the journal in memory', () => {
  test('keeps no more requests than it may', async () => {
    const journal = await createRequestJournal({ entries: 3 });
    for (let n = 0; n < 10; n += 1) journal.note(recorded());
    const { requests, count } = journal.select({}, { limit: 100 });
    expect([requests.map(({ number }) => number), count, journal.last()]).toEqual([[8, 9, 10], 3, 10]);
    expect(journal.find(7)).toBeUndefined();
    expect(journal.find(8)?.number).toBe(8);
  });

  test('takes no more bytes than it may, counting two for each character', async () => {
    const journal = await createRequestJournal({ bytes: 100_000, bodyLimit: 20_000 });
    for (let n = 0; n < 10; n += 1)
      journal.note(recorded({ body: 'x'.repeat(10_000), reply: 'y'.repeat(10_000) }));
    expect(journal.select({}, { limit: 100 }).requests.map(({ number }) => number)).toEqual([9, 10]);
  });

  test('keeps the beginning of long texts and says how much is missing', async () => {
    const journal = await createRequestJournal({ bodyLimit: 10 });
    journal.note(recorded({ body: 'x'.repeat(25), reply: '"größer als"', url: `/${'p'.repeat(10_000)}` }));
    const found = journal.find(1);
    expect(found?.request).toMatchObject({ body: 'xxxxxxxxxx', omitted: 15 });
    expect(found?.reply).toMatchObject({ body: '"größer al', omitted: 2 });
    expect(found?.path).toHaveLength(4096);
  });

  test('has no body of an answer to HEAD, for none was sent', async () => {
    const journal = await createRequestJournal();
    journal.note(recorded({ method: 'HEAD', reply: '{"a":1}' }));
    expect(journal.find(1)?.reply).toEqual({ headers: { 'content-type': 'application/json' } });
  });

  test('tells whether the caller had left', async () => {
    const journal = await createRequestJournal();
    journal.note(recorded({ callerLeft: true }));
    journal.note(recorded());
    expect([journal.find(1)?.callerLeft, journal.find(2)?.callerLeft]).toEqual([true, undefined]);
  });

  test('tells of each header the value that was sent', async () => {
    const journal = await createRequestJournal();
    journal.note(
      recorded({
        headers: [
          ['Prefer', 'a'],
          ['prefer', 'b'],
          ['X-Other', 'c'],
          ['MS-Any', 'd'],
          ['Accept', 'x'.repeat(2000)],
        ],
        apiHeaders: { 'MS-CV': 'api', 'MS-ServerId': '1' },
        replyHeaders: { 'ms-cv': 'own' },
      }),
    );
    const { request, reply } = journal.find(1) ?? {};
    expect(request?.headers).toEqual({ prefer: 'a, b', 'ms-any': 'd', accept: 'x'.repeat(1024) });
    expect(reply?.headers).toEqual({ 'ms-cv': 'own', 'ms-serverid': '1' });
  });

  test('does not keep pages and what is no text, but says how long they were', async () => {
    const journal = await createRequestJournal();
    journal.note(
      recorded({
        headers: [['Content-Type', 'multipart/form-data; boundary=x']],
        body: 'some parts',
        reply: '<html></html>',
        replyType: 'text/html; charset=utf-8',
      }),
    );
    const { request, reply } = journal.find(1) ?? {};
    expect(request).toEqual({ headers: { 'content-type': 'multipart/form-data; boundary=x' }, omitted: 10 });
    expect(reply).toEqual({ headers: { 'content-type': 'text/html; charset=utf-8' }, omitted: 13 });
  });
});
