import type { ProfileName } from '@marketsim/core';
import type { Place } from './runs.ts';

const profileNames: readonly ProfileName[] = [
  'seed',
  'seed-2020',
  'activation-2020',
  'interim-2022',
  'current',
  'nce-7d',
];

/** Every policy with either channel: where the property suite searches. */
export const corners: readonly Place[] = profileNames.flatMap((profile) => [
  { profile, channel: 'csp' as const },
  { profile, channel: 'direct' as const },
]);
