import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Packages of which only files are served, by what is served and what their licence asks for. Copies of these are in the
 * published package; whatever else such a package brings, dependencies with it, nobody has to install.
 */
const copies = {
  'swagger-ui-dist': [
    'swagger-ui.css',
    'swagger-ui-bundle.js',
    'swagger-ui-standalone-preset.js',
    'swagger-ui-bundle.js.LICENSE.txt',
    'swagger-ui-standalone-preset.js.LICENSE.txt',
    'LICENSE',
    'NOTICE',
  ],
};

export const copied = Object.keys(copies);

const located = /require\.resolve\('([\w-]+)\/package\.json'\)/g;

/** The manifest of a copy: what it is, and by whose leave it is here. */
function manifestIn(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return `${JSON.stringify({ name, version, license }, undefined, 2)}\n`;
}

/** Where a module looks for the folder of such a package, it finds the copy. */
export const copiedByName = {
  name: 'copied-by-name',
  transform: {
    filter: { code: located },
    async handler(code, importer) {
      const addresses = new Map();
      for (const [call, name] of code.matchAll(located)) {
        if (!copied.includes(name)) continue;
        const { id } = await this.resolve(`${name}/package.json`, importer);
        const folder = dirname(id);
        const emit = (file, source) =>
          this.emitFile({ type: 'asset', fileName: `copies/${name}/${file}`, source });
        for (const file of copies[name]) emit(file, readFileSync(join(folder, file)));
        const manifest = emit('package.json', manifestIn(folder));
        addresses.set(call, `fileURLToPath(import.meta.ROLLDOWN_FILE_URL_${manifest})`);
      }
      if (addresses.size === 0) return undefined;
      const found = code.replaceAll(located, (call) => addresses.get(call) ?? call);
      return { code: `import { fileURLToPath } from 'node:url';\n${found}`, map: null };
    },
  },
};
