import { dirname, join, relative, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { licensePlugin } from 'rolldown-license-plugin';
import { copiedByName } from './copied.mjs';

/**
 * Libraries that every start needs: found one by one, their hundreds of files would take a quarter of its time. Types
 * name only zod, which therefore is a dependency all the same.
 */
export const bundled = ['commander', 'express', 'fastest-levenshtein', 'lowdb', 'temporal-polyfill', 'zod'];

/** The files that users run and import, as the manifest has them: `./dist/cli/src/main.js` is made of `cli/src/main`. */
const publishedEntries = ({ bin, exports }) =>
  [...Object.values(bin), ...Object.values(exports).map((entry) => entry.default)]
    .filter((file) => file !== undefined)
    .map((file) => file.replace(/^\.\/dist\/(.*)\.js$/, '$1'));

/** Whether an import is left to the packages that are installed beside this one. */
function installed({ dependencies, peerDependencies }) {
  const names = Object.keys({ ...dependencies, ...peerDependencies }).filter(
    (name) => !bundled.includes(name),
  );
  return (id) => names.some((name) => id === name || id.startsWith(`${name}/`));
}

const started = /import\.meta\.resolve\('(@marketsim\/[\w/-]+)'\)/g;

/** A module that is started as a process becomes an entry of its own, and its name the address of that entry's file. */
const startedByName = (packages) => ({
  name: 'started-by-name',
  transform: {
    filter: { code: started },
    async handler(code, importer) {
      const addresses = new Map();
      for (const [call, name] of code.matchAll(started)) {
        const { id } = await this.resolve(name, importer);
        const entry = relative(packages, id).replaceAll('\\', '/').replace(/\.ts$/, '');
        const file = this.emitFile({ type: 'chunk', id, fileName: `${entry}.js` });
        addresses.set(call, `import.meta.ROLLDOWN_FILE_URL_${file}`);
      }
      return { code: code.replaceAll(started, (call) => addresses.get(call)), map: null };
    },
  },
});

const licences = licensePlugin({
  failOnUnlicensed: true,
  done(libraries, context) {
    const notices = libraries.map(
      ({ name, version, license, licenseText }) =>
        `${name} ${version}, ${license}\n\n${licenseText.trim()}\n`,
    );
    const source = `What is compiled into this package beside its own code:\n\n${notices.join('\n')}`;
    context.emitFile({ type: 'asset', fileName: 'third-party-licences.txt', source });
  },
});

/** A source is called as its types are: `dist/core/src/x.ts`. Those of libraries keep their paths. */
const sourcePath = (packages, dist) => (source, map) => {
  const path = relative(packages, resolve(dirname(map), source));
  return path.startsWith('..') ? source : relative(dirname(map), join(dist, path)).replaceAll('\\', '/');
};

/** A file that holds a package is called after it, and not after the folder of its index. */
const chunkName = ({ name, moduleIds }) => {
  const [, owner] = /packages[\\/]([^\\/]+)[\\/]src[\\/]index\.ts$/.exec(moduleIds.at(-1) ?? '') ?? [];
  return `chunks/${owner ?? name}-[hash].js`;
};

/**
 * Bundles what the manifest of the published package exports into `dist`: own code and `bundled` libraries in a few
 * files, each entry beside its types, and the licences of the libraries. A warning is a failure.
 *
 * @param {{ manifest: Record<string, any>, packages: string, dist: string }} places
 */
export async function bundle({ manifest, packages, dist }) {
  const entries = publishedEntries(manifest);
  await using build = await rolldown({
    input: Object.fromEntries(entries.map((entry) => [entry, join(packages, `${entry}.ts`)])),
    platform: 'node',
    external: installed(manifest),
    transform: { target: `node${manifest.engines.node.replace('>=', '')}` },
    preserveEntrySignatures: 'strict',
    plugins: [startedByName(packages), copiedByName, licences],
    onLog(level, log) {
      if (level === 'warn') throw new Error(log.message);
    },
  });
  await build.write({
    dir: dist,
    format: 'esm',
    sourcemap: true,
    sourcemapPathTransform: sourcePath(packages, dist),
    entryFileNames: '[name].js',
    chunkFileNames: chunkName,
  });
}
