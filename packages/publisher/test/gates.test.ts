import { expect, test } from 'vitest';
import type { Step } from '../src/index.ts';
import { sold } from './double.ts';
import {
  openLink,
  readJson,
  type Stage,
  sell,
  sendJson,
  sessionOf,
  stage,
  submit,
  told,
  visit,
} from './stage.ts';

const exportData: Step = { name: 'Export your data', owner: 'customer', before: 'cancel' };
const done = 'Export%20your%20data/complete';
const stepsAt = ({ base }: Stage): string => `${base}/subscriptions/${sold().id}/steps`;
const form = (url: string, fields: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

test('a step is required and completed over HTTP, and the extension is told of both (CAN-10)', async () => {
  const at = await stage();
  sell(at, { saasSubscriptionStatus: 'Subscribed' });
  const required = await sendJson('POST', stepsAt(at), exportData);
  expect([required.status, await required.json()]).toEqual([
    200,
    { steps: [{ ...exportData, done: false }] },
  ]);
  expect(await readJson(stepsAt(at))).toEqual({ steps: [{ ...exportData, done: false }] });
  const completed = await fetch(`${stepsAt(at)}/${done}`, { method: 'POST' });
  expect([completed.status, await completed.json()]).toEqual([
    200,
    { steps: [{ ...exportData, done: true }] },
  ]);
  expect(told(at)).toEqual(['require Export your data', 'step Export your data']);
});

test('the desk requires and completes steps by form, and shows them', async () => {
  const at = await stage();
  const { id } = sell(at, { saasSubscriptionStatus: 'Subscribed' });
  const desk = `${at.base}/desk/${id}`;
  expect((await visit(desk)).text).toContain('None is required.');
  const required = await form(stepsAt(at), exportData);
  expect([required.status, required.headers.get('location')]).toEqual([303, new URL(desk).pathname]);
  expect((await visit(desk)).text).toMatch(/Export your data<\/strong>.*customer, before cancelling/s);
  expect((await form(`${stepsAt(at)}/${done}`, {})).status).toBe(303);
  expect((await visit(desk)).text).toContain('<span class="tag on">Done</span>');
});

test('the Manage page says what an open gate holds up, what is to be done and by whom', async () => {
  const at = await stage();
  at.double.steps.push({ ...exportData, done: false });
  at.double.steps.push({ name: 'Tell finance', owner: 'partner', before: 'quantity', done: false });
  sell(at, {
    saasSubscriptionStatus: 'Subscribed',
    purchaser: { emailId: 'orders@reseller.example', tenantId: 'c0a55e11-3d72-4f86-9b04-e81d26f7530a' },
  });
  const page = await openLink(at);
  expect(page.text).toContain('The subscription cannot be cancelled before this is done: Export your data.');
  expect(page.text).toContain('To be done by the customer, mara@northquay.example');
  expect(page.text).toContain('The number of licences cannot be changed before this is done: Tell finance.');
  expect(page.text).toContain('To be done by the partner, orders@reseller.example');
  const after = await submit(at, 'steps', { session: sessionOf(page), step: exportData.name });
  expect(after.text).not.toContain('cannot be cancelled');
  expect(after.text).toContain('cannot be changed');
});

test('a paused subscription shows its gates too', async () => {
  const at = await stage();
  at.double.steps.push({ ...exportData, done: false });
  sell(at, { saasSubscriptionStatus: 'Suspended' });
  expect((await openLink(at)).text).toContain('cannot be cancelled before this is done');
});

test.each([
  ['no name', { ...exportData, name: '' }],
  ['nobody to do it', { ...exportData, owner: 'nobody' }],
  ['another purpose', { ...exportData, before: 'renewal' }],
  ['something unknown', { ...exportData, colour: 'red' }],
])('a step with %s is refused, and nobody is told', async (_what, step) => {
  const at = await stage();
  sell(at);
  expect((await sendJson('POST', stepsAt(at), step)).status).toBe(400);
  expect((await form(stepsAt(at), step)).status).toBe(400);
  expect(told(at)).toEqual([]);
});

test('what the extension refuses is passed on in its words', async () => {
  const at = await stage();
  sell(at);
  at.double.steps.push({ ...exportData, done: false });
  const taken = await sendJson('POST', stepsAt(at), exportData);
  expect(taken.status).toBe(409);
  expect(await taken.text()).toContain('the step is taken');
  const page = await form(stepsAt(at), exportData);
  expect(page.status).toBe(409);
  expect(await page.text()).toMatch(/<h1>Nothing was changed<\/h1>.*the step is taken/s);
  expect((await fetch(`${stepsAt(at)}/unheard-of/complete`, { method: 'POST' })).status).toBe(404);
  at.double.refusals.set('require', { status: 500 });
  expect((await sendJson('POST', stepsAt(at), { ...exportData, name: 'other' })).status).toBe(502);
});

test('without an extension nothing can be held up', async () => {
  const at = await stage({ extension: undefined, steps: [exportData] });
  sell(at);
  expect((await sendJson('POST', stepsAt(at), exportData)).status).toBe(409);
  expect((await fetch(`${stepsAt(at)}/unheard-of/complete`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${stepsAt(at)}/${done}`, { method: 'POST' })).status).toBe(200);
  expect(await readJson(stepsAt(at))).toEqual({ steps: [{ ...exportData, done: true }] });
});

test('a form of another site requires nothing', async () => {
  const at = await stage();
  sell(at);
  const headers = { origin: 'https://evil.example' };
  const body = new URLSearchParams(exportData);
  expect((await fetch(stepsAt(at), { method: 'POST', body, headers })).status).toBe(403);
  expect(told(at)).toEqual([]);
});
