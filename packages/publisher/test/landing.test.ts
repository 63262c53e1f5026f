import { expect, test } from 'vitest';
import { company, openLink, sell, sessionOf, setUp, stage, submit, token, told, visit } from './stage.ts';

test('without a token there is a page about the product', async () => {
  const at = await stage();
  const { status, text } = await visit(`${at.base}/landing`);
  expect(status).toBe(200);
  expect(text).toContain('Configure account now');
  expect(at.double.journal).toEqual([]);
});

test('the decoded token is resolved, and appears nowhere on the page', async () => {
  const at = await stage();
  sell(at);
  const { status, text } = await openLink(at);
  expect(status).toBe(200);
  expect(text).toContain('<h1>Configure your subscription</h1>');
  expect(text).toContain('Harbour North seats');
  expect(text).toContain('1 year');
  expect(text).not.toContain(token);
  expect(text).not.toContain(encodeURIComponent(token));
});

test('a plus sign that became a blank is put right', async () => {
  const at = await stage();
  sell(at);
  expect((await visit(`${at.base}/landing?token=${token}`)).text).toContain('Configure your subscription');
});

test('a partner who buys on behalf of a customer is named', async () => {
  const at = await stage();
  sell(at, {
    purchaser: { emailId: 'orders@reseller.example', tenantId: 'c0a55e11-3d72-4f86-9b04-e81d26f7530a' },
  });
  const { text } = await openLink(at);
  expect(text).toContain(
    'orders@reseller.example is a partner who buys this on behalf of mara@northquay.example',
  );
});

test.each([
  ['Subscribed', 'Manage your subscription', 'Licence desk'],
  ['Suspended', 'Your subscription is paused', 'Your data is kept'],
  ['Unsubscribed', 'Your subscription has ended', 'kept for 7 days'],
  ['NotStarted', 'Your subscription', 'There is nothing to do here now'],
])('%s shows %j', async (saasSubscriptionStatus, title, words) => {
  const at = await stage();
  sell(at, { saasSubscriptionStatus });
  const { status, text } = await openLink(at);
  expect(status).toBe(200);
  expect(text).toContain(`<h1>${title}</h1>`);
  expect(text).toContain(words);
  expect(text).not.toContain('Confirm the setup');
});

test('what has ended does not renew, whatever its flag says', async () => {
  const at = await stage();
  sell(at, { autoRenew: true });
  expect((await openLink(at)).text).toContain('<dt>Renews</dt><dd>automatically</dd>');
  sell(at, { autoRenew: true, saasSubscriptionStatus: 'Unsubscribed' });
  expect((await openLink(at)).text).not.toContain('Renews');
});

test('a token that cannot be resolved asks to reopen the link', async () => {
  const at = await stage();
  const { status, text } = await openLink(at);
  expect(status).toBe(400);
  expect(text).toContain('Configure account');
  expect(text).toContain('Manage account');
});

test('F05: a purchase of somebody else is said to be that', async () => {
  const at = await stage();
  at.double.refusals.set('resolve', { status: 403, body: 'internal words' });
  const { status, text } = await openLink(at);
  expect(status).toBe(403);
  expect(text).toContain('This purchase is not ours');
  expect(text).not.toContain('internal words');
});

test.each([[500], [503]])('a marketplace that answers %i gives 502', async (answered) => {
  const at = await stage();
  at.double.refusals.set('resolve', { status: answered, body: 'internal words' });
  const { status, text } = await openLink(at);
  expect(status).toBe(502);
  expect(text).not.toContain('internal words');
});

test('a marketplace that cannot be reached gives 502', async () => {
  const at = await stage({ marketplace: 'http://127.0.0.1:1' });
  expect((await openLink(at)).status).toBe(502);
});

test('a refused secret gives 502, and the secret is not shown', async () => {
  const at = await stage({ clientSecret: 'outdated words' });
  const { status, text } = await openLink(at);
  expect(status).toBe(502);
  expect(text + at.lines.join()).not.toContain('outdated words');
});

test('a form with fields that are not good says so beside them, and saves nothing', async () => {
  const at = await stage();
  const { id } = sell(at);
  const session = sessionOf(await openLink(at));
  const { status, text } = await submit(at, 'company', {
    session,
    company: ' ',
    contact: 'Mara',
    email: 'nobody',
  });
  expect(status).toBe(400);
  expect(text).toMatch(
    /id="company"[^>]*aria-describedby="company-error"[^>]*aria-invalid="true"[^>]*autofocus/,
  );
  expect(text).toContain('<p class="error" id="company-error">Enter the company name.</p>');
  expect(text).toMatch(/id="email"[^>]*aria-describedby="email-hint email-error"[^>]*aria-invalid="true"/);
  expect(text).toContain('value="nobody"');
  expect(text.match(/autofocus/g)).toHaveLength(1);
  expect(text).not.toContain('Licence desk');
  const record = await (await fetch(`${at.base}/subscriptions/${id}`)).json();
  expect(record).not.toHaveProperty('company');
});

test('the setup goes from the company over licences to the confirmation', async () => {
  const at = await stage();
  const { id } = sell(at);
  const session = sessionOf(await openLink(at));
  const stored = await submit(at, 'company', { session, ...company });
  expect(stored.text).toContain('Licence desk');
  expect(stored.text).toContain('value="12"');
  const assigned = await submit(at, 'licences', { session, licences: '12' });
  expect(assigned.text).toContain('12 licences are assigned.');
  const confirmed = await submit(at, 'confirm', { session });
  expect(confirmed.text).toContain('<h1>Manage your subscription</h1>');
  expect(told(at)).toEqual(['licences 12', 'activate']);
  const record = await (await fetch(`${at.base}/subscriptions/${id}`)).json();
  expect(record).toMatchObject({ company, licences: 12, access: 'on', seats: 12, planId: 'deck' });
});

