import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startSimulator } from '@marketsim/simulator';
import { expect, test } from 'vitest';
import { codeBlocks } from './readme-blocks.ts';

test('the guide to metering leads from a purchase to a metered line', async () => {
  const [script = ''] = codeBlocks('docs/metering.md', 'bash');
  const simulator = await startSimulator();
  try {
    const here = script.replace('http://127.0.0.1:4600', simulator.url);
    const run = promisify(execFile)('bash', ['-eu', '-o', 'pipefail', '-c', here]);
    const lines = (await run).stdout.replaceAll(/\s+/g, ' ');
    expect(lines).toContain('Accepted This usage event already exist.');
    expect(lines).toContain("[ 'Expired', 'Duplicate' ]");
    expect(lines).toContain("[ [ 'Accepted', 200 ] ]");
    expect(lines).toContain("[ 'usage', 9 ]");
  } finally {
    await simulator.close();
  }
});
