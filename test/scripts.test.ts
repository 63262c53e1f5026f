import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';

test.each(['premarketsim', 'prepublisher'])(
  '%s: what is printed while the workspace is set up stays out of what a command prints',
  (name) => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const folder = mkdtempSync(join(tmpdir(), 'scripts-'));
    try {
      const talkative = join(folder, 'npm');
      writeFileSync(talkative, '#!/bin/sh\necho "Lockfile is up to date: $*"\n');
      chmodSync(talkative, 0o755);
      const env = { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH']}` };
      expect(execFileSync('sh', ['-c', scripts[name]], { env, encoding: 'utf8', stdio: 'pipe' })).toBe('');
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
