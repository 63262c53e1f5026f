/** Ends of names under which credentials come, in JSON, forms, queries and headers alike. */
const endings =
  'secret|password|passwd|passphrase|assertion|verifier|authorization|cookies?|tokens?|api[-_]?key';

/** Under these only a place in a list is told. */
const places = /(?:continuation|skip)-?token$/i;

const secretName = new RegExp(`(?:${endings})$`, 'i');

/** Where a code stands for somebody who has signed in, as in a form or a redirection; elsewhere it names an error. */
export type Codes = 'secret' | 'harmless';

/** Whether a credential comes under a name. */
export const isSecretName = (name: string, codes: Codes): boolean =>
  (secretName.test(name) && !places.test(name)) || (codes === 'secret' && /^code$/i.test(name));

/** Whether a name is the purchase token's: enough of that stays to tell one from another. */
export const isPurchaseToken = (name: string): boolean => /^(?:x-ms-marketplace-)?token$/i.test(name);

const words = new RegExp(`${endings}|code=|grant_type`);
/** Letters of a name may be written so. */
const escapes = ['%', '\\u00'];

/** Words with points between them; a JWT is one with its mark in it. */
const pointed = /(?<![\w-])[\w-]+\.[\w-]+(?:\.[\w-]*)*/g;

/** Calls back for each JWT in a text, and puts what it answers in its place. One that is cut short is one, too. */
export const replaceJsonWebTokens = (text: string, instead: (token: string) => string): string =>
  text.replaceAll(pointed, (word) => {
    const begin = word.indexOf('eyJ');
    return begin < 0 ? word : word.slice(0, begin) + instead(word.slice(begin));
  });

/**
 * Whether a text may hold a credential: one without any of this has none under such a name and no JWT, however it is
 * spelled. Most texts are looked at no further, so this is what costs.
 */
export function isSuspicious(text: string): boolean {
  const lower = text.toLowerCase();
  if (words.test(lower) || escapes.some((each) => lower.includes(each))) return true;
  return text.includes('eyJ') && replaceJsonWebTokens(text, () => '') !== text;
}
