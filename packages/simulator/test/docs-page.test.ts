import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../src/index.ts';
import { executablePath, missing } from './support/chromium.ts';

describe.skipIf(missing !== '')('/docs in a browser', () => {
  let browser: Browser;
  const simulators: Simulator[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic'] });
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all(simulators.map((simulator) => simulator.close()));
  });

  /** The page at a call of one API, and the addresses that it asked for. */
  async function opened(at: string, options: SimulatorOptions = {}) {
    const simulator = await startSimulator(options);
    simulators.push(simulator);
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${simulator.url}/docs${at}`);
    return { page, asked, url: simulator.url };
  }

  /** Tries a call out; what was answered. */
  async function answer(page: Page, operation: string): Promise<string | null> {
    const block = page.locator(`#operations-${operation}`);
    await block.getByRole('button', { name: 'Execute' }).click();
    return block.locator('.live-responses-table .response').first().textContent();
  }

  test.each([
    ['Partner Center', 'Customers-CUS-1', 'totalCount', 'dev-admin-agent'],
    ['SaaS fulfillment and metering', 'Subscriptions-S2', '"subscriptions"', 'dev-publisher'],
    ['Control', 'Clock-CTL-7', '"mode": "frozen"', undefined],
  ])(
    '%s: a call is tried out with a development token, and nothing comes from elsewhere',
    async (name, operation, words, token) => {
      const path = operation.replace('-', '/');
      const { page, asked, url } = await opened(`?urls.primaryName=${name}#/${path}`);
      expect(await answer(page, operation)).toMatch(new RegExp(`^200.*${words}`, 's'));
      const curl = (await page.locator('.curl-command').textContent()) ?? '';
      expect(/Bearer ([\w-]+)/.exec(curl)?.[1]).toBe(token);
      expect(
        asked.filter((address) => !address.startsWith(`${url}/`) && !address.startsWith('data:')),
      ).toEqual([]);
    },
  );

  test('a token that somebody has authorized with is used instead', async () => {
    const { page } = await opened('#/Customers/CUS-1');
    await page.getByRole('button', { name: 'Authorize' }).click();
    await page.locator('.auth-container input').fill('dev-publisher');
    await page.getByRole('button', { name: 'Apply credentials' }).click();
    await page.locator('.modal-ux-header .close-modal').click();
    expect(await answer(page, 'Customers-CUS-1')).toMatch(/^401/);
  });

  test('where development tokens are refused, none is tried', async () => {
    const { page } = await opened('#/Customers/CUS-1', { auth: 'strict' });
    expect(await answer(page, 'Customers-CUS-1')).toMatch(/^401/);
    expect(await page.locator('.curl-command').textContent()).not.toContain('Bearer');
  });
});
