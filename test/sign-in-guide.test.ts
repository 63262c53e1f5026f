import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startSimulator } from '@marketsim/test-kit';
import { expect, test } from 'vitest';
import { codeBlocks } from './readme-blocks.ts';

test('the guide to signing in signs in by curl, in each way, without development tokens', async () => {
  const [script = ''] = codeBlocks('docs/sign-in.md', 'bash');
  const simulator = await startSimulator({ auth: 'strict' });
  try {
    const env = { ...process.env, MARKETSIM_URL: simulator.url };
    const { stdout } = await promisify(execFile)('bash', ['-eu', '-o', 'pipefail', '-c', script], { env });
    expect(stdout.split('\n')).toEqual(['2', '1', 'Bearer', '']);
  } finally {
    await simulator.close();
  }
});
