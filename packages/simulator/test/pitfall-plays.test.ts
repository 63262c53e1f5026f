import { expect, test } from 'vitest';
import { allPitfalls } from '../src/faults/catalog.ts';
import { type Caller, started } from './support/running.ts';

interface Shown {
  readonly path: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are whatever was sent and came back
  readonly sent?: any;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are whatever was sent and came back
  readonly body?: any;
}

type See = (shown: readonly Shown[]) => unknown;

const statuses: See = (shown) => shown.map(({ status }) => status);
const members =
  (...names: readonly string[]): See =>
  (shown) =>
    shown.map((one) => names.map((name) => (one.sent ?? one.body)?.[name]));
const terms: See = (shown) => shown.map(({ sent, body }) => (sent?.subscription ?? body).term);
const bearer = ([one]: readonly Shown[]) =>
  JSON.parse(one?.headers?.['authorization']?.replace('Bearer ', '') ?? '{}');

/** What is seen of each fault when it strikes in a world of its own. */
const seen: readonly (readonly [id: string, see: See, expected: unknown])[] = [
  ['F03', (shown) => [...new Set(shown.map(({ status }) => status))].sort(), [200, 400]],
  ['F05', (shown) => shown.map(({ status, body }) => [status, typeof body]), [[403, 'string']]],
  ['F06', (shown) => shown.map(({ status, body }) => [status, body.error]), [[401, 'invalid_client']]],
  ['F08', (shown) => shown.map(({ status, body }) => [status, typeof body]), [[403, 'string']]],
  [
    'F10',
    (shown) => shown.map(({ status, sent, body }) => sent?.action ?? body?.saasSubscriptionStatus ?? status),
    [200, 'PendingFulfillmentStart', 'Unsubscribe', 'Unsubscribed'],
  ],
  ['F11', terms, [{ termUnit: 'P1M' }]],
  ['F13', terms, [{ termUnit: 'P1Y', startDate: '2026-01-05T00:00:00Z', endDate: '2026-02-04T00:00:00Z' }]],
  ['F14', terms, [expect.objectContaining({ termUnit: 'P18M' })]],
  ['F15', members('action'), [['Transfer']]],
  ['F16', members('action'), [['Suspend'], ['Suspend']]],
  [
    'F17',
    members('action', 'saasSubscriptionStatus'),
    [
      ['Unsubscribe', undefined],
      ['Suspend', undefined],
      [undefined, 'Unsubscribed'],
    ],
  ],
  ['F20', statuses, [409, 200]],
  ['F21', ([one]) => [one?.sent.quantity, one?.sent.subscription.quantity], [12, 12]],
  ['F22', statuses, [200, 404]],
  ['F23', (shown) => shown.map(({ body }) => body.operations.length), [1, 0]],
  ['F31', members('quantity'), [['10'], ['12']]],
  ['F34', (shown) => [shown[1]?.status, shown[2]?.body.quantity], [200, 12]],
  ['F35', (shown) => [bearer(shown).ver, typeof bearer(shown).azp], ['2.0', 'string']],
  ['F36', (shown) => bearer(shown).exp < Date.now() / 1000, true],
  [
    'F37',
    ([one]) => [one?.body.subscriptions.length, new URL(one?.body['@nextLink']).hostname],
    [2, 'localhost'],
  ],
  ['F40', members('offerId'), [['tidewatch-preview']]],
  [
    'F42',
    terms,
    [
      expect.objectContaining({ startDate: '2026-01-05T00:00:00Z' }),
      expect.objectContaining({ startDate: '2026-02-05T00:00:00Z' }),
    ],
  ],
  [
    'F43',
    members('action', 'status'),
    [
      ['Subscribe', undefined],
      ['Renew', 'Succeeded'],
    ],
  ],
  ['F44', (shown) => [shown[0]?.status, shown[1]?.body.saasSubscriptionStatus], [400, 'Subscribed']],
  ['F48', statuses, [403, 200]],
  [
    'F49',
    (shown) => shown.map(({ status, body }) => [status, body]),
    [
      [200, undefined],
      [404, undefined],
    ],
  ],
  ['F52', statuses, [429, 503, undefined, 200]],
  [
    'F54',
    ([read, list]) => list?.body.plans.some(({ planId }: { planId: string }) => planId === read?.body.planId),
    false,
  ],
  ['F55', (shown) => [shown[0]?.status, shown[1]?.body.quantity], [undefined, 10]],
  ['F57', (shown) => shown.slice(2).map(({ body }) => body.status ?? body.quantity), ['Succeeded', 10, 12]],
  ['F58', (shown) => shown[1]?.body[0].reconStatus, 'TestHeaders'],
];

async function shownBy(at: Caller, id: string): Promise<readonly Shown[]> {
  const { status, body } = await at.post(`/_sim/pitfalls/${id}/world`);
  expect([status, body.error]).toEqual([201, undefined]);
  return body.shown;
}

test('every fault is seen in a world of its own', () => {
  const faults = allPitfalls.filter(({ kind }) => kind === 'fault').map(({ id }) => id);
  expect(seen.map(([id]) => id)).toEqual(faults);
});

test.each(seen)('%s strikes in a world of its own, where its symptom is shown', async (id, see, expected) => {
  const at = await started();
  expect(see(await shownBy(at, id))).toEqual(expected);
  const { faults } = (
    await at.get('/_sim/faults?all=true', { headers: { 'x-marketsim-world': id.toLowerCase() } })
  ).body;
  expect(faults).toMatchObject([{ name: id, struck: expect.any(Number) }]);
  expect(faults[0].struck).toBeGreaterThan(0);
});
