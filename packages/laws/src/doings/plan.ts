import fc from 'fast-check';
import { flatPlans, offerOf, perUserPlans, soloPlans } from '../world/plans.ts';
import { changing, isChangeable } from './change.ts';

const plans = fc.record({
  seats: fc.constantFrom(...Object.values(perUserPlans)),
  rate: fc.constantFrom(...Object.values(flatPlans)),
  solo: fc.constantFrom(...Object.values(soloPlans)),
});

/** Another plan of the same offer. */
export const changingPlan = changing({
  name: 'change the plan',
  weight: 4,
  args: plans,
  prefers: isChangeable,
  changes: (wanted, { plan }) => [{ type: 'ChangePlan', planId: wanted[offerOf(plan)].planId }],
});

export const publisherPlan = changing({
  name: 'publisher changes the plan',
  weight: 2,
  args: plans,
  prefers: isChangeable,
  changes: (wanted, { plan }) => [
    { type: 'ChangePlan', planId: wanted[offerOf(plan)].planId, source: 'Partner' },
  ],
});
