import { type Found, hidden, mark } from './secrets/hidden.ts';
import { hideInText } from './secrets/hide.ts';
import { isSecretName } from './secrets/names.ts';

const shownRequestHeaders: ReadonlySet<string> = new Set([
  'accept',
  'authorization',
  'client-request-id',
  'content-encoding',
  'content-length',
  'content-type',
  'cookie',
  'host',
  'if-match',
  'if-none-match',
  'last-event-id',
  'origin',
  'prefer',
  'transfer-encoding',
  'user-agent',
  'x-correlation-id',
  'x-locale',
  'x-request-id',
]);
const shownFamilies = /^(?:ms|x-ms|x-marketsim)-/;

const valueLimit = 1024;

/** The headers of a request that are worth seeing, without the credentials in them, which are added to `found`. */
export function requestHeadersOf(rawHeaders: readonly string[], found: Found): Record<string, string> {
  const told: Record<string, string> = {};
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? '';
    if (shownRequestHeaders.has(name) || shownFamilies.test(name))
      tell(told, [name, rawHeaders[at + 1] ?? ''], found);
  }
  return told;
}

/** The headers of an answer likewise; later ones replace earlier ones of the same name. */
export function replyHeadersOf(
  headers: readonly Readonly<Record<string, string>>[],
  found: Found,
): Record<string, string> {
  const told: Record<string, string> = {};
  for (const each of headers) {
    for (const [name, value] of Object.entries(each)) {
      delete told[name.toLowerCase()];
      tell(told, [name.toLowerCase(), value], found);
    }
  }
  return told;
}

function tell(told: Record<string, string>, [name, value]: readonly [string, string], found: Found): void {
  const before = told[name];
  const shown = shownOf(name, value, found).slice(0, valueLimit);
  told[name] = before === undefined ? shown : `${before}, ${shown}`;
}

function shownOf(name: string, value: string, found: Found): string {
  if (name === 'authorization') return schemeOnly(value, found);
  return isSecretName(name, 'harmless') ? hidden(name, value, found) : hideInText(value, found);
}

/** The scheme stays: a wrong one is a common mistake. */
function schemeOnly(value: string, found: Found): string {
  const [, scheme, credentials = value.trim()] = /^\s*(Bearer|Basic)\s+(.+?)\s*$/i.exec(value) ?? [];
  hidden('authorization', credentials, found);
  if (scheme === undefined) return mark;
  if (scheme.toLowerCase() === 'basic') hideBasic(credentials, found);
  return `${scheme} ${mark}`;
}

/** Name and password by themselves, as they may be repeated. */
function hideBasic(credentials: string, found: Found): void {
  const pair = Buffer.from(credentials, 'base64').toString();
  hidden('password', pair.slice(pair.indexOf(':') + 1), found);
}
