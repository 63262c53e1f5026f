import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const isScenario = (name: string): boolean => /\.ya?ml$/.test(name);

/** The scenario files that paths name: a folder stands for those in it, not for those in folders below. */
export async function scenarioFiles(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(paths.map(filesAt));
  return [...new Set(found.flat())];
}

async function filesAt(path: string): Promise<readonly string[]> {
  // What is not there is told when it is read.
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
  if (!isFolder) return [path];
  const names = (await readdir(path)).filter(isScenario).toSorted();
  if (names.length === 0) throw new Error(`${path} has no scenario in it: no file ends with .yaml`);
  return names.map((name) => join(path, name));
}
