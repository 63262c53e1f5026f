import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { finished, started, trust } from './support/process.ts';
import { served } from './support/publisher.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tls-'));
});
afterAll(() => rm(folder, { recursive: true }));

const secureUrl = (banner: string): string => /HTTPS +(https\S+)/.exec(banner)?.[1] ?? '';

describe('marketsim start --tls', () => {
  test('serves by HTTPS beside HTTP, for whoever trusts the authority that the banner names', async () => {
    const at = await started(['--tls', '--tls-folder', folder]);
    const caFile = /authority to trust +(\S+)/.exec(at.banner)?.[1] ?? '';
    expect(await readFile(caFile, 'utf8')).toContain('BEGIN CERTIFICATE');
    const doubting = await finished('clock', '--url', secureUrl(at.banner));
    expect(doubting).toMatchObject({ code: 1, out: '', said: expect.stringContaining('is not trusted') });
    trust(caFile);
    const trusting = await finished('clock', '--url', secureUrl(at.banner));
    expect(trusting).toMatchObject({ code: 0, said: '' });
    expect(trusting.out).toContain('UTC, live');
    expect((await fetch(`${at.url}/_sim/health`)).status).toBe(200);
  });

  test('keeps its authority in the folder', async () => {
    const first = await started(['--tls-folder', folder]);
    const authority = await readFile(join(folder, 'marketsim-ca.pem'), 'utf8');
    await first.stop();
    const again = await started(['--tls-port', '0', '--tls-folder', folder]);
    expect(secureUrl(again.banner)).not.toBe('');
    expect(await readFile(join(folder, 'marketsim-ca.pem'), 'utf8')).toBe(authority);
  });

  test('is off unless one of its options is given', async () => {
    expect((await started()).banner).not.toContain('HTTPS');
  });

  test('a port that is taken is said in one line', async () => {
    const { port } = new URL(await served(createServer()));
    const { code, out, said } = await finished(
      ...['start', '--port', '0', '--tls-port', port, '--tls-folder', folder],
    );
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(said).toMatch(new RegExp(`^marketsim: port ${port} of 127\\.0\\.0\\.1 is taken: [^\\n]+\\n$`));
  });

  test('a folder that cannot be used is said in one line', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const { code, said } = await finished('start', '--port', '0', '--tls-folder', join(file, 'tls'));
    expect(code).toBe(1);
    expect(said).toMatch(/^marketsim: the folder for certificates, [^\n]+ cannot be used: [^\n]+\n$/);
  });
});
