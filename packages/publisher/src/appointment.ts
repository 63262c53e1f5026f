import type { House } from './house.ts';

/** An instant of world time at which something is to be done. */
export interface Appointment {
  /** Whether the world's clock stops there until it is kept. */
  readonly isAgreed: boolean;
  /** Resolves when it has come. */
  readonly reached: Promise<void>;
  /** Lets the clock go on; an appointment that is not wanted any more is kept too. */
  readonly kept: () => Promise<void>;
}

/**
 * Makes an appointment with the world's clock, in milliseconds since 1970 UTC, so that an advance does not rush past
 * it; one of the same name is replaced. A clock that is real time, or takes none, passes it all the same.
 */
export async function appoint(
  { account, clock, extension }: House,
  name: string,
  at: number,
): Promise<Appointment> {
  const taken =
    account.clock === undefined ? undefined : await extension?.appoint(name, new Date(at).toISOString());
  const isAgreed = taken?.ok === true;
  return {
    isAgreed,
    reached: clock.reached(at),
    kept: async () => {
      if (isAgreed) await extension?.keep(name);
    },
  };
}
