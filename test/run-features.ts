import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** Runs features in a folder of their own, as Cucumber's command does, and gives what it prints. */
export async function runFeatures(
  features: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'features-'));
  try {
    const paths = features.map((_, i) => join(folder, `${i}.feature`));
    await Promise.all(paths.map((path, i) => writeFile(path, features[i] ?? '')));
    const config = { paths, import: [resolve('packages/test-kit/src/cucumber.ts')], strict: true };
    await writeFile(join(folder, 'cucumber.mjs'), `export default ${JSON.stringify(config)};`);
    const command = resolve('node_modules/@cucumber/cucumber/bin/cucumber.js');
    const options = { cwd: folder, env: { ...process.env, FORCE_COLOR: '0', MARKETSIM_URL: '', ...env } };
    const ended = exec(process.execPath, [command], options);
    return (await ended.catch((failure: { readonly stdout: string }) => failure)).stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}
