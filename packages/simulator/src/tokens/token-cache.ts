import type { TokenFault } from '@marketsim/http';
import type { GoodToken } from './verify-token.ts';

type Verify = (text: string, nowMs: number) => Promise<GoodToken | TokenFault>;

/** Tokens that were found good, so that a signature is checked once. */
export interface TokenCache {
  /** What a token says that was found good before and has not expired. */
  known(text: string): GoodToken | undefined;
  /** Looks at a token, and remembers a good one until it expires. */
  verify(text: string): Promise<GoodToken | TokenFault>;
}

interface Kept {
  readonly text: string;
  readonly good: GoodToken;
}

/** Tokens kept; the oldest makes room. */
const capacity = 1000;

/** A token is long and comes as a new text each time: looking it up by all of it would take longer than all else here. */
const endOf = (text: string): string => text.slice(-32);

/** A cache with nothing in it; `wallClock` is in milliseconds. */
export function tokenCache(verify: Verify, wallClock: () => number): TokenCache {
  const kept = new Map<string, Kept>();
  return {
    known: (text) => {
      const found = kept.get(endOf(text));
      if (found?.text !== text) return undefined;
      if (found.good.expiresAt * 1000 > wallClock()) return found.good;
      kept.delete(endOf(text));
      return undefined;
    },
    verify: async (text) => {
      const found = await verify(text, wallClock());
      if ('admitted' in found) return found;
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size >= capacity) kept.delete(oldest);
      kept.set(endOf(text), { text, good: found });
      return found;
    },
  };
}
