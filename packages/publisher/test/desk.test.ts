import { expect, test } from 'vitest';
import { sold } from './double.ts';
import {
  announce,
  company,
  deliver,
  event,
  openLink,
  readJson,
  sell,
  sendJson,
  sessionOf,
  setUp,
  stage,
  submit,
  visit,
} from './stage.ts';

const hostile = `<script>alert("1")</script>'"&`;

test('the desk lists subscriptions of all pages with their records and events', async () => {
  const at = await stage();
  at.double.pageSize.value = 1;
  sell(at);
  at.double.subscriptions.set('second', sold({ id: 'second', name: 'Second one' }));
  await setUp(at);
  announce(at, event());
  await deliver(at, event());
  const { status, text } = await visit(`${at.base}/`);
  expect(status).toBe(200);
  for (const words of ['Harbour North seats', 'Second one', company.company, 'ChangeQuantity', '2 known']) {
    expect(text).toContain(words);
  }
});

test('the desk tells when a call came by the world that the call is about, and in its title by the machine', async () => {
  const at = await stage();
  sell(at);
  announce(at, event({ timeStamp: '2026-02-03T04:05:06.7890000Z' }));
  await deliver(at, event({ timeStamp: '2026-02-03T04:05:06.7890000Z' }));
  const { text } = await visit(`${at.base}/`);
  expect(text).toMatch(
    /<td title="\d{4}-\d\d-\d\d [\d:]{8} by the machine's clock">2026-02-03 04:05:06<\/td>/,
  );
});

test('the desk shows a plan without seats as one', async () => {
  const at = await stage();
  const { quantity: _, ...flat } = sold({ id: 'flat-one', planId: 'flat' });
  at.double.subscriptions.set('flat-one', flat);
  expect((await visit(`${at.base}/`)).text).toContain('<td>flat<br>no seats</td>');
});

test('the desk stays usable when the marketplace does not answer', async () => {
  const at = await stage();
  at.double.refusals.set('list', { status: 500, body: { message: 'down' } });
  const { status, text } = await visit(`${at.base}/`);
  expect(status).toBe(502);
  expect(text).toContain('Behaviour of the account');
});

test('the desk sets behaviours by form, and refuses a form of another site', async () => {
  const at = await stage();
  const { id } = sell(at);
  const url = `${at.base}/subscriptions/${id}/behaviour`;
  const body = new URLSearchParams({ behaviour: 'silent' });
  const foreign = await fetch(url, { method: 'POST', body, headers: { origin: 'https://evil.example' } });
  expect(foreign.status).toBe(403);
  const set = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  expect([set.status, set.headers.get('location')]).toEqual([303, '/default/publisher-1/']);
  expect((await visit(`${at.base}/`)).text).toMatch(/value="silent" selected/);
});

test('hostile names are shown as text everywhere', async () => {
  const at = await stage({ name: hostile });
  sell(at, { name: hostile, planId: hostile, beneficiary: { emailId: hostile, tenantId: 'a' } });
  const session = sessionOf(await openLink(at));
  const form = {
    session,
    company: hostile,
    contact: hostile,
    email: hostile,
    details: `</textarea>${hostile}`,
  };
  const pages = [
    await submit(at, 'company', form),
    await submit(at, 'company', { ...form, email: company.email }),
    await submit(at, 'steps', { session, step: hostile }),
    await visit(`${at.base}/`),
    await visit(`${at.base}/landing`),
  ];
  await deliver(at, event({ action: hostile }));
  pages.push(await visit(`${at.base}/`), await visit(`${at.base.replace('/default/publisher-1', '')}/`));
  for (const { text } of pages) {
    expect(text).not.toContain('<script>');
    expect(text).not.toContain(hostile);
    expect(text).toContain('&lt;script&gt;');
  }
  expect(pages[0]?.text).not.toContain('</textarea><');
});

