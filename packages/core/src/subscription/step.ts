import { declareRules } from '../rule.ts';
import type { Subscription } from './subscription.ts';

export const stepRules = declareRules({
  'ACT-08': {
    says: 'A publisher may define setup steps; licences are assigned only when those of partner and customer are done.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage',
    confidence: 'D/P',
  },
  'CAN-10': {
    says: 'A publisher may require steps before a change such as cancelling; while one is open the change is refused, and the window is judged when it is finally accepted.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage',
    confidence: 'D',
  },
  'QTY-18': {
    says: 'A step may be required before a change of quantity too.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage',
    confidence: 'D',
  },
});

/** What a step must be done before. */
export type StepPurpose = 'activation' | 'cancel' | 'quantity';

/** Something that somebody must do at the publisher before a change (ACT-08, CAN-10). */
export interface Step {
  readonly name: string;
  readonly owner: 'partner' | 'customer' | 'publisher';
  readonly before: StepPurpose;
}

/** A step of one subscription. */
export interface SubscriptionStep extends Step {
  readonly done: boolean;
}

/** The steps that are still to be done before a change; the publisher's own do not hold up an activation (ACT-08). */
export const openSteps = (
  { steps = [] }: Pick<Subscription, 'steps'>,
  before: StepPurpose,
): readonly Step[] =>
  steps.filter(
    (step) => !step.done && step.before === before && (before !== 'activation' || step.owner !== 'publisher'),
  );

/** Whether partner or customer still have a step to do, by which the status column is marked (ACT-09). */
export const awaitsSomebody = (
  { steps = [] }: Pick<Subscription, 'steps'>,
  before: readonly StepPurpose[],
): boolean => steps.some((step) => !step.done && step.owner !== 'publisher' && before.includes(step.before));
