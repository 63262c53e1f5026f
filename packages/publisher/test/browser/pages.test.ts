import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sold } from '../double.ts';
import { announce, company, deliver, event, type Stage, sell, sendJson, stage, token } from '../stage.ts';
import { launch, missing, required, snap } from './chromium.ts';

/** Brings a page up; its title is what the test then looks for. */
type Bring = (at: Stage, page: Page) => Promise<unknown>;

const link = ({ base }: Stage): string => `${base}/landing?token=${encodeURIComponent(token)}`;
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

const resold = {
  purchaser: { emailId: 'orders@reseller.example', tenantId: 'c0a55e11-3d72-4f86-9b04-e81d26f7530a' },
  term: { termUnit: 'P1Y', startDate: '2026-03-12T00:00:00Z', endDate: '2027-03-11T00:00:00Z' },
};

/** What somebody sees who opens the link of a subscription in this status, with gates on it. */
const opened =
  (saasSubscriptionStatus: string): Bring =>
  (at, page) => {
    at.double.steps.push(
      { name: 'Export your data', owner: 'customer', before: 'cancel', done: false },
      { name: 'Tell your account manager', owner: 'partner', before: 'quantity', done: true },
      { name: 'Check the contract', owner: 'publisher', before: 'quantity', done: false },
    );
    sell(at, { ...resold, saasSubscriptionStatus });
    return page.goto(link(at));
  };

const configure: Bring = (at, page) => {
  at.double.steps.push({
    name: 'Send us your tenant URL',
    owner: 'customer',
    before: 'activation',
    done: false,
  });
  sell(at, resold);
  return page.goto(link(at));
};

const told: Bring = async (at, page) => {
  await configure(at, page);
  await page.getByLabel('Company name').fill(company.company);
  await page.getByLabel('Contact name').fill(company.contact);
  await page.getByLabel('E-mail').fill(company.email);
  await press(page, 'Save and continue');
};

const stepDone: Bring = async (at, page) => {
  await told(at, page);
  await press(page, 'Mark as done: Send us your tenant URL');
};

/** A desk with two subscriptions, an answer that is owed, and calls that were good and bad. */
const busy = async (at: Stage): Promise<void> => {
  sell(at, { ...resold, saasSubscriptionStatus: 'Subscribed' });
  at.double.subscriptions.set('second', sold({ id: 'second', name: 'South Pier seats' }));
  at.double.steps.push(
    { name: 'Export your data', owner: 'customer', before: 'cancel', done: false },
    { name: 'Check the contract', owner: 'publisher', before: 'quantity', done: true },
  );
  await sendJson('PUT', `${at.base}/subscriptions/${sold().id}/behaviour`, {
    behaviour: 'acknowledge late',
    times: 3,
  });
  announce(at, event());
  await deliver(at, event());
  await deliver(at, event(), 'nonsense');
};

