/** Query or form values as they came: names as spelled, a repeated name as a list. */
export type RawQuery = Readonly<Record<string, string | readonly string[]>>;

const none: RawQuery = Object.freeze({});

/**
 * Splits a URL at its first '?'. A later '?' counts as '&': a known next link of line items carries
 * one (PC 0.3).
 */
export function splitUrl(url: string): { readonly path: string; readonly rawQuery: string } {
  const mark = url.indexOf('?');
  if (mark < 0) return { path: url, rawQuery: '' };
  const rest = url.slice(mark + 1);
  return { path: url.slice(0, mark), rawQuery: rest.includes('?') ? rest.replaceAll('?', '&') : rest };
}

/** Never throws: a broken escape stays as text. */
export function parseQuery(rawQuery: string): RawQuery {
  if (rawQuery === '') return none;
  const values = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(rawQuery)) {
    const before = values.get(name);
    if (before === undefined) values.set(name, value);
    else values.set(name, [...(Array.isArray(before) ? before : [before]), value]);
  }
  // fromEntries defines own members, so that a '__proto__' in a query touches no prototype.
  return Object.fromEntries(values);
}
