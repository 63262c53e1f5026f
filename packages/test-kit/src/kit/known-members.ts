import { didYouMean } from '@marketsim/http';

/** Every member that an object may have: the compiler asks for each of them, and for no other. */
export type Members<T> = Readonly<Record<keyof Required<T>, true>>;

/** Throws a TypeError for a member that nothing reads: in JavaScript a misspelt one would go unseen. */
export function checkMembers<T extends object>(what: string, given: T, members: Members<T>): void {
  const known = Object.keys(members);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new TypeError(`${what} has no member ${unknown}${didYouMean(unknown, known)}`);
}
