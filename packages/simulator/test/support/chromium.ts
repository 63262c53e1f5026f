import { existsSync } from 'node:fs';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser in which pages are opened. */
export const executablePath = process.env['CHROMIUM_PATH'] ?? usual.find(existsSync) ?? '/usr/bin/chromium';

/** Why pages cannot be opened here; in CI that is a failure, not a reason to leave a test out. */
export const missing =
  existsSync(executablePath) || process.env['CI'] === 'true' ? '' : `no Chromium at ${executablePath}`;
