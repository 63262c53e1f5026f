/** What stands where a credential was. */
const redacted = 'redacted';

/** Takes the credentials out of values that are written one after another, each as JSON text. */
export type Redaction = (json: string) => string;

/** Most values have nothing in them that has to be looked at. */
const mayHoldSome = /https?:|"clientSecret"/i;

/**
 * A redaction of one history. Client secrets go: who signs in without one may show any. Of addresses user info and the
 * values of the query are replaced, for they open the door to whoever knows them. An address of a publisher is known
 * again inside of longer texts, such as the activation links in kept answers.
 */
export function createRedaction(): Redaction {
  const known = new Map<string, string>();
  let anyKnown: RegExp | undefined;

  const learn = (address: string, without: string): void => {
    for (const form of [(text: string) => text, inJson]) known.set(form(address), form(without));
    const longestFirst = [...known.keys()].toSorted((a, b) => b.length - a.length);
    anyKnown = new RegExp(longestFirst.map(literally).join('|'), 'g');
  };

  const redactText = (text: string, name: string): string => {
    if (!/https?:/i.test(text)) return text;
    const without = withoutCredentials(text);
    if (without === undefined) {
      return anyKnown ? text.replace(anyKnown, (found) => known.get(found) ?? found) : text;
    }
    if (without !== text && name.endsWith('Url') && !known.has(text)) learn(text, without);
    return without;
  };

  const redact = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') return redactText(value, name);
    if (Array.isArray(value)) return value.map((item) => redact(item, name));
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).filter(([member]) => member !== 'clientSecret');
    return Object.fromEntries(members.map(([member, its]) => [member, redact(its, member)]));
  };

  return (json) => (mayHoldSome.test(json) ? JSON.stringify(redact(JSON.parse(json), '')) : json);
}

/** An address with nothing in it that opens a door; nothing for a text that is no address of the web. */
function withoutCredentials(text: string): string | undefined {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return undefined;
  if (!url.username && !url.password && !url.search && !url.hash) return text;
  if (url.username) url.username = redacted;
  if (url.password) url.password = redacted;
  url.search = url.search.slice(1).split('&').map(withoutValue).join('&');
  url.hash = '';
  return url.href;
}

/** A part of a query that is no name with a value may be the secret itself, and its `=` the padding. */
function withoutValue(part: string): string {
  const [, name] = /^([^=]+)==*[^=]/.exec(part) ?? [];
  if (name !== undefined) return `${name}=${redacted}`;
  return part === '' ? '' : redacted;
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const literally = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
