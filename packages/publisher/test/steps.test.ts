import { expect, test } from 'vitest';
import type { Step } from '../src/index.ts';
import { openLink, sell, sessionOf, stage, submit, told } from './stage.ts';

const tenantUrl: Step = { name: 'tenant-url', owner: 'customer', before: 'activation' };
const exportData: Step = { name: 'export-data', owner: 'partner', before: 'cancel' };
const review: Step = { name: 'review', owner: 'publisher', before: 'activation' };

test('steps of partner and customer come before the licences', async () => {
  const at = await stage({ setupForm: false, steps: [tenantUrl, exportData, review] });
  at.double.steps.push(...[tenantUrl, exportData, review].map((step) => ({ ...step, done: false })));
  sell(at);
  const page = await openLink(at);
  expect(page.text).toContain('tenant-url');
  expect(page.text).toContain('We are on it');
  expect(page.text).not.toContain('export-data');
  expect(page.text).not.toContain('Licence desk');
  const session = sessionOf(page);
  const after = await submit(at, 'steps', { session, step: 'tenant-url' });
  expect(told(at)).toEqual(['step tenant-url']);
  expect(after.text).toContain('Done: tenant-url.');
  expect(after.text).toContain('Licence desk');
});

test('steps of the account are required at the extension when a purchase comes, those of a change too', async () => {
  const at = await stage({ setupForm: false, steps: [tenantUrl, exportData] });
  at.double.steps.push({ ...tenantUrl, done: false });
  sell(at);
  await openLink(at);
  await openLink(at);
  expect(told(at)).toEqual(['require export-data']);
  expect(at.double.steps).toContainEqual({ ...exportData, done: false });
});

test.each([
  ['Subscribed', ['require export-data']],
  ['Unsubscribed', []],
])('%s: what is over needs no step any more', async (saasSubscriptionStatus, required) => {
  const at = await stage({ steps: [tenantUrl, exportData] });
  sell(at, { saasSubscriptionStatus });
  await openLink(at);
  expect(told(at)).toEqual(required);
});

test('a step that the extension does not take is done all the same', async () => {
  const at = await stage({ setupForm: false, steps: [tenantUrl] });
  at.double.refusals.set('require', { status: 404 });
  sell(at);
  const session = sessionOf(await openLink(at));
  expect((await submit(at, 'steps', { session, step: 'tenant-url' })).text).toContain('Licence desk');
});

test('any other refusal leaves the step open', async () => {
  const at = await stage({ setupForm: false, steps: [tenantUrl] });
  sell(at);
  at.double.refusals.set('step', { status: 409, body: { message: 'it has ended' } });
  const session = sessionOf(await openLink(at));
  const { text } = await submit(at, 'steps', { session, step: 'tenant-url' });
  expect(text).toContain('The step was not accepted: it has ended');
  expect(text).not.toContain('Licence desk');
});

test.each([['review'], ['unheard-of']])('the step %s cannot be completed on the page', async (step) => {
  const at = await stage({ setupForm: false, steps: [review] });
  sell(at);
  const session = sessionOf(await openLink(at));
  expect((await submit(at, 'steps', { session, step })).text).toContain('no such step for you');
  expect(told(at)).not.toContain(`step ${step}`);
});

test('gates of a running subscription are on its Manage page, those of the extension too', async () => {
  const at = await stage();
  at.double.steps.push({ ...exportData, done: false });
  sell(at, { saasSubscriptionStatus: 'Subscribed' });
  const page = await openLink(at);
  expect(page.text).toContain('before the subscription is cancelled');
  const session = sessionOf(page);
  expect((await submit(at, 'steps', { session, step: 'export-data' })).text).toContain(
    '<span class="tag on">Done</span>',
  );
});
