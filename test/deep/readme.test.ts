import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeBlocks } from '../readme-blocks.ts';

const exec = promisify(execFile);
const server = spawn(process.execPath, ['packages/cli/src/main.ts', 'start', '--story', '--port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const printed: string[] = [];
let address = '';

beforeAll(async () => {
  for await (const line of createInterface({ input: server.stdout })) {
    printed.push(line);
    address ||= /listening on (http:\S+)/.exec(line)?.[1] ?? '';
    if (/^\s+\d+\.\d\d USD$/.test(line)) break;
  }
});
afterAll(async () => {
  server.kill('SIGTERM');
  const [code] = await once(server, 'exit');
  expect(code).toBe(0);
});

test('the first story is told as the readme prints it', () => {
  const [story = ''] = codeBlocks('README.md', 'text');
  expect(printed.join('\n')).toContain(story.trimEnd());
});

test('the demo ends with the invoices that the readme prints', async () => {
  const [, invoices = ''] = codeBlocks('README.md', 'text');
  const { stdout } = await exec('npm', ['run', '--silent', 'marketsim', '--', 'demo']);
  expect(stdout).toContain(invoices.trimEnd());
});

test('the commands of the readme lead from a cart to an invoice', async () => {
  const [script = ''] = codeBlocks('README.md', 'bash');
  const here = script.replace('http://127.0.0.1:4600', address);
  const { stdout } = await exec('bash', ['-eu', '-o', 'pipefail', '-c', here]);
  expect(stdout).toContain('"subscriptionName"');
  expect(stdout).toContain('active');
  expect(stdout).toMatch(/'new',\s+'2026-01-05',\s+200/);
  expect(stdout).toMatch(/'renew',\s+'2026-03-05',\s+200/);
  expect(stdout).toMatch(/'2026-02-08T00:00:00.000Z',\s+200,\s+'USD'/);
});

test('the call in the banner works when pasted', async () => {
  const call = printed.find((line) => line.trim().startsWith('curl')) ?? '';
  const { stdout } = await exec('bash', ['-c', `${call.trim()} -sf`]);
  expect(JSON.parse(stdout)).toMatchObject({ items: expect.arrayContaining([expect.anything()]) });
});
