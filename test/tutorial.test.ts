import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startSimulator } from '@marketsim/simulator';
import { expect, test } from 'vitest';
import { mark, markedScript, stepsOf } from './told-steps.ts';

/** Requests are counted by the simulator, not by the world. */
const counted = (text: string): string => text.replaceAll(/\bRequest \d+/g, 'Request N');

test('the tutorial leads from nothing to the first invoice, and prints what it says', async () => {
  const told = stepsOf('docs/tutorial.md');
  const simulator = await startSimulator({ clock: 'live', mockPublisher: { port: 0 } });
  try {
    const accounts = await (await fetch(`${simulator.url}/_sim/accounts`)).json();
    const publisher = new URL(Object(accounts).publishers[0].landingPageUrl).origin;
    const script = markedScript(told)
      .replace('http://127.0.0.1:4600', simulator.url)
      .replace('http://127.0.0.1:4601', publisher)
      .replace('npm run --silent marketsim --', `'${process.execPath}' packages/cli/src/main.ts`);
    const env = { ...process.env, NO_COLOR: '1', MARKETSIM_URL: simulator.url };
    const { stdout } = await promisify(execFile)('bash', ['-eu', '-o', 'pipefail', '-c', script], { env });
    const printed = stdout.split(mark);
    expect(printed).toHaveLength(told.length + 1);
    for (const [i, { shown }] of told.entries()) {
      if (shown !== undefined) expect(counted(printed[i] ?? '')).toBe(counted(shown));
      else expect(printed[i]).toMatch(new RegExp(`^${publisher}/tutorial/publisher-1/landing\\?token=`));
    }
  } finally {
    await simulator.close();
  }
});
