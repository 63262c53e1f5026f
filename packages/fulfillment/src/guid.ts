import { hash } from 'node:crypto';

/** A GUID that depends on nothing but the texts given, with the version and variant bits that strict parsers expect. */
export function derivedGuid(...parts: readonly string[]): string {
  const digits = hash('sha256', JSON.stringify(parts));
  const variant = ((Number.parseInt(digits.charAt(16), 16) & 3) | 8).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}

/** Sixteen upper-case hexadecimal digits, the form of a puid (SF 2.2), that the texts determine. */
export const derivedPuid = (...parts: readonly string[]): string =>
  `1003${hash('sha256', JSON.stringify(parts)).slice(0, 12).toUpperCase()}`;
