import { isPurchaseToken } from './names.ts';

/** What stands in the place of a credential. */
export const mark = '***';

/** Shorter ones are words like any other: taking them out would garble what has nothing to do with them. */
const leastRepeated = 6;

/** Credentials that were found in one exchange: one may be repeated where no name gives it away. */
export interface Found {
  /** Remembers a credential, and what is shown in its place. */
  add(secret: string, shown: string): void;
  /** A text without those that were found so far, however they are spelled. */
  without(text: string): string;
}

/** Nothing found so far. */
export function nothingFound(): Found {
  const known: { readonly spelling: string; readonly shown: string }[] = [];
  return {
    add: (secret, shown) => {
      for (const spelling of spellings(secret)) {
        if (spelling.length >= leastRepeated) known.push({ spelling, shown });
      }
      // What is part of a longer one must not break that up.
      known.sort((a, b) => b.spelling.length - a.spelling.length);
    },
    without: (text) => {
      let rest = text;
      for (const { spelling, shown } of known) {
        if (rest.includes(spelling)) rest = rest.replaceAll(spelling, () => shown);
      }
      return rest;
    },
  };
}

/** As it came, as it was meant, and as it stands in an address, a form or JSON. */
function spellings(secret: string): readonly string[] {
  if (/^[\w.-]+$/.test(secret)) return [secret];
  const meant = [secret, percentDecoded(secret), formDecoded(secret), jsonDecoded(secret)];
  const written = meant.flatMap((text) => [
    encodeURIComponent(text.toWellFormed()),
    new URLSearchParams([['', text]]).toString().slice(1),
    JSON.stringify(text).slice(1, -1),
  ]);
  return [...new Set([...meant, ...written])];
}

function jsonDecoded(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}

const tailLength = 6;
/** What a token looks like; of a shorter one six characters would tell too much. */
const token = /^[\w+/=-]{20,}$/;

/** What is shown in the place of a credential, which is remembered. */
export function hidden(name: string, secret: string, found: Found): string {
  if (secret.startsWith(mark)) return secret;
  const plain = percentDecoded(secret);
  const shown = isPurchaseToken(name) && token.test(plain) ? `${mark}${plain.slice(-tailLength)}` : mark;
  found.add(secret, shown);
  return shown;
}

/** Text of a form or query; what is no such text stays as it is. */
export const formDecoded = (text: string): string => percentDecoded(text.replaceAll('+', ' '));

function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
