import type { House } from './house.ts';
import type { Memo } from './memo.ts';

/** An instant of world time at which something is to be done. */
export interface Appointment {
  /** Whether the world's clock stops there until it is kept. */
  readonly isAgreed: boolean;
  /** Resolves when it has come. */
  readonly reached: Promise<void>;
  /** Lets the clock go on; an appointment that is not wanted any more is kept too. */
  readonly kept: () => Promise<void>;
}

/** What is wished of the clock: a name, an instant, and a memo that is enough to do then what is to be done. */
interface Wish {
  readonly name: string;
  readonly at: number;
  readonly memo: Memo;
}

/**
 * Makes an appointment with the world's clock, in milliseconds since 1970 UTC, so that an advance does not rush past
 * it; one of the same name is replaced. A clock that is real time, or takes none, passes it all the same.
 */
export async function appoint(house: House, { name, at, memo }: Wish): Promise<Appointment> {
  const { account, extension } = house;
  const wish = { name, at: new Date(at).toISOString(), memo };
  const taken = account.clock === undefined ? undefined : await extension?.appoint(wish);
  return appointed(house, { name, at, isAgreed: taken?.ok === true });
}

/** An appointment as it was made, by this account or by the one whose world this one's was made from. */
export const appointed = (
  { clock, extension, life }: House,
  { name, at, isAgreed }: Pick<Wish, 'name' | 'at'> & Pick<Appointment, 'isAgreed'>,
): Appointment => ({
  isAgreed,
  reached: clock.reached(at),
  kept: async () => {
    // What was forgotten may have been put off again by whoever has taken its place.
    if (isAgreed && !life.signal.aborted) await extension?.keep(name);
  },
});
