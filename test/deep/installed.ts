import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);

const npmLimitMs = 120_000;

/** Runs npm in a folder; rejects with npm's own output when it fails, and ends it when it hangs. */
const npm = (cwd: string, ...args: readonly string[]) =>
  exec('npm', [...args, '--no-audit', '--no-fund'], { cwd, timeout: npmLimitMs });

async function emptyProject(folder: string, more: object = {}): Promise<string> {
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', ...more }));
  return folder;
}

/** The version in which this repository's own Vitest has what it is built on. */
function lockedVite(): string {
  const vitest = createRequire(import.meta.url).resolve('vitest/package.json');
  return createRequire(vitest)('vite/package.json').version;
}

/** Packs the published package and installs the archive into a new project, as a user would. Returns its folder. */
export async function installPackage(folder: string): Promise<string> {
  await npm(resolve('packages/cli'), 'pack', '--pack-destination', folder);
  const archive = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (archive === undefined) throw new Error('npm pack wrote no archive');
  // A release that is an hour old may want what not every registry has yet, and is not what is tried here.
  const project = await emptyProject(join(folder, 'project'), { overrides: { vite: lockedVite() } });
  await npm(project, 'install', join(folder, archive));
  return project;
}

/** Installs the newest release of a package beside it. */
export async function addPackage(project: string, name: string): Promise<void> {
  await npm(project, 'install', name);
}

/** Installs the newest release of one major version of Node.js. Returns the folder that holds its `node`. */
export async function installNode(folder: string, major: number): Promise<string> {
  const project = await emptyProject(join(folder, `node-${major}`));
  const name = `node-${process.platform}-${process.arch}`;
  await npm(project, 'install', `${name}@${major}`);
  return join(project, 'node_modules', name, 'bin');
}
