import { expect, test } from 'vitest';
import type { Behaviour } from '../src/index.ts';
import { sold } from './double.ts';
import {
  announce,
  deliver,
  event,
  heard,
  operationId,
  readJson,
  type Stage,
  sendJson,
  stage,
} from './stage.ts';
import { controlledWaits, until } from './waits.ts';

const idle = `idle ${operationId}`;
const name = `answer ${operationId}`;

async function behaving(behaviour: Behaviour): Promise<Stage> {
  const at = await stage();
  const { url } = at.double;
  const own = { behaviour, clock: `${url}/_sim/clock`, idle: `${url}/_sim/publisher/idle` };
  at.publisher.register(at.double.account(own));
  announce(at, event());
  await deliver(at, event());
  return at;
}

const arranged = ({ double }: Stage): readonly string[] =>
  double.journal.filter((line) => /^(appoint|kept|PATCH|idle)/.test(line));

test.each([
  [{ behaviour: 'accept', answerAfter: 'PT9S' }, 'Success'],
  [{ behaviour: 'reject', answerAfter: 'PT9S' }, 'Failure'],
  [{ behaviour: 'acknowledgeLate', answerAfter: 'PT9S' }, 'Success'],
  [{ behaviour: 'slow', replyDelayMs: 0, answerAfter: 'PT9S' }, 'Success'],
] as const)(
  '%j: the answer is appointed with the clock, and comes when that has moved',
  async (set, status) => {
    const at = await behaving(set);
    await until(() => heard(at).length === 1);
    expect(arranged(at)).toEqual([`appoint ${name}`, idle]);
    at.double.tick('2026-03-20T08:31:15.999Z');
    at.double.tick('2026-03-20T08:31:16.000Z');
    await until(() => at.double.journal.includes(`kept ${name}`));
    expect(arranged(at).slice(2)).toEqual([`PATCH ${operationId} ${status}`, `kept ${name}`]);
  },
);

test.each([
  ['InProgress', '200, later Failure not taken: it answered 409', undefined],
  ['Succeeded', '200, later Failure too late, Succeeded', 20],
  ['Failed', '200, later Failure too late, Failed', undefined],
])('F18: a failure that is too late; the operation is %s', async (status, answer, seats) => {
  const at = await behaving({ behaviour: 'reject', answerAfter: 'PT3H' });
  at.double.refusals.set('PATCH', { status: 409 });
  announce(at, { ...event(), status });
  await until(() => heard(at).length === 1);
  at.double.tick('2026-03-20T11:31:07.000Z');
  await until(() => at.double.journal.includes(`kept ${name}`));
  const { events } = Object(await (await fetch(`${at.base}/events`)).json());
  expect(events).toMatchObject([{ answer }]);
  expect((await readJson(`${at.base}/subscriptions/${sold().id}`))['seats']).toBe(seats);
});

test('an answer that staff gives earlier frees the clock', async () => {
  const at = await behaving({ behaviour: 'accept', answerAfter: 'PT9S' });
  await until(() => heard(at).length === 1);
  await sendJson('POST', `${at.base}/operations/${operationId}/answer`, { status: 'Failure' });
  await until(() => at.double.journal.includes(`kept ${name}`));
  at.double.tick('2026-03-20T09:00:00.000Z');
  expect(heard(at)).toEqual([idle, `PATCH ${operationId} Failure`]);
});

test('a clock that runs along with real time brings the answer by itself', async () => {
  const at = await behaving({ behaviour: 'accept', answerAfter: 'PT0.2S' });
  at.double.tick('2026-03-20T08:31:07.000Z', 'live');
  await until(() => heard(at).includes(`PATCH ${operationId} Success`));
});

