import { globSync, readFileSync } from 'node:fs';
import { startSimulator } from '@marketsim/test-kit';
import { expect, test } from 'vitest';

interface Named {
  readonly file: string;
  readonly method: string;
  readonly path: string;
}

/** `POST /_sim/worlds/{name}/fork`, without query; several methods or paths may stand in one cell. */
const named: readonly Named[] = ['README.md', ...globSync('docs/*.md')].flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/\b(GET|POST|PUT|PATCH|DELETE) (\/_sim\/[\w{}/-]+)/g)].map(
    ([, method = '', path = '']) => ({ file, method: method.toLowerCase(), path: shape(path) }),
  ),
);

/** The names of path parameters do not matter. */
function shape(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '{}').replace(/\/$/, '');
}

test('every control address that a document names is there', async () => {
  const simulator = await startSimulator();
  try {
    const document = await (await fetch(`${simulator.url}/openapi/control.json`)).json();
    const known = new Set(
      Object.entries(Object(document).paths).flatMap(([path, methods]) =>
        Object.keys(Object(methods)).map((method) => `${method} ${shape(path)}`),
      ),
    );
    const unknown = named.filter(({ method, path }) => !known.has(`${method} ${path}`));
    expect(named.length).toBeGreaterThan(20);
    expect(unknown).toEqual([]);
  } finally {
    await simulator.close();
  }
});
