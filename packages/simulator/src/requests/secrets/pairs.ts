import { type Found, formDecoded, hidden } from './hidden.ts';
import { isSecretName } from './names.ts';

// A name is looked for where one can begin only, so that a long text without any takes no longer than its length.
const form = /(?<![^&=])([^&=]+)=([^&]*)/g;
/** In an address the query begins behind the `?`; in a text the address ends somewhere. */
const address = /(?<![^&=?#;\s"\\<>])([^&=?#;\s"\\<>]+)=([^&#\s"\\<>]*)/g;

function without(text: string, pairs: RegExp, found: Found): string {
  return text.replaceAll(pairs, (pair, written: string, value: string) => {
    const name = formDecoded(written).trim();
    return value !== '' && isSecretName(name, 'secret') ? `${written}=${hidden(name, value, found)}` : pair;
  });
}

/** A form without the credentials in it. */
export const hideInForm = (text: string, found: Found): string => without(text, form, found);

/** An address, or a text with addresses in it, without the credentials in their queries. */
export const hideInAddresses = (text: string, found: Found): string => without(text, address, found);
