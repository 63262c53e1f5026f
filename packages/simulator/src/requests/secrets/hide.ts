import { type Found, mark } from './hidden.ts';
import { hideInMembers } from './members.ts';
import { isSuspicious, jsonWebToken } from './names.ts';
import { hideInAddresses, hideInForm } from './pairs.ts';

function hideJsonWebTokens(text: string, found: Found): string {
  return text.replaceAll(jsonWebToken, (token) => {
    found.set(token, mark);
    return mark;
  });
}

/** A text without the credentials in it, which are added to `found`: an address, a header, a message, JSON. */
export function hideInText(text: string, found: Found): string {
  if (!isSuspicious(text)) return text;
  // Only who asks for a token writes a code that is one as a member of JSON.
  const codes = text.includes('grant_type') ? 'secret' : 'harmless';
  return hideJsonWebTokens(hideInMembers(hideInAddresses(text, found), codes, found), found);
}

/** The same of a body. Whether it is a form shows in how it begins, whatever its content type says. */
export function hideInBody(text: string, found: Found): string {
  const isForm = !/^\s*[[{"]/.test(text) && isSuspicious(text);
  return hideInText(isForm ? hideInForm(text, found) : text, found);
}
