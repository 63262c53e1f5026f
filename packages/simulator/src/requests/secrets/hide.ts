import { type Found, mark } from './hidden.ts';
import { hideInMembers } from './members.ts';
import { isSuspicious, replaceJsonWebTokens } from './names.ts';
import { hideInAddresses, hideInForm } from './pairs.ts';

const hideJsonWebTokens = (text: string, found: Found): string =>
  replaceJsonWebTokens(text, (token) => {
    found.add(token, mark);
    return mark;
  });

/** A text without the credentials in it, which are added to `found`: an address, a header, a message, JSON. */
export function hideInText(text: string, found: Found): string {
  const rest = found.without(text);
  if (!isSuspicious(rest)) return rest;
  // Only who asks for a token writes a code that is one as a member of JSON.
  const codes = rest.includes('grant_type') ? 'secret' : 'harmless';
  return hideJsonWebTokens(hideInMembers(hideInAddresses(rest, found), codes, found), found);
}

/** The same of a body. Whether it is a form shows in how it begins, whatever its content type says. */
export function hideInBody(text: string, found: Found): string {
  const isForm = !/^\s*[[{"]/.test(text) && isSuspicious(text);
  return hideInText(isForm ? hideInForm(text, found) : text, found);
}
