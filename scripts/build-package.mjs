// Bundles the published package into packages/cli/dist. Run by `prepack`; the source itself needs no build.
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
import { bundle } from './package/bundle.mjs';
import { relativeSpecifiers } from './package/specifiers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const packages = join(root, 'packages');
const cli = join(packages, 'cli');
const dist = join(cli, 'dist');

const manifestOf = (name) => JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8'));

/** Follows the imports of what users import, so that exactly the types that these reach are written. */
function declareTypes() {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', join(cli, 'tsconfig.build.json')], { stdio: 'inherit' });
}

/** Each name under which a package exports something, with the module whose types it stands for. */
function declaredEntries() {
  const named = readdirSync(dist).flatMap((folder) => {
    const { name, exports = {} } = manifestOf(folder);
    return Object.entries(exports)
      .filter(([, file]) => typeof file === 'string')
      .map(([path, file]) => [posix.join(name, path), posix.join(folder, file.replace(/\.ts$/, ''))]);
  });
  return Object.fromEntries(
    named
      .filter(([, module]) => existsSync(join(dist, `${module}.d.ts`)))
      .map(([name, module]) => [name, `${module}.js`]),
  );
}

function linkTypes() {
  const entries = declaredEntries();
  for (const file of globSync('**/*.d.ts', { cwd: dist })) {
    const path = join(dist, file);
    const before = readFileSync(path, 'utf8');
    const after = relativeSpecifiers(before, file.replaceAll('\\', '/'), entries);
    if (after !== before) writeFileSync(path, after);
  }
}

function copyDocuments() {
  for (const file of ['README.md', 'LICENSE']) copyFileSync(join(root, file), join(cli, file));
  rmSync(join(cli, 'docs'), { recursive: true, force: true });
  cpSync(join(root, 'docs'), join(cli, 'docs'), { recursive: true });
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

rmSync(dist, { recursive: true, force: true });
declareTypes();
linkTypes();
await bundle({ manifest: manifestOf('cli'), packages, dist });
copyDocuments();
makeRunnable();
