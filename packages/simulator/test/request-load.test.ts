import { describe, expect, test } from 'vitest';
import { createRequestJournal } from '../src/requests/request-journal.ts';
import { type Exchanged, recorded } from './support/recorded.ts';

const secret = 'not-to-be-seen';

/** A journal in memory by a clock of its own; `note` tells the request as it is kept. */
async function journalAt() {
  const clock = { now: 1_000_000 };
  const journal = await createRequestJournal({}, { wallClock: () => clock.now });
  const note = (exchanged: Exchanged) => {
    journal.note(recorded({ method: 'GET', reply: '{"a":1}', ...exchanged }));
    return journal.find(journal.last());
  };
  const load = (count: number) => {
    for (let n = 0; n < count; n += 1) note({});
  };
  return { clock, note, load };
}

const full = { request: { headers: {} }, reply: { body: '{"a":1}' } };

describe('while thousands of requests come in per second', () => {
  test('what goes well is kept in a line, all else in full', async () => {
    const { note, load } = await journalAt();
    load(255);
    expect(note({})).toMatchObject(full);
    const line = note({ url: '/v1/things', status: 202, method: 'POST', body: '{"b":2}' });
    expect(line).toMatchObject({
      number: 257,
      method: 'POST',
      path: '/v1/things',
      status: 202,
      route: 'MADE-UP',
    });
    expect(line).not.toHaveProperty('request');
    expect(line).not.toHaveProperty('reply');
    expect(note({ status: 404 })).toMatchObject(full);
    expect(note({ status: 0 })).toMatchObject({ request: { headers: {} } });
  });

  test('an address with a query is kept in full, and shows no credential', async () => {
    const { note, load } = await journalAt();
    load(300);
    const headers = [['Cookie', secret]] as const;
    expect(note({ url: `/v1/things?of=${secret}`, headers })).toMatchObject({
      ...full,
      path: '/v1/things?of=***',
    });
  });

  test.each([
    { after: 99, kept: 'in a line' },
    { after: 100, kept: 'in a line' },
    { after: 199, kept: 'in a line' },
    { after: 200, kept: 'in full' },
    { after: -1, kept: 'in full' },
  ])('$after ms after the first one of a load it is kept $kept', async ({ after, kept }) => {
    const { clock, note, load } = await journalAt();
    load(300);
    clock.now += after;
    expect(note({})?.request === undefined).toBe(kept === 'in a line');
  });

  test('fewer are no load, however long they go on', async () => {
    const { clock, note, load } = await journalAt();
    for (let n = 0; n < 5; n += 1) {
      load(255);
      clock.now += 100;
    }
    expect(note({})).toMatchObject(full);
  });
});
