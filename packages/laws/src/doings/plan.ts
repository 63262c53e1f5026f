import fc from 'fast-check';
import { flatPlans, isFlat, perUserPlans } from '../world/plans.ts';
import { changing, isChangeable } from './change.ts';

const names = fc.record({
  seats: fc.constantFrom(...Object.values(perUserPlans)),
  rate: fc.constantFrom(...Object.values(flatPlans)),
});

/** Another plan of the same offer. */
export const changingPlan = changing({
  name: 'change the plan',
  weight: 4,
  args: names,
  prefers: isChangeable,
  changes: ({ seats, rate }, { plan }) => [
    { type: 'ChangePlan', planId: (isFlat(plan) ? rate : seats).planId },
  ],
});

export const publisherPlan = changing({
  name: 'publisher changes the plan',
  weight: 2,
  args: names,
  prefers: isChangeable,
  changes: ({ seats, rate }, { plan }) => [
    { type: 'ChangePlan', planId: (isFlat(plan) ? rate : seats).planId, source: 'Partner' },
  ],
});
