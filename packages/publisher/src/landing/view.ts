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

/** The account's steps and those of the extension, which is right about what is done (ACT-08). */
export async function stepsOf(house: House, subscriptionId: string): Promise<readonly StepState[]> {
  const { stepsDone } = house.records.of(subscriptionId);
  const own = house.account.steps.map((step) => ({ ...step, done: stepsDone.includes(step.name) }));
  const reported = await house.extension?.steps(subscriptionId);
  const told = reported?.ok ? reported.value : [];
  return [...told, ...own.filter(({ name }) => !told.some((step) => step.name === name))];
}

/** Steps before activation that a partner or customer still has to do. */
export const openSetupSteps = (steps: readonly StepState[]): readonly StepState[] =>
  steps.filter(({ done, owner, before }) => !done && before === 'activation' && owner !== 'publisher');

/** How many licences were bought; a flat plan has one (ACT-10). */
export const boughtLicences = ({ quantity }: Subscription): number => quantity ?? 1;

/** The stage that is open now. */
export function stageOf({ house, record, steps }: LandingView): Stage {
  if (house.account.setupForm && !record.company) return 'company';
  if (openSetupSteps(steps).length > 0) return 'steps';
  return record.licences === undefined ? 'licences' : 'confirm';
}