const pages: readonly (readonly [string, string, Bring])[] = [
  ['marketing', 'Work better together with Contoso Harbor', (at, page) => page.goto(`${at.base}/landing`)],
  ['reopen', 'This link cannot be used', (at, page) => page.goto(link(at))],
  [
    'foreign',
    'This purchase is not ours',
    async (at, page) => {
      at.double.refusals.set('resolve', { status: 403 });
      await page.goto(link(at));
    },
  ],
  ['configure', 'Configure your subscription', configure],
  [
    'configure-errors',
    'Configure your subscription',
    async (at, page) => {
      await configure(at, page);
      await press(page, 'Save and continue');
    },
  ],
  ['configure-steps', 'Configure your subscription', told],
  ['configure-licences', 'Configure your subscription', stepDone],
  [
    'configure-licences-error',
    'Configure your subscription',
    async (at, page) => {
      await stepDone(at, page);
      await page.getByLabel('Licences to hand out').fill('99');
      await press(page, 'Assign licences');
    },
  ],
  [
    'configure-confirm',
    'Configure your subscription',
    async (at, page) => {
      await stepDone(at, page);
      await press(page, 'Assign licences');
    },
  ],
  ['manage', 'Manage your subscription', opened('Subscribed')],
  ['suspended', 'Your subscription is paused', opened('Suspended')],
  ['ended', 'Your subscription has ended', opened('Unsubscribed')],
  ['other', 'Your subscription', opened('NotStarted')],
  [
    'down',
    'The marketplace does not answer',
    (at, page) => {
      at.double.refusals.set('resolve', { status: 500 });
      return page.goto(link(at));
    },
  ],
  ['not-found', 'There is nothing here', (at, page) => page.goto(`${at.base}/nowhere`)],
  ['accounts', 'Mock publisher', (at, page) => page.goto(`${at.publisher.url}/`)],
  ['desk-empty', 'Staff desk', (at, page) => page.goto(`${at.base}/`)],
  [
    'desk',
    'Staff desk',
    async (at, page) => {
      await busy(at);
      await page.goto(`${at.base}/`);
    },
  ],
  [
    'desk-subscription',
    'Harbour North seats',
    async (at, page) => {
      await busy(at);
      await page.goto(`${at.base}/`);
      await page.getByRole('link', { name: 'Harbour North seats' }).click();
    },
  ],
  [
    'desk-refused',
    'Nothing was changed',
    async (at, page) => {
      await busy(at);
      await page.goto(`${at.base}/desk/${sold().id}`);
      await page.getByLabel('What is to be done').fill('Export your data');
      await press(page, 'Require the step');
    },
  ],
];

test('in CI there is a browser', () => {
  expect(required ? missing : '').toBe('');
});

describe.skipIf(missing !== '')('every page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test.each(pages)('%s: the accessibility check finds nothing', async (name, title, bring) => {
    const at = await stage();
    const context = await browser.newContext({ viewport: { width: 1100, height: 800 } });
    const page = await context.newPage();
    await bring(at, page);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
    await snap(page, `page-${name}`);
    const { violations, passes } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html}`);
    expect(found).toEqual([]);
    expect(passes.map(({ id }) => id)).toContain('color-contrast');
    await context.close();
  });

  test('staff requires a step, completes it and sets a behaviour on the page of a subscription', async () => {
    const at = await stage();
    sell(at, { saasSubscriptionStatus: 'Subscribed' });
    const page = await browser.newPage();
    await page.goto(`${at.base}/desk/${sold().id}`);
    await page.getByLabel('What is to be done').fill('Export your data');
    await page.getByLabel('By whom').selectOption('partner');
    await page.getByLabel('Before', { exact: true }).selectOption('quantity');
    await press(page, 'Require the step');
    expect(at.double.steps).toEqual([
      { name: 'Export your data', owner: 'partner', before: 'quantity', done: false },
    ]);
    await press(page, 'Complete: Export your data');
    expect(at.double.steps).toMatchObject([{ done: true }]);
    await page.getByLabel('Behaviour', { exact: true }).selectOption('acknowledgeLate');
    await page.getByLabel('Answer after').fill('PT9S');
    await page.getByLabel('Only so many times').fill('2');
    await press(page, 'Set the behaviour');
    const url = `${at.base}/subscriptions/${sold().id}`;
    expect(await (await fetch(url)).json()).toMatchObject({
      behaviour: { behaviour: 'acknowledgeLate', answerAfter: 'PT9S', times: 2 },
    });
    announce(at, event());
    await deliver(at, event());
    await page.reload();
    await page.getByRole('button', { name: 'Accept: Change the number of licences from 12 to 20' }).click();
    await page.getByText('200, later Success').waitFor();
    await page.getByLabel('Behaviour', { exact: true }).selectOption('');
    await press(page, 'Set the behaviour');
    expect(await (await fetch(url)).json()).toMatchObject({ behaviour: { behaviour: 'accept' } });
    await page.close();
  });
});
