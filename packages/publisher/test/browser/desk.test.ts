import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sold } from '../double.ts';
import {
  announce,
  company,
  deliver,
  event,
  heard,
  operationId,
  readJson,
  type Stage,
  sell,
  stage,
  token,
} from '../stage.ts';
import { launch, missing, snap } from './chromium.ts';

const { id } = sold();
const sizes = { wide: { width: 1200, height: 900 }, narrow: { width: 360, height: 780 } } as const;

describe.skipIf(missing !== '')('the staff desk in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  /** An account that follows the world's clock, with a metered subscription that runs. */
  async function metered(change = {}): Promise<Stage> {
    const at = await stage();
    at.publisher.register(at.double.account({ clock: `${at.double.url}/_sim/clock`, ...change }));
    at.double.dimensions.push('pings', 'storage');
    sell(at, { saasSubscriptionStatus: 'Subscribed' });
    return at;
  }

  const press = (page: Page, name: string): Promise<void> =>
    page.getByRole('button', { name, exact: true }).click();

  /** No violation, nothing to scroll sideways, and a picture of it: in a wide and in a narrow window. */
  async function looksGood(page: Page, name: string): Promise<void> {
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      await snap(page, `${name}-${size}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`)).toEqual([]);
      const root = page.locator('html');
      expect(await root.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    }
  }

  const open = async (url: string): Promise<Page> => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(url);
    return page;
  };

  test('staff decides changes by hand: one accepted with the keyboard, one that silence decided', async () => {
    const at = await metered({ behaviour: { behaviour: 'byHand' } });
    const other = event({ id: 'op-2', action: 'ChangePlan', planId: 'bridge' });
    for (const one of [event(), other]) {
      announce(at, one);
      await deliver(at, one);
    }
    const page = await open(`${at.base}/`);
    await looksGood(page, 'by-hand');
    expect(await page.getByText('Answer before 2026-03-20 08:31:17; then silence decides.').count()).toBe(2);
    const accept = page.getByRole('button', { name: 'Accept: Change the number of licences from 12 to 20' });
    await accept.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Decided', { exact: true }).waitFor();
    expect(heard(at)).toEqual([`PATCH ${operationId} Success`]);
    at.double.tick('2026-03-20T08:31:20.000Z');
    await page.reload();
    expect(await page.getByText('Too late', { exact: true }).isVisible()).toBe(true);
    announce(at, { ...other, status: 'Succeeded' });
    await page.goto(`${at.base}/desk/${id}`);
    await page.getByText('no answer in time, Succeeded', { exact: true }).waitFor();
    expect(await page.getByText('200, no answer in time, Succeeded').isVisible()).toBe(true);
    await looksGood(page, 'decided');
    await page.context().close();
  });

  test('staff reports use: one event, several, and every hour', async () => {
    const at = await metered();
    const page = await open(`${at.base}/desk/${id}`);
    const first = page.getByRole('group', { name: 'Event 1' });
    await first.getByLabel('Quantity').fill('2.5');
    await press(page, 'Report the use');
    await page.getByText('Accepted', { exact: true }).waitFor();
    expect(at.double.usage).toMatchObject([{ dimension: 'pings', quantity: 2.5, planId: 'deck' }]);
    at.double.verdicts.push('Duplicate 2.5', 'Expired');
    await first.getByLabel('Quantity').fill('1');
    const second = page.getByRole('group', { name: 'Event 2' });
    await second.getByLabel('Dimension').fill('storage');
    await second.getByLabel('Quantity').fill('4');
    await second.getByLabel('Hour (UTC)').fill('2026-03-19T01:00:00Z');
    await press(page, 'Report the use');
    await page.getByText('2.5 was accepted').waitFor();
    expect(await page.getByText('Expired', { exact: true }).isVisible()).toBe(true);
    expect(at.double.journal.filter((line) => /^(usage|batch)/.test(line))).toEqual(['usage', 'batch']);
    await page.getByLabel('Quantity each hour').fill('10');
    await press(page, 'Use it each hour');
    await page.getByText('10 of pings each hour').waitFor();
    await looksGood(page, 'usage');
    await press(page, 'Stop: pings');
    await page.getByText('None. What is used each hour').waitFor();
    await page.context().close();
  });

  test('a report without a quantity changes nothing and says so', async () => {
    const at = await metered();
    const page = await open(`${at.base}/desk/${id}`);
    await press(page, 'Report the use');
    await page.getByRole('heading', { name: 'Nothing was changed' }).waitFor();
    expect(await page.getByText('Give at least one event a quantity.').isVisible()).toBe(true);
    await looksGood(page, 'usage-refused');
    await page.context().close();
  });

  test('the form of a behaviour shows and sends what the behaviour has a use for', async () => {
    const at = await metered();
    await deliver(at, event({ id: 'op-renew', action: 'Renew', status: 'Succeeded' }));
    const page = await open(`${at.base}/desk/${id}`);
    const behaviour = page.getByLabel('Behaviour', { exact: true });
    const answerAfter = page.getByLabel('Answer after');
    await behaviour.selectOption('reject');
    await answerAfter.fill('PT9S');
    await behaviour.selectOption('silent');
    expect(await answerAfter.isVisible()).toBe(false);
    await page.getByLabel('Reply after (ms)').fill('40');
    await press(page, 'Set the behaviour');
    expect((await readJson(`${at.base}/subscriptions/${id}`))['behaviour']).toEqual({
      behaviour: 'silent',
      replyDelayMs: 40,
    });
    await behaviour.selectOption('');
    for (const label of ['Reply after (ms)', 'Answer after', 'Jitter (ms)', 'Only so many times']) {
      expect(await page.getByLabel(label).isVisible()).toBe(false);
    }
    await page.context().close();
  });

  test('users get seats on the landing page and on the desk, with the keyboard', async () => {
    const at = await stage();
    sell(at, { quantity: 2, saasSubscriptionStatus: 'Subscribed' });
    const page = await open(`${at.base}/landing?token=${encodeURIComponent(token)}`);
    await page.getByLabel('Company name').fill(company.company);
    await page.getByLabel('Contact name').fill(company.contact);
    await page.getByLabel('E-mail').fill(company.email);
    await press(page, 'Save and continue');
    await page.getByLabel('User', { exact: true }).fill('ana@northwind.example');
    await page.keyboard.press('Enter');
    await page.getByText('1 of 2 are taken.').waitFor();
    await press(page, 'Give a seat');
    expect(await page.locator('#user:focus').count()).toBe(1);
    await looksGood(page, 'seats-landing');
    await page.goto(`${at.base}/desk/${id}`);
    await page.getByLabel('User', { exact: true }).fill('bo@northwind.example');
    await page.keyboard.press('Enter');
    await page.getByText('2 of 2 are taken.').waitFor();
    expect(await page.getByLabel('User', { exact: true }).count()).toBe(0);
    await press(page, 'Take back: ana@northwind.example');
    await page.getByText('1 of 2 are taken.').waitFor();
    at.double.subscriptions.set(id, sold({ saasSubscriptionStatus: 'Subscribed', quantity: 0 }));
    await page.reload();
    await looksGood(page, 'seats-desk');
    await page.context().close();
  });
});