test.each([['/landing'], ['/'], ['/landing?token=abc%2Bdef%2Fghi%3D%3D'], ['/landing?token=wrong']])(
  '%s has landmarks, one heading, labels and a language',
  async (path) => {
    const at = await stage();
    sell(at);
    const { text } = await visit(`${at.base}${path}`);
    expect(text).toContain('<html lang="en">');
    expect(text).toMatch(/<meta name="viewport"/);
    expect(text.match(/<h1>/g)).toHaveLength(1);
    for (const landmark of ['<header>', '<main id="main">', '<footer>', 'href="#main"']) {
      expect(text).toContain(landmark);
    }
    const controls = [...text.matchAll(/<(?:input(?! type="hidden")|select|textarea)[^>]*>/g)].map(
      ([tag]) => tag,
    );
    for (const tag of controls) {
      const id = /id="([^"]+)"/.exec(tag)?.[1];
      expect(tag.includes('aria-label=') || text.includes(`<label for="${id}">`)).toBe(true);
    }
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(text).not.toContain('<script');
  },
);

test('pages forbid scripts, framing and storing', async () => {
  const at = await stage();
  const { headers } = await fetch(`${at.base}/landing`);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-powered-by')).toBeNull();
});

test('what was activated without the landing page is known on the desk, and what is known is not overwritten', async () => {
  const at = await stage();
  const { id } = sell(at, { saasSubscriptionStatus: 'Subscribed' });
  const { text } = await visit(`${at.base}/desk/${id}`);
  expect(text).toContain('<dt>Plan</dt><dd>deck</dd>');
  expect(text).toContain('<dt>Seats</dt><dd>12</dd>');
  expect(text).toContain('<span class="tag on">on</span>');
  expect(text).not.toContain('not told');
  sell(at, { saasSubscriptionStatus: 'Suspended', planId: 'bridge' });
  await visit(`${at.base}/`);
  expect(await readJson(`${at.base}/subscriptions/${id}`)).toMatchObject({ planId: 'deck', access: 'on' });
});

test('a webhook that came before is the newer word', async () => {
  const at = await stage();
  const { id } = sell(at, { saasSubscriptionStatus: 'Subscribed' });
  await deliver(at, event({ action: 'Suspend', status: 'Succeeded' }));
  await visit(`${at.base}/`);
  expect(await readJson(`${at.base}/subscriptions/${id}`)).toMatchObject({ planId: 'deck', access: 'off' });
});

test('an unknown record or page is 404', async () => {
  const at = await stage();
  expect((await visit(`${at.base}/subscriptions/nothing`)).status).toBe(404);
  expect((await visit(`${at.base}/nowhere`)).status).toBe(404);
  expect((await visit(`${at.publisher.url}/other/publisher-1/landing`)).status).toBe(404);
  expect((await visit(`${at.base}/landing/company`)).status).toBe(303);
  expect(await readJson(`${at.base}/events`)).toEqual({ events: [] });
});

test('a body that does not fit is answered in one line, member by member', async () => {
  const at = await stage();
  const slow = await sendJson('PUT', `${at.base}/behaviour`, { behaviour: 'slow', replyDelayMs: -1 });
  expect(slow.status).toBe(400);
  expect(await slow.json()).toEqual({
    error: { code: '400', message: expect.stringMatching(/^replyDelayMs: [^\n✖→]+$/) },
  });
  const unknown = await sendJson('PUT', `${at.base}/behaviour`, { behaviour: 'rejct' });
  expect(await unknown.json()).toEqual({
    error: {
      code: '400',
      message: expect.stringMatching(
        /^behaviour: there is no behaviour "rejct"; did you mean reject\?; there is accept, reject, byHand, /,
      ),
    },
  });
  const late = { behaviour: 'accept', answerafter: 'PT9S', tims: 1, wholly: 'other' };
  const misspelt = await sendJson('PUT', `${at.base}/behaviour`, late);
  expect(await misspelt.json()).toMatchObject({
    error: {
      message:
        'answerafter is not a known member; did you mean answerAfter?, tims is not a known member; did you mean times?, wholly is not a known member',
    },
  });
  const step = await sendJson('POST', `${at.base}/subscriptions/one/steps`, { name: 'x' });
  expect(step.status).toBe(400);
  expect(await step.text()).toMatch(/"owner: [^\n✖→]+; before: [^\n✖→]+"/);
});
