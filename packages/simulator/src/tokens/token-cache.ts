import type { TokenFault } from '@marketsim/http';
import type { GoodToken } from './verify-token.ts';

type Verify = (text: string, nowMs: number) => Promise<GoodToken | TokenFault>;

/** Tokens kept; the oldest makes room. */
const capacity = 1000;

/** Remembers good tokens until they expire, so that a signature is checked once. */
export function tokenCache(
  verify: Verify,
  wallClock: () => number,
): (text: string) => GoodToken | TokenFault | Promise<GoodToken | TokenFault> {
  const kept = new Map<string, GoodToken>();
  const check = async (text: string): Promise<GoodToken | TokenFault> => {
    const found = await verify(text, wallClock());
    if ('admitted' in found) return found;
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size >= capacity) kept.delete(oldest);
    kept.set(text, found);
    return found;
  };
  return (text) => {
    const known = kept.get(text);
    if (known && known.expiresAt * 1000 > wallClock()) return known;
    kept.delete(text);
    return check(text);
  };
}
