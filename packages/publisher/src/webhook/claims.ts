import { boundedMap } from '../bounded-map.ts';

/** An operation that somebody is at, or has dealt with. */
interface Claim {
  /** The status that its first call gets. */
  readonly status: Promise<number>;
  /** Resolves when nothing is to come any more: reply and answer are out, or will not be given. */
  readonly dealtWith: Promise<void>;
}

/** A claim in the hands of the call that took it. */
export interface Taken {
  /** Says what was replied, once; an operation that is `free` again is new when it comes again. */
  readonly settle: (status: number, then: 'holds' | 'free') => void;
  readonly finish: () => void;
}

/** Remembers each operation's answer, so that a repeated call changes nothing (SF 4.5, F16). */
export interface Claims {
  readonly earlier: (operationId: string) => Claim | undefined;
  readonly take: (operationId: string) => Taken;
}

const maxClaims = 10_000;

/** Claims in memory; ids are compared without regard to case. */
export function createClaims(): Claims {
  const claims = boundedMap<Claim>(maxClaims);
  return {
    earlier: (operationId) => claims.get(operationId.toLowerCase()),
    take: (operationId) => {
      const key = operationId.toLowerCase();
      const status = Promise.withResolvers<number>();
      const dealtWith = Promise.withResolvers<void>();
      const claim = { status: status.promise, dealtWith: dealtWith.promise };
      claims.set(key, claim);
      let settled = false;
      return {
        settle: (replied, then) => {
          if (settled) return;
          settled = true;
          if (then === 'free' && claims.get(key) === claim) claims.delete(key);
          status.resolve(replied);
        },
        finish: dealtWith.resolve,
      };
    },
  };
}
