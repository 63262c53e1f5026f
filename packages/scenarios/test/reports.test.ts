import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { chromium } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { htmlText, junitText, type Result } from '../src/index.ts';
import { executablePath, missing } from './support/chromium.ts';
import { ran, storyOf } from './support/story.ts';

let results: readonly Result[];
beforeAll(async () => {
  const named = (title: string, steps: string) => storyOf(steps).replace('A story', `"${title}"`);
  results = await ran(
    named('Held <b> & so on', '  - advance: P1M\n'),
    named('Failed', '  - expect: { net: { USD: 1 } }\n'),
  );
});

test('JUnit XML has a test case for each scenario, and the place of what failed', () => {
  const xml = junitText(results);
  expect(XMLValidator.validate(xml)).toBe(true);
  const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(xml);
  expect(testsuites).toMatchObject({ '@_tests': '2', '@_failures': '1', '@_errors': '0' });
  const [held, failed] = testsuites.testsuite.testcase;
  expect(held).toMatchObject({ '@_name': 'Held <b> & so on' });
  expect(held.failure).toBeUndefined();
  expect(held['system-out']).toContain('200.00 USD  renew seats, 2026-08-14 to 2026-09-13');
  expect(failed.failure).toMatchObject({
    '@_message': expect.stringMatching(
      /story\.yaml:\d+ steps\[2\]\.expect\.net\.USD: expected USD 1, not 200\.00$/,
    ),
    '#text': expect.stringMatching(/story\.yaml:\d+:27 {2}steps\[2\]\.expect\.net\.USD/),
  });
});

describe.skipIf(missing !== '')('in a browser without a network', () => {
  test('the page shows every timeline, what failed, and the ledger as a chart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'marketsim-report-'));
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic'] });
    try {
      const page = await browser.newPage({ offline: true });
      const errors: string[] = [];
      page.on('pageerror', ({ message }) => errors.push(message));
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await writeFile(join(folder, 'index.html'), await htmlText(results));
      await page.goto(`file://${folder}/index.html`);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('2 scenarios, 1 failed');
      expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
        'Held <b> & so on',
        'Failed',
      ]);
      expect(await page.locator('.failure').allTextContents()).toEqual([
        expect.stringContaining('expected  USD 1'),
      ]);
      expect(await page.locator('.timeline').first().locator('li').count()).toBe(results[0]?.told.length);
      expect(await page.locator('.timeline li.failed').allTextContents()).toEqual([
        expect.stringContaining('so it stands'),
      ]);
      // A story of one instant has nothing to draw.
      expect(await page.locator('.chart canvas').count()).toBe(1);
      // Without a pointer over it, the legend tells how it ended.
      expect(await page.locator('.u-legend').textContent()).toMatch(
        /2026-08-14 00:00\s*ledger\s*USD\s400\.00/,
      );
      await page.setViewportSize({ width: 360, height: 700 });
      await page.waitForFunction('document.documentElement.scrollWidth <= 360');
      expect(errors).toEqual([]);
      expect(asked).toEqual([`file://${folder}/index.html`]);
    } finally {
      await browser.close();
      await rm(folder, { recursive: true });
    }
  });
});
