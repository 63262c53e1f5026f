import { durationMs } from '@marketsim/core';
import { after } from '../calendar.ts';
import { ofFacts } from '../judges.ts';

/** A suspension is given the grace that the settings have for its cause (SUS-06). */
export const graceGiven = ofFacts(
  ['SubscriptionSuspended'],
  ({ fact: { at, suspension } }, { chronicle }) => {
    const end = after(at, durationMs(chronicle.settings['suspend.grace.partner']));
    return suspension.at === at && suspension.endsAt === end
      ? undefined
      : `grace from ${suspension.at} to ${suspension.endsAt}, not ${at} to ${end}`;
  },
);

/** It ends with the grace and not before. */
export const graceTaken = ofFacts(['SubscriptionEnded'], ({ fact, before: { suspension } }) =>
  fact.reason === 'suspensionExpired' && fact.at !== suspension?.endsAt
    ? `ended ${fact.at}, grace until ${suspension?.endsAt}`
    : undefined,
);
