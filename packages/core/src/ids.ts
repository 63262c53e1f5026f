import { declareRules } from './rule.ts';

export const idRules = declareRules({
  'GEN-06': {
    says: 'Every id is a function of seed, world and the thing it belongs to; none comes from the wall clock or a shared counter.',
    source: 'https://learn.microsoft.com/partner-center/developer/partner-center-rest-urls',
    confidence: 'P',
  },
});

/** Makes ids that depend only on (seed, world) and the parts given, so parallel callers cannot disturb each other's. */
export interface Ids {
  /** A lower-case GUID with the version and variant bits of a random one, as strict parsers expect. */
  guid(...parts: IdPart[]): string;
  /** `length` lower-case hexadecimal digits. */
  hex(length: number, ...parts: IdPart[]): string;
  /** `length` characters of upper-case letters and digits, as catalog ids are spelled. */
  code(length: number, ...parts: IdPart[]): string;
  /** `length` characters of the URL-safe base64 alphabet, as marketplace order ids are spelled. */
  base64url(length: number, ...parts: IdPart[]): string;
  /** `length` decimal digits, the first not zero. */
  digits(length: number, ...parts: IdPart[]): string;
  /** `length` bytes, each 0 to 255. */
  bytes(length: number, ...parts: IdPart[]): readonly number[];
}

type IdPart = string | number;

const codeAlphabet = 'ABCDEFGHJKLMNPQRSTVWXYZ0123456789';
const urlAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function avalanche(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

type Lanes = readonly [number, number, number, number];

const primes: Lanes = [0x01000193, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f];

/** 128 bits that the text determines: four hashes of it, each with a multiplier of its own. */
function lanesOf(text: string): Lanes {
  let [a, b, c, d] = [0x811c9dc5, 0x9e3779b9, 0x7f4a7c15, 0xf39cc060];
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    a = Math.imul(a ^ char, primes[0]);
    b = Math.imul(b ^ char, primes[1]);
    c = Math.imul(c ^ char, primes[2]);
    d = Math.imul(d ^ char, primes[3]);
  }
  return [avalanche(a ^ text.length), avalanche(b), avalanche(c), avalanche(d)];
}

/** The first `length` bytes of the endless stream that a text determines. */
function streamOf(text: string, length: number): number[] {
  const lanes = lanesOf(text);
  const bytes: number[] = [];
  for (let n = 0; bytes.length < length; n++) {
    const lane = lanes[n & 3] ?? 0;
    const neighbour = lanes[(n + 1) & 3] ?? 0;
    const word = avalanche(Math.imul(lane + n, 0x9e3779b1) ^ neighbour);
    bytes.push(word & 0xff, (word >>> 8) & 0xff, (word >>> 16) & 0xff, word >>> 24);
  }
  return bytes.length === length ? bytes : bytes.slice(0, length);
}

const hexDigits = '0123456789abcdef';

function hexOf(bytes: readonly number[]): string {
  const digits: number[] = [];
  for (const byte of bytes) digits.push(hexDigits.charCodeAt(byte >> 4), hexDigits.charCodeAt(byte & 0xf));
  return String.fromCharCode(...digits);
}

/** The id maker of one world. */
export function createIds(seed: number, world: string): Ids {
  const bytes = (length: number, ...parts: IdPart[]): number[] =>
    streamOf(JSON.stringify([seed, world, ...parts]), length);
  const spell = (alphabet: string, length: number, parts: IdPart[]): string =>
    String.fromCharCode(
      ...bytes(length, ...parts).map((byte) => alphabet.charCodeAt(byte % alphabet.length)),
    );
  return {
    bytes,
    hex: (length, ...parts) => hexOf(bytes(Math.ceil(length / 2), ...parts)).slice(0, length),
    code: (length, ...parts) => spell(codeAlphabet, length, parts),
    base64url: (length, ...parts) => spell(urlAlphabet, length, parts),
    digits: (length, ...parts) => {
      const text = spell('0123456789', length, parts);
      return text.startsWith('0') ? `1${text.slice(1)}` : text;
    },
    guid: (...parts) => {
      const raw = bytes(16, ...parts);
      const stamped = raw.map((byte, i) =>
        i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte,
      );
      const hex = hexOf(stamped);
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
        '-',
      );
    },
  };
}
