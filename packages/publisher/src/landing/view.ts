import type { StepState } from '../client/extension.ts';
import type { Subscription } from '../client/resources.ts';
import type { House } from '../house.ts';
import type { SubscriptionRecord } from '../records.ts';

/** All that a landing page shows about one subscription. */
export interface LandingView {
  readonly house: House;
  readonly session: string;
  readonly subscription: Subscription;
  readonly record: SubscriptionRecord;
  readonly steps: readonly StepState[];
}

/** Where a Configure page stands; each stage opens when those before it are done. */
export type Stage = 'company' | 'steps' | 'licences' | 'confirm';

/** Steps before activation that a partner or customer still has to do. */
const openSetupSteps = (steps: readonly StepState[]): readonly StepState[] =>
  steps.filter(({ done, owner, before }) => !done && before === 'activation' && owner !== 'publisher');

/** How many licences were bought; a flat plan has one (ACT-10). */
export const boughtLicences = ({ quantity }: Subscription): number => quantity ?? 1;

/** Whether the customer still has to tell about the company. */
export const companyMissing = ({ house, record }: LandingView): boolean =>
  house.account.setupForm && record.company === undefined;

/** The stage that is open now. */
export function stageOf(view: LandingView): Stage {
  if (companyMissing(view)) return 'company';
  if (openSetupSteps(view.steps).length > 0) return 'steps';
  return view.record.licences === undefined ? 'licences' : 'confirm';
}
