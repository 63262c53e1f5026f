import type { RequestInfo } from '@marketsim/http';

type Asked = Pick<RequestInfo, 'path' | 'rawQuery'>;

/** The path of a request as links spell it: without version segment and doubled slashes (PC 0.3). */
const ownPath = ({ path }: Pick<Asked, 'path'>): string =>
  path
    .replaceAll(/\/+/g, '/')
    .replace(/^(?:\/v1)+(?=\/)/i, '')
    .replace(/(?<=.)\/$/, '');

const withQuery = (path: string, query: string): string => (query === '' ? path : `${path}?${query}`);

/** The address of a request as links spell it (PC 0.3). */
export const ownUri = (asked: Asked): string => withQuery(ownPath(asked), asked.rawQuery);

/** The same with some members of the query set anew, whatever their case was. */
export function uriWith(asked: Asked, members: Readonly<Record<string, string | number>>): string {
  const query = new URLSearchParams(asked.rawQuery);
  const names = new Set(Object.keys(members).map((name) => name.toLowerCase()));
  for (const name of [...query.keys()]) if (names.has(name.toLowerCase())) query.delete(name);
  for (const [name, value] of Object.entries(members)) query.set(name, String(value));
  return withQuery(ownPath(asked), query.toString());
}
