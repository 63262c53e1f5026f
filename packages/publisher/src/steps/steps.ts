import type { Step } from '../account.ts';
import type { StepState } from '../client/extension.ts';
import type { Subscription } from '../client/resources.ts';
import type { Outcome } from '../client/wire.ts';
import type { House } from '../house.ts';

const own = ({ account }: House, name: string): boolean => account.steps.some((step) => step.name === name);

/** The account's steps and those of the extension, which is right about what is done (ACT-08, CAN-10). */
export async function stepsOf(house: House, subscriptionId: string): Promise<readonly StepState[]> {
  const { stepsDone } = house.records.of(subscriptionId);
  const ours = house.account.steps.map((step) => ({ ...step, done: stepsDone.includes(step.name) }));
  const reported = await house.extension?.steps(subscriptionId);
  const told = reported?.ok ? reported.value : [];
  return [...told, ...ours.filter(({ name }) => !told.some((step) => step.name === name))];
}

/** Requires a step of a subscription; only an extension can hold a change up (CAN-10, QTY-18). */
export async function requireStep(
  { extension }: House,
  subscriptionId: string,
  step: Step,
): Promise<Outcome<undefined>> {
  if (extension) return extension.requireStep(subscriptionId, step);
  return { ok: false, status: 409, message: 'this account has no extension that could hold a change up' };
}

/** Requires the account's own steps where the extension does not know them yet, so that they hold there too. */
export async function requireOwnSteps(
  house: House,
  { id, saasSubscriptionStatus: status }: Subscription,
): Promise<void> {
  const { account, extension } = house;
  const wanted = account.steps.filter(
    ({ before }) => status !== 'Unsubscribed' && (before !== 'activation' || status !== 'Subscribed'),
  );
  if (!extension || wanted.length === 0) return;
  const known = await extension.steps(id);
  if (!known.ok) return;
  for (const step of wanted) {
    if (known.value.some(({ name }) => name === step.name)) continue;
    const required = await extension.requireStep(id, step);
    if (!required.ok) house.environment.log(`${account.key} step not required: ${required.message}`);
  }
}

/** Says that a step is done; one of the account's own may be unknown to the extension. */
export async function completeStep(
  house: House,
  subscriptionId: string,
  name: string,
): Promise<Outcome<undefined>> {
  const told: Outcome<undefined> = (await house.extension?.completeStep(subscriptionId, name)) ?? {
    ok: false,
    status: 404,
    message: 'there is no such step',
  };
  if (!told.ok && (told.status !== 404 || !own(house, name))) return told;
  const { stepsDone } = house.records.of(subscriptionId);
  house.records.update(subscriptionId, { stepsDone: [...new Set([...stepsDone, name])] });
  return { ok: true, value: undefined };
}