test('a clock that goes away is looked for again', async () => {
  const waits = controlledWaits();
  const at = await stage({}, { delay: waits.delay });
  const behaviour = { behaviour: 'accept', answerAfter: 'PT9S' } as const;
  at.publisher.register(at.double.account({ behaviour, clock: `${at.double.url}/_sim/clock` }));
  announce(at, event());
  await deliver(at, event());
  await until(() => at.double.followers.size === 1);
  for (const follower of at.double.followers) follower.destroy();
  const again = await waits.next();
  expect(again.ms).toBe(1000);
  Object.assign(at.double.clock, { now: '2026-03-20T08:31:16.000Z' });
  again.go();
  await until(() => heard(at).includes(`PATCH ${operationId} Success`));
});

test('an account that is forgotten gives no answer any more, and keeps no appointment of whoever comes after it', async () => {
  const at = await behaving({ behaviour: 'accept', answerAfter: 'PT9S' });
  await until(() => at.double.followers.size === 1);
  at.publisher.remove('default/publisher-1');
  await until(() => at.double.followers.size === 0);
  at.publisher.register(at.double.account({ behaviour: { behaviour: 'reject' } }));
  at.double.tick('2026-03-20T09:00:00.000Z');
  await deliver(at, event());
  await until(() => heard(at).includes(`PATCH ${operationId} Failure`));
  expect(arranged(at)).toEqual([`appoint ${name}`, idle, `PATCH ${operationId} Failure`]);
});

const reminder = {
  name,
  at: '2026-03-20T08:31:16.000Z',
  memo: {
    what: 'answer',
    status: 'Failure',
    askedAt: '2026-03-20T08:31:07.000Z',
    behaviour: { behaviour: 'reject', answerAfter: 'PT9S' },
    payload: event(),
  },
};

const remind = ({ publisher }: Stage, appointments: readonly unknown[], key = 'default/publisher-1') =>
  sendJson('POST', `${publisher.url}/accounts/${key}/appointments`, { appointments });

test('what another account of the same world has put off is done by the one that is told of it, once', async () => {
  const at = await stage();
  const { url } = at.double;
  at.publisher.register(at.double.account({ clock: `${url}/_sim/clock` }));
  announce(at, event());
  for (const _ of [1, 2]) expect((await remind(at, [reminder])).status).toBe(204);
  const { open } = await readJson(`${at.base}/operations`);
  expect(open).toMatchObject([
    {
      ...{ operationId, askedAt: reminder.memo.askedAt, to: { quantity: 20 } },
      byItself: { status: 'Failure', at: reminder.at },
    },
  ]);
  at.double.tick(reminder.at);
  await until(() => at.double.journal.includes(`kept ${name}`));
  expect(arranged(at)).toEqual([`PATCH ${operationId} Failure`, `kept ${name}`]);
  const { events } = await readJson(`${at.base}/events`);
  expect(events).toMatchObject([{ id: operationId, verified: true, answer: '200, later Failure' }]);
});

test.each([
  [[{ ...reminder, memo: { what: 'something' } }], undefined, 400],
  [[{ ...reminder, at: 'tomorrow' }], undefined, 400],
  [[reminder], 'default/nobody', 404],
])('appointments that nobody can keep are refused: %j of %s', async (appointments, key, status) => {
  const at = await stage();
  expect((await remind(at, appointments, key)).status).toBe(status);
});

test.each([
  [{ behaviour: 'silent', answerAfter: 'PT9S' }, 'answerAfter', 'accept, reject, slow, acknowledgeLate'],
  [{ behaviour: 'hang', replyDelayMs: 10 }, 'replyDelayMs', 'accept, reject, byHand'],
  [{ behaviour: 'error', answerAfter: 'PT9S', jitterMs: 5 }, 'answerAfter', 'accept'],
])('%j is refused: the detail would be without effect', async (set, detail, users) => {
  const at = await stage();
  const refused = await sendJson('PUT', `${at.base}/behaviour`, set);
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain(
    `"${detail}: has no effect with ${set.behaviour}; it is for ${users}`,
  );
});
