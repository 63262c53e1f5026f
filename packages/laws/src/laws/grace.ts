import type { Instant, Suspension, SuspensionCause } from '@marketsim/core';
import { after, lengthOf } from '../calendar.ts';
import { ofFacts } from '../judges.ts';

const graceSetting = { partner: 'suspend.grace.partner', payment: 'suspend.grace.payment' } as const;

/** The end of the grace that is over first. */
export const graceEnd = ({ endsAt, also }: Suspension): Instant =>
  also && also.endsAt < endsAt ? also.endsAt : endsAt;

const causeIn = (
  fact: { readonly suspension: Suspension } | { readonly cause: SuspensionCause },
): SuspensionCause => ('suspension' in fact ? fact.suspension : fact.cause);

/** A suspension is given the grace that the settings have for its cause (SUS-05, SUS-06). */
export const graceGiven = ofFacts(
  ['SubscriptionSuspended', 'SuspensionCauseAdded'],
  ({ fact }, { chronicle }) => {
    const { at, cause, endsAt } = causeIn(fact);
    const end = after(fact.at, lengthOf(chronicle.settings[graceSetting[cause]]));
    return at === fact.at && endsAt === end
      ? undefined
      : `grace for ${cause} from ${at} to ${endsAt}, not ${fact.at} to ${end}`;
  },
);

/** It ends with the grace that is over first, and is named after that cause (SUS-05, SUS-06). */
export const graceTaken = ofFacts(['SubscriptionEnded'], ({ fact, before: { suspension } }) => {
  if (fact.reason !== 'suspensionExpired' && fact.reason !== 'nonPayment') return undefined;
  const end = suspension && graceEnd(suspension);
  if (fact.at !== end) return `ended ${fact.at}, grace until ${end}`;
  const first = suspension?.also?.endsAt === end && suspension.endsAt !== end ? suspension.also : suspension;
  const reason = first?.cause === 'payment' ? 'nonPayment' : 'suspensionExpired';
  return fact.reason === reason ? undefined : `ended for ${fact.reason}, not ${reason}`;
});
