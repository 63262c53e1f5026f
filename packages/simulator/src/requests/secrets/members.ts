import { type Found, hidden } from './hidden.ts';
import { type Codes, isSecretName } from './names.ts';
import { endOfValue } from './values.ts';

/** A name up to its value, in quotes or without; the quotes of JSON within JSON have backslashes before them. */
const memberName = /(?<![\w.$-])([\w.$-]+)(\\*["']?)\s{0,20}:\s{0,20}/g;

/**
 * JSON, or what resembles it, without the credentials that come under a name of their own, whatever kind of value they
 * are. The rest stays as it is, character by character; it may be malformed, and end anywhere.
 */
export function hideInMembers(text: string, codes: Codes, found: Found): string {
  const plain = text.includes('\\u00') ? withPlainNames(text) : text;
  const names = new RegExp(memberName);
  let [told, from] = ['', 0];
  for (let match = names.exec(plain); match; match = names.exec(plain)) {
    const [whole, name = '', quote = ''] = match;
    if (!isSecretName(name, codes)) continue;
    const begin = match.index + whole.length;
    const end = endOfValue(plain, begin);
    told += plain.slice(from, begin) + shownValue(plain.slice(begin, end), quote, { name, found });
    from = end;
    names.lastIndex = end;
  }
  return told + plain.slice(from);
}

/** Letters of a name may be written as escapes. */
const withPlainNames = (text: string): string =>
  text.replaceAll(/\\u00([2-7][\da-f])/gi, (written, code: string) => {
    const letter = String.fromCharCode(Number.parseInt(code, 16));
    return /[\w.$-]/.test(letter) ? letter : written;
  });

/** A value in the quotes of its name; one that says that there is none stays. */
function shownValue(
  value: string,
  quote: string,
  { name, found }: { readonly name: string; readonly found: Found },
): string {
  const secret = withoutQuotes(value);
  return secret === '' || secret === 'null' ? value : quote + hidden(name, secret, found) + quote;
}

function withoutQuotes(value: string): string {
  const opening = /^\\*["']/.exec(value)?.[0];
  if (opening === undefined) return value;
  const closing = value.length > opening.length && value.endsWith(opening) ? opening.length : 0;
  return value.slice(opening.length, value.length - closing);
}
