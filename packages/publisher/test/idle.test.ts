import { expect, test } from 'vitest';
import { sold, startDouble, webhookToken } from './double.ts';
import { announce, deliver, event, heard, operationId, type Stage, sendJson, stage } from './stage.ts';
import { controlledWaits, until } from './waits.ts';

const success = `PATCH ${operationId} Success`;
const idle = `idle ${operationId}`;
const answerAt = ({ base }: Stage): string => `${base}/operations/${operationId}/answer`;

async function behaving(behaviour: string, answerAfter?: string) {
  const waits = controlledWaits();
  const set = answerAfter === undefined ? { behaviour } : { behaviour, answerAfter };
  const at = await stage({}, { delay: waits.delay });
  at.publisher.register(at.double.account({ behaviour: set, idle: `${at.double.url}/_sim/publisher/idle` }));
  announce(at, event());
  return { at, waits };
}

let fences = 0;

/** What was heard until now: whatever is on its way arrives before the signal of one more webhook. */
async function heardUntilNow(at: Stage): Promise<readonly string[]> {
  fences += 1;
  const id = `fence-${fences}`;
  await sendJson('PUT', `${at.base}/subscriptions/${id}/behaviour`, { behaviour: 'accept' });
  await deliver(at, event({ id, subscriptionId: id, action: 'Renew', status: 'Succeeded' }));
  await until(() => heard(at).includes(`idle ${id}`));
  return heard(at).filter((line) => !line.includes('fence'));
}

const heardAtLast = async (at: Stage, count: number): Promise<readonly string[]> => {
  await until(() => heard(at).filter((line) => !line.includes('fence')).length >= count);
  return heardUntilNow(at);
};

test.each([
  ['accept', 'Success'],
  ['reject', 'Failure'],
])('%s: the signal comes after the answer', async (behaviour, status) => {
  const { at, waits } = await behaving(behaviour);
  await deliver(at, event());
  const wait = await waits.next();
  expect(await heardUntilNow(at)).toEqual([]);
  wait.go();
  expect(await heardAtLast(at, 2)).toEqual([`PATCH ${operationId} ${status}`, idle]);
});

test('slow: the signal comes after the answer', async () => {
  const { at, waits } = await behaving('slow');
  const delivery = deliver(at, event());
  const beforeReply = await waits.next();
  expect(await heardUntilNow(at)).toEqual([]);
  beforeReply.go();
  await delivery;
  (await waits.next()).go();
  expect(await heardAtLast(at, 2)).toEqual([success, idle]);
});

test('acknowledgeEarly: one signal', async () => {
  const { at } = await behaving('acknowledgeEarly');
  await deliver(at, event());
  expect(await heardAtLast(at, 2)).toEqual([success, idle]);
});

test.each([['silent'], ['byHand'], ['acknowledgeLate']])(
  '%s: the signal comes at once, and an answer later brings no other',
  async (behaviour) => {
    const { at } = await behaving(behaviour);
    await deliver(at, event());
    expect(await heardAtLast(at, 1)).toEqual([idle]);
    await fetch(answerAt(at), { method: 'POST' });
    expect(await heardAtLast(at, 2)).toEqual([idle, success]);
  },
);

test('acknowledgeLate with a delay: the signal comes after the answer', async () => {
  const { at, waits } = await behaving('acknowledgeLate', 'PT11S');
  await deliver(at, event());
  const wait = await waits.next();
  expect(await heardUntilNow(at)).toEqual([]);
  wait.go();
  expect(await heardAtLast(at, 2)).toEqual([success, idle]);
});

test('acknowledgeLate with a delay that is answered sooner: the signal does not wait for the delay', async () => {
  const { at, waits } = await behaving('acknowledgeLate', 'PT11S');
  await deliver(at, event());
  const wait = await waits.next();
  await sendJson('POST', answerAt(at), { status: 'Failure' });
  expect(await heardAtLast(at, 2)).toEqual([`PATCH ${operationId} Failure`, idle]);
  wait.go();
  expect(await heardUntilNow(at)).toHaveLength(2);
});

test.each([['refuse'], ['error']])('%s: no signal, for the call may come again', async (behaviour) => {
  const { at } = await behaving(behaviour);
  await deliver(at, event());
  expect(await heardUntilNow(at)).toEqual([]);
});

test('hang: no signal, also once the caller has gone', async () => {
  const { at } = await behaving('hang');
  const caller = new AbortController();
  const headers = { authorization: `Bearer ${await webhookToken()}` };
  const body = JSON.stringify(event());
  const call = fetch(`${at.base}/webhook`, { method: 'POST', headers, body, signal: caller.signal });
  const failed = expect(call).rejects.toThrow();
  await until(() => at.double.journal.includes('keys'));
  expect(await heardUntilNow(at)).toEqual([]);
  caller.abort();
  await failed;
  expect(await heardUntilNow(at)).toEqual([]);
});

test('a notice: one signal', async () => {
  const { at } = await behaving('reject');
  const suspended = event({ action: 'Suspend', status: 'Succeeded' });
  announce(at, suspended);
  await deliver(at, suspended);
  expect(await heardAtLast(at, 1)).toEqual([idle]);
});

test('a repeated call: a signal of its own, but not before the answer to the first', async () => {
  const { at, waits } = await behaving('acknowledgeLate', 'PT11S');
  await deliver(at, event());
  const wait = await waits.next();
  expect((await deliver(at, event())).status).toBe(200);
  expect(await heardUntilNow(at)).toEqual([]);
  wait.go();
  expect(await heardAtLast(at, 3)).toEqual([success, idle, idle]);
});

test('an answer that the marketplace does not take: the signal comes all the same', async () => {
  const { at, waits } = await behaving('accept');
  at.double.refusals.set('PATCH', { status: 400 });
  await deliver(at, event());
  (await waits.next()).go();
  expect(await heardAtLast(at, 2)).toEqual([success, idle]);
});

test('an action that is not known: one signal', async () => {
  const { at } = await behaving('accept');
  await deliver(at, event({ action: 'Transfer' }));
  expect(await heardAtLast(at, 1)).toEqual([idle]);
});

test('a call by somebody else, one that cannot be read and one about no operation: no signal', async () => {
  const { at } = await behaving('accept');
  await deliver(at, event(), await webhookToken({ forged: 'forged' }));
  await deliver(at, '{');
  await deliver(at, { subscriptionId: sold().id, operationType: 'Reinstate' });
  expect(await heardUntilNow(at)).toEqual([]);
});

test('an address that is not the marketplace’s gets the signal without the bearer', async () => {
  const { at } = await behaving('silent');
  const elsewhere = await startDouble();
  try {
    at.publisher.register(
      at.double.account({ idle: `${elsewhere.url}/_sim/publisher/idle`, headers: { 'x-world': 'a' } }),
    );
    const suspended = event({ action: 'Suspend', status: 'Succeeded' });
    announce(at, suspended);
    await deliver(at, suspended);
    await until(() => elsewhere.journal.includes(idle));
    expect(elsewhere.headers.get('idle')).not.toHaveProperty('authorization');
    expect(elsewhere.headers.get('idle')).not.toHaveProperty('x-world');
  } finally {
    await elsewhere.close();
  }
});
