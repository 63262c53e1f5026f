import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sold } from '../double.ts';
import { readJson, type Stage, sell, stage, token, told } from '../stage.ts';
import { launch, missing, snap } from './chromium.ts';

describe.skipIf(missing !== '')('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  async function opened(at: Stage): Promise<Page> {
    const page = await browser.newPage({ javaScriptEnabled: false, viewport: { width: 1000, height: 800 } });
    await page.goto(`${at.base}/landing?token=${encodeURIComponent(token)}`);
    return page;
  }
  const title = (page: Page): Promise<string | null> => page.getByRole('heading', { level: 1 }).textContent();
  const hasFocus = async (page: Page, selector: string): Promise<boolean> =>
    (await page.locator(`${selector}:focus`).count()) === 1;
  const press = (page: Page, name: string): Promise<void> =>
    page.getByRole('button', { name, exact: true }).click();

  test('a customer configures a purchase and comes back to manage it', async () => {
    const at = await stage({
      steps: [{ name: 'Send your tenant URL', owner: 'customer', before: 'activation' }],
    });
    sell(at, {
      purchaser: { emailId: 'orders@reseller.example', tenantId: 'c0a55e11-3d72-4f86-9b04-e81d26f7530a' },
    });
    const page = await opened(at);
    expect(await title(page)).toBe('Configure your subscription');
    await snap(page, '1-configure');
    await page.getByLabel('Company name').fill('North Quay');
    await page.getByLabel('E-mail').fill('mara@northquay.example');
    await press(page, 'Save and continue');
    await snap(page, '2-missing');
    expect(page.url()).not.toContain('token');
    expect(await page.getByText('Enter the name of a contact person.').isVisible()).toBe(true);
    expect(await hasFocus(page, '#contact')).toBe(true);
    expect(await page.getByLabel('Company name').inputValue()).toBe('North Quay');
    await page.getByLabel('Contact name').fill('Mara');
    await press(page, 'Save and continue');
    await snap(page, '3-steps');
    await press(page, 'Mark as done: Send your tenant URL');
    expect(await page.getByLabel('Licences to hand out').inputValue()).toBe('12');
    await snap(page, '4-licences');
    await press(page, 'Assign licences');
    await snap(page, '5-confirm');
    await press(page, 'Confirm the setup');
    await snap(page, '6-confirmed');
    expect(await title(page)).toBe('Manage your subscription');
    await page.reload();
    expect(told(at)).toEqual([
      'require Send your tenant URL',
      'step Send your tenant URL',
      'licences 12',
      'activate',
    ]);
    await page.goto(`${at.base}/landing?token=${encodeURIComponent(token)}`);
    expect(await title(page)).toBe('Manage your subscription');
    await page.goto(`${at.base}/`);
    await snap(page, '7-desk');
    expect(await page.getByRole('row', { name: /Harbour North seats/ }).textContent()).toContain(
      'North Quay',
    );
    await page.close();
  });

  test('everything can be done with the keyboard alone', async () => {
    const at = await stage();
    sell(at);
    const page = await opened(at);
    const { keyboard } = page;
    const tabTo = async (selector: string): Promise<void> => {
      for (let step = 0; step < 20 && !(await hasFocus(page, selector)); step += 1)
        await keyboard.press('Tab');
      expect(await hasFocus(page, selector)).toBe(true);
    };
    await keyboard.press('Tab');
    expect(await hasFocus(page, '.skip')).toBe(true);
    await tabTo('#company');
    await keyboard.type('North Quay');
    await keyboard.press('Enter');
    await page.getByText('Please correct the marked fields').waitFor();
    expect(await hasFocus(page, '#contact')).toBe(true);
    await keyboard.type('Mara');
    await tabTo('#email');
    await keyboard.type('mara@northquay.example');
    await keyboard.press('Enter');
    await page.getByText('The company is saved.').waitFor();
    await tabTo('#licences');
    await keyboard.press('Enter');
    await page.getByText('12 licences are assigned.').waitFor();
    await tabTo('form[action$="/confirm"] button');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Manage your subscription' }).waitFor();
    expect(await readJson(`${at.base}/subscriptions/${sold().id}`)).toMatchObject({
      licences: 12,
      access: 'on',
    });
    await page.close();
  });

  test('a narrow screen scrolls in one direction only', async () => {
    const at = await stage();
    const { id } = sell(at, { name: `long${'-name'.repeat(40)}` });
    const page = await browser.newPage({ viewport: { width: 320, height: 700 } });
    const paths = {
      landing: `landing?token=${encodeURIComponent(token)}`,
      desk: '',
      subscription: `desk/${id}`,
    };
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(`${at.base}/${path}`);
      await snap(page, `narrow-${name}`);
      const { scrollWidth, clientWidth } = await page.locator('html').evaluate((root) => ({
        scrollWidth: root.scrollWidth,
        clientWidth: root.clientWidth,
      }));
      expect(scrollWidth).toBe(clientWidth);
    }
    await page.close();
  });
});
