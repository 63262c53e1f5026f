import { randomBytes } from 'node:crypto';
import type { UserRole } from './users.ts';

/** What somebody agreed to when signing in. */
export interface SignIn {
  readonly world: string;
  readonly tenantId: string;
  readonly applicationId: string;
  readonly who: UserRole;
  /** Scopes as they were asked for, separated by blanks. */
  readonly scope: string;
  /** Of the v1 form. */
  readonly resource?: string;
  /** Of a client that has no secret: its refresh tokens need none either. */
  readonly publicClient?: true;
  /** Present where the user signed in without a second factor. */
  readonly passwordOnly?: true;
}

/** A code's sign-in, and what its redemption must match. */
export interface CodeGrant extends SignIn {
  readonly redirectUri: string;
  readonly nonce?: string;
  readonly challenge?: CodeChallenge;
}

/** What the verifier of a redemption must fit (RFC 7636). */
export interface CodeChallenge {
  readonly method: 'plain' | 'S256';
  readonly value: string;
}

/** A code that was issued here, and whether it is good still. */
export interface FoundCode {
  readonly grant: CodeGrant;
  readonly state: 'good' | 'expired' | 'redeemed';
}

/** Codes of sign-ins, for one redemption each. */
export interface AuthorizationCodes {
  issue(grant: CodeGrant): string;
  find(code: string): FoundCode | undefined;
  /** Ends a code's life; what it was stays known, so that a second redemption can be told why it fails. */
  redeem(code: string): void;
}

const lifeMs = 600_000;

/** Codes kept; the oldest makes room. */
const capacity = 10_000;

/** Codes in memory, good for ten minutes of the wall clock. */
export function createCodes(wallClock: () => number): AuthorizationCodes {
  const codes = new Map<string, { readonly grant: CodeGrant; readonly until: number }>();
  const redeemed = new WeakSet<CodeGrant>();
  return {
    issue(grant) {
      const [oldest] = codes.keys();
      if (oldest !== undefined && codes.size >= capacity) codes.delete(oldest);
      const code = `0.${randomBytes(48).toString('base64url')}`;
      codes.set(code, { grant: { ...grant }, until: wallClock() + lifeMs });
      return code;
    },
    find(code) {
      const kept = codes.get(code);
      if (!kept) return undefined;
      const { grant, until } = kept;
      if (redeemed.has(grant)) return { grant, state: 'redeemed' };
      return { grant, state: wallClock() < until ? 'good' : 'expired' };
    },
    redeem(code) {
      const kept = codes.get(code);
      if (kept) redeemed.add(kept.grant);
    },
  };
}
