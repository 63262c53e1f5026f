// Compiles the published package into packages/cli/dist. Run by `prepack`; the source itself needs no build.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  globSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { relativeSpecifiers } from './package/specifiers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const packages = join(root, 'packages');
const cli = join(packages, 'cli');
const dist = join(cli, 'dist');

/** Follows the imports of the command and of what it starts as a process, so that exactly what they reach is compiled. */
function compile() {
  rmSync(dist, { recursive: true, force: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', join(cli, 'tsconfig.build.json')], { stdio: 'inherit' });
}

const compiledPackages = () =>
  readdirSync(dist, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** Each name under which a package exports something, with the compiled file that it stands for. */
function compiledEntries() {
  const named = compiledPackages().flatMap(({ name }) => {
    const manifest = JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8'));
    return Object.entries(manifest.exports ?? {})
      .filter(([, file]) => typeof file === 'string')
      .map(([path, file]) => [
        posix.join(manifest.name, path),
        posix.join(name, file.replace(/\.ts$/, '.js')),
      ]);
  });
  return Object.fromEntries(named.filter(([, file]) => existsSync(join(dist, file))));
}

function linkPackages() {
  const entries = compiledEntries();
  for (const file of globSync('**/*.{js,d.ts}', { cwd: dist })) {
    const path = join(dist, file);
    const before = readFileSync(path, 'utf8');
    const after = relativeSpecifiers(before, file.replaceAll('\\', '/'), entries);
    if (after !== before) writeFileSync(path, after);
  }
}

/** What the code reads at run time beside it keeps its place relative to it. */
function copyAssets() {
  for (const { name } of compiledPackages()) {
    const assets = globSync(['assets', 'src/**/*.schema.json'], { cwd: join(packages, name) });
    for (const asset of assets) {
      cpSync(join(packages, name, asset), join(dist, name, asset), { recursive: true });
    }
  }
  for (const file of ['README.md', 'LICENSE']) copyFileSync(join(root, file), join(cli, file));
  // Editors are pointed at these: their place stays.
  for (const file of globSync('*/*.schema.json', { cwd: packages })) {
    copyFileSync(join(packages, file), join(cli, posix.basename(file)));
  }
}

function makeRunnable() {
  const main = join(dist, 'cli/src/main.js');
  if (!readFileSync(main, 'utf8').startsWith('#!/usr/bin/env node\n')) {
    throw new Error('packages/cli/src/main.ts must start with #!/usr/bin/env node');
  }
  chmodSync(main, 0o755);
}

compile();
linkPackages();
copyAssets();
makeRunnable();
