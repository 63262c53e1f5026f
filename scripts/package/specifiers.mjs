import { dirname, posix } from 'node:path';

const scope = '@marketsim/';
// `from 'x'`, `import 'x'`, `import('x')`, `declare module 'x'`
const imported = /(\bfrom\s*|\bimport\s*\(?\s*|\bmodule\s+)(['"])(@marketsim\/[\w/-]+)\2/g;
const quoted = /['"`](@marketsim\/[^'"`\s]*)['"`]/g;

/**
 * Replaces what a file of types imports by workspace name with a relative path.
 *
 * `file` is that file and `entries` the module behind each name that a workspace package exports, all
 * relative to one folder. Throws for a name that no package exports and for one that is left over,
 * because neither would resolve once installed.
 *
 * @param {string} text
 * @param {string} file
 * @param {Readonly<Record<string, string>>} entries
 * @returns {string}
 */
export function relativeSpecifiers(text, file, entries) {
  const rewritten = text.replace(imported, (_all, before, quote, name) => {
    const entry = entries[name];
    if (entry === undefined) throw new Error(`${file} imports ${name}, which is not part of the package`);
    const path = posix.relative(dirname(file), entry);
    return `${before}${quote}${path.startsWith('.') ? path : `./${path}`}${quote}`;
  });
  const left = [...rewritten.matchAll(quoted)].map((match) => match[1]);
  if (left.length > 0)
    throw new Error(
      `${file} still names ${left.join(', ')} (only an import of ${scope}<name> can be packed)`,
    );
  return rewritten;
}
