import { isPurchaseToken } from './names.ts';

/** What stands in the place of a credential. */
export const mark = '***';

const tailLength = 6;
/** What a token looks like; of a shorter one six characters would tell too much. */
const token = /^[\w+/=-]{20,}$/;

/** Credentials that were found in one exchange, each with what is shown in its place. */
export type Found = Map<string, string>;

/** What is shown in the place of a credential, which is remembered: it may be repeated where no name gives it away. */
export function hidden(name: string, secret: string, found: Found): string {
  if (secret.startsWith(mark)) return secret;
  const plain = percentDecoded(secret);
  const shown = isPurchaseToken(name) && token.test(plain) ? `${mark}${plain.slice(-tailLength)}` : mark;
  found.set(secret, shown);
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

/** Shorter ones are words like any other: taking them out would garble what has nothing to do with them. */
const leastRepeated = 6;

/** Takes the credentials that were found in an exchange out of other texts of it. */
export function repeatedIn(found: Found): (text: string) => string {
  const repeated = [...found].flatMap(([secret, shown]) =>
    spellings(secret)
      .filter(({ length }) => length >= leastRepeated)
      .map((spelling) => ({ spelling, shown })),
  );
  return (text) => {
    let rest = text;
    for (const { spelling, shown } of repeated) {
      if (rest.includes(spelling)) rest = rest.replaceAll(spelling, () => shown);
    }
    return rest;
  };
}

/** As it came, as it was meant, and as it stands in an address or in JSON. */
function spellings(secret: string): readonly string[] {
  if (/^[\w.-]+$/.test(secret)) return [secret];
  const meant = [secret, percentDecoded(secret), formDecoded(secret)];
  const written = meant.flatMap((text) => [
    encodeURIComponent(text.toWellFormed()),
    JSON.stringify(text).slice(1, -1),
  ]);
  return [...new Set([...meant, ...written])];
}
