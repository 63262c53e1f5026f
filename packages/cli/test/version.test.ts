import { readFileSync } from 'node:fs';
import { startSimulator } from '@marketsim/simulator';
import { expect, test } from 'vitest';
import { marketsim } from './support/marketsim.ts';

test('--version tells what the package says, and the contracts say the same', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(await marketsim('--version')).toEqual({ code: 0, out: version, err: '' });
  const simulator = await startSimulator();
  try {
    const contract = await (await fetch(`${simulator.url}/openapi/control.json`)).json();
    expect(contract).toMatchObject({ info: { version } });
  } finally {
    await simulator.close();
  }
});
