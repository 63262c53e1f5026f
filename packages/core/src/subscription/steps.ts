import type { Context, Decision } from '../decision.ts';
import { accept, reject } from '../outcome.ts';
import type { CompleteStep, RequireStep } from './command.ts';
import type { Subscription } from './subscription.ts';

/** A step is done: by whoever owns it, told by its publisher. Doing it again changes nothing (ACT-08, CAN-10). */
export function completeStep(
  { id, steps = [] }: Subscription,
  { name }: CompleteStep,
  _context: Context,
): Decision {
  const step = steps.find((known) => known.name === name);
  if (!step) return reject({ code: 'stepNotFound', name });
  return accept(step.done ? [] : [{ type: 'StepCompleted', subscriptionId: id, name }]);
}

/** The publisher requires one more step; a name is used once (CAN-10). */
export function requireStep(
  { id, steps = [] }: Subscription,
  { step }: RequireStep,
  _context: Context,
): Decision {
  if (steps.some(({ name }) => name === step.name))
    return reject({ code: 'idTaken', kind: 'step', id: step.name });
  return accept([{ type: 'StepRequired', subscriptionId: id, step }]);
}