test('confirming again activates once', async () => {
  const at = await stage();
  sell(at);
  const session = await setUp(at);
  await submit(at, 'confirm', { session });
  const again = await submit(at, 'confirm', { session });
  expect(again.status).toBe(200);
  expect(again.text).toContain('The setup is confirmed and the subscription is active.');
  expect(told(at).filter((line) => line === 'activate')).toHaveLength(1);
});

test('a refused activation is told in words and can be repeated', async () => {
  const at = await stage();
  sell(at);
  const session = await setUp(at);
  at.double.refusals.set('activate', { status: 400, body: { message: 'the plan is another one' } });
  const refused = await submit(at, 'confirm', { session });
  expect(refused.text).toContain('did not accept the confirmation: the plan is another one');
  expect(refused.text).toContain('<h2 id="confirm-title">Confirm the setup</h2>');
  at.double.refusals.clear();
  expect((await submit(at, 'confirm', { session })).text).toContain('The setup is confirmed.');
});

test('a confirmation that somebody else was faster with is no failure', async () => {
  const at = await stage();
  const subscription = sell(at);
  const session = await setUp(at);
  at.double.onCall.set('activate', () => {
    at.double.subscriptions.set(subscription.id, { ...subscription, saasSubscriptionStatus: 'Subscribed' });
  });
  at.double.refusals.set('activate', { status: 400, body: { message: 'it is active' } });
  const { text } = await submit(at, 'confirm', { session });
  expect(text).toContain('The setup is confirmed and the subscription is active.');
  expect(text).not.toContain('it is active');
});

test('a purchase that activated by itself can still tell about its company, once', async () => {
  const at = await stage();
  const { id } = sell(at, { saasSubscriptionStatus: 'Subscribed' });
  const page = await openLink(at);
  expect(page.text).toContain('About your company');
  const session = sessionOf(page);
  expect((await submit(at, 'company', { session, ...company, email: '' })).status).toBe(400);
  await submit(at, 'company', { session, ...company });
  const again = await submit(at, 'company', { session, ...company, company: 'Another' });
  expect(again.text).toContain('the company stays as it is');
  const record = await (await fetch(`${at.base}/subscriptions/${id}`)).json();
  expect(record).toMatchObject({ company });
});

test('an activation that takes its time is told as such', async () => {
  const at = await stage();
  sell(at);
  const session = await setUp(at);
  at.double.refusals.set('activate', { status: 200 });
  expect((await submit(at, 'confirm', { session })).text).toContain('still activating');
});

test.each([['licences'], ['confirm']])('%s before the company changes nothing', async (form) => {
  const at = await stage();
  sell(at);
  const session = sessionOf(await openLink(at));
  expect((await submit(at, form, { session, licences: '12' })).text).toContain('finish the earlier steps');
  expect(told(at)).toEqual([]);
});

test.each([
  ['0', 'at least 1'],
  ['-3', 'at least 1'],
  ['1.5', 'at least 1'],
  ['many', 'at least 1'],
  ['', 'at least 1'],
  ['13', 'Only 12 were bought'],
])('%j licences are refused', async (licences, words) => {
  const at = await stage({ setupForm: false });
  sell(at);
  const session = sessionOf(await openLink(at));
  const { status, text } = await submit(at, 'licences', { session, licences });
  expect(status).toBe(400);
  expect(text).toMatch(new RegExp(`id="licences-error">[^<]*${words}`));
  expect(told(at)).toEqual([]);
});

test('a refusal of the extension is shown in words', async () => {
  const at = await stage({ setupForm: false });
  const { id } = sell(at);
  const session = sessionOf(await openLink(at));
  at.double.refusals.set('licences', { status: 409, body: { error: { message: 'setup steps are open' } } });
  const { status, text } = await submit(at, 'licences', { session, licences: '12' });
  expect(status).toBe(400);
  expect(text).toContain('did not accept this: setup steps are open');
  expect(await (await fetch(`${at.base}/subscriptions/${id}`)).json()).not.toHaveProperty('licences');
});

test('without an extension the licence desk keeps its own record', async () => {
  const at = await stage({ setupForm: false, extension: undefined });
  const { id } = sell(at, { quantity: undefined });
  const session = sessionOf(await openLink(at));
  expect((await submit(at, 'licences', { session, licences: '1' })).text).toContain('1 licence is assigned.');
  expect(await (await fetch(`${at.base}/subscriptions/${id}`)).json()).toMatchObject({ licences: 1 });
  expect(told(at)).toEqual([]);
});

test('a session that nobody opened changes nothing', async () => {
  const at = await stage();
  sell(at);
  const { status, text } = await submit(at, 'company', { session: 'guessed', ...company });
  expect(status).toBe(400);
  expect(text).toContain('This link cannot be used');
});

test('a session ends after 24 hours', async () => {
  const clock = { now: Date.now() };
  const at = await stage({}, { now: () => clock.now });
  sell(at);
  const session = sessionOf(await openLink(at));
  clock.now += 24 * 60 * 60 * 1000;
  expect((await submit(at, 'company', { session, ...company })).status).toBe(400);
});

test('F03: a link that fails at random as if it could not be decrypted is resolved again', async () => {
  const at = await stage();
  sell(at);
  let calls = 0;
  at.double.refusals.set('resolve', { status: 400, body: { message: 'cannot decrypt' } });
  at.double.onCall.set('resolve', () => {
    calls += 1;
    if (calls === 3) at.double.refusals.clear();
  });
  expect((await openLink(at)).text).toContain('Configure your subscription');
  expect(calls).toBe(3);
});
