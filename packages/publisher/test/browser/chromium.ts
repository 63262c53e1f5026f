import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

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

export const launch = (): Promise<Browser> => chromium.launch({ executablePath, args });
