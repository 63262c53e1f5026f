import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = process.env['CHROMIUM_PATH'] ?? usual.find(existsSync) ?? '/usr/bin/chromium';

const args = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Why browser tests cannot run here; empty when they can. */
export const missing = existsSync(executablePath)
  ? ''
  : `no Chromium at ${executablePath}: set CHROMIUM_PATH to run these tests`;

/** In CI a browser that is missing is a failure; elsewhere these tests are skipped. */
export const required = process.env['CI'] === 'true';

if (missing && !required) console.warn(`skipped: ${missing}`);

export const launch = (): Promise<Browser> => chromium.launch({ executablePath, args });

const shots = process.env['MARKETSIM_SCREENSHOTS'];

/** Keeps a picture of the page where MARKETSIM_SCREENSHOTS names a folder. */
export async function snap(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}
