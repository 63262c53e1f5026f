import assert from 'node:assert/strict';

/** A value inside parsed JSON by its path; a missing step fails with what was there. */
export function at(json: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce((value: unknown, key) => {
    const found = peek(value, key);
    assert.notEqual(found, undefined, `no ${JSON.stringify(key)} in ${JSON.stringify(value)}`);
    return found;
  }, json);
}

/** The same, undefined when missing. */
export function peek(json: unknown, key: string | number): unknown {
  if (typeof json !== 'object' || json === null) return undefined;
  return Object.getOwnPropertyDescriptor(json, key)?.value;
}

export function text(json: unknown, ...path: readonly (string | number)[]): string {
  const value = at(json, ...path);
  assert.equal(typeof value, 'string', `${path.join('.')} is no text: ${JSON.stringify(value)}`);
  return String(value);
}

export function items(json: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = at(json, ...path);
  assert.ok(Array.isArray(value), `${path.join('.')} is no list: ${JSON.stringify(value)}`);
  return value;
}
