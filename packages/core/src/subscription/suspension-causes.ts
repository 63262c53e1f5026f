import type { Suspension, SuspensionCause } from './subscription.ts';

/** Why access is off, what came first before what came later (SUS-01). */
export const causesOf = ({ also, ...first }: Suspension): readonly SuspensionCause[] => [
  first,
  ...(also ? [also] : []),
];

/** The cause whose grace is over first: it ends the subscription (SUS-05, SUS-06). */
export const firstToEnd = ({ also, ...first }: Suspension): SuspensionCause =>
  also && also.endsAt < first.endsAt ? also : first;

/** Whether a cause is among those of a suspension. */
export const isSuspendedFor = (suspension: Suspension, cause: SuspensionCause['cause']): boolean =>
  causesOf(suspension).some((known) => known.cause === cause);

/** The suspension with a second cause. */
export const withCause = (suspension: Suspension, also: SuspensionCause): Suspension => ({
  ...suspension,
  also,
});

/** The suspension without one of its two causes. */
export function withoutCause(suspension: Suspension, cause: SuspensionCause['cause']): Suspension {
  const left = causesOf(suspension).filter((known) => known.cause !== cause)[0];
  if (!left) throw new Error(`a suspension for ${cause} alone ends by a reinstatement`);
  return left;
}
