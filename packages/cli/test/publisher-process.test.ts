import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { startPublisherProcess } from '../src/start/publisher-process.ts';

const start = (host = '127.0.0.1') => startPublisherProcess({ host, port: 0, complain: () => undefined });

describe('the process of the mock publisher', () => {
  const { execPath } = process;
  const folders: string[] = [];
  afterEach(async () => {
    process.execPath = execPath;
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  /** What is forked from now on runs this code in place of its own. */
  async function forkRuns(code: string): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'publisher-process-'));
    folders.push(folder);
    process.execPath = join(folder, 'node');
    await writeFile(process.execPath, `#!/bin/sh\nexec '${execPath}' -e '${code}'\n`);
    await chmod(process.execPath, 0o755);
  }

  test('that cannot be made is refused in words', async () => {
    process.execPath = '/nowhere/node';
    await expect(start()).rejects.toThrow('the mock publisher cannot start: spawn /nowhere/node ENOENT');
  });

  test('that says something else than where it listens is refused in words, and ended', async () => {
    await forkRuns(
      'process.send({ type: "listening", port: process.pid + 0.5 }); process.on("message", () => 0)',
    );
    const words = await start().then(String, String);
    const [, pid] =
      /^Error: the mock publisher cannot start: it said \{"type":"listening","port":(\d+)\.5\}$/.exec(
        words,
      ) ?? [];
    expect(words).toContain(`${pid}.5`);
    await expect.poll(() => isGone(Number(pid)), { timeout: 30_000 }).toBe(true);
  });

  test.each([
    { host: '::', url: /^http:\/\/127\.0\.0\.1:\d+$/ },
    { host: '::1', url: /^http:\/\/\[::1\]:\d+$/ },
  ])('that listens on $host is reached at an address', async ({ host, url }) => {
    const publisher = await start(host);
    expect(publisher.url).toMatch(url);
    expect((await fetch(publisher.url)).status).toBeLessThan(500);
    await publisher.stop();
  });
});

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
