/** Remembers each operation's answer, so that a repeated call changes nothing (SF 4.5, F16). */
export interface Claims {
  /** The status that the first call of this operation gets, if there was one. */
  readonly earlier: (operationId: string) => Promise<number> | undefined;
  /** Takes an operation; what it returns settles it, once; a status of 500 or more leaves it free for a retry. */
  readonly take: (operationId: string) => (status: number) => void;
}

const maxClaims = 10_000;

/** Claims in memory; the oldest go first when there are more than 10 000. */
export function createClaims(): Claims {
  const claims = new Map<string, Promise<number>>();
  return {
    earlier: (operationId) => claims.get(operationId),
    take: (operationId) => {
      const { promise, resolve } = Promise.withResolvers<number>();
      claims.set(operationId, promise);
      const [oldest] = claims.keys();
      if (claims.size > maxClaims && oldest !== undefined) claims.delete(oldest);
      let settled = false;
      return (status) => {
        if (settled) return;
        settled = true;
        if (status >= 500) claims.delete(operationId);
        resolve(status);
      };
    },
  };
}
