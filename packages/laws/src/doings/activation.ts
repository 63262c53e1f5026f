import fc from 'fast-check';
import type { Modelled } from '../model/modelled.ts';
import { planNamed } from '../world/plans.ts';
import { changing } from './change.ts';

const exactly = fc.oneof(
  { weight: 9, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 1) },
);

const isPending = ({ pace, ended }: Modelled): boolean => !pace && !ended;

/** Everything that an activation needs, at once. */
export const activating = changing({
  name: 'activate',
  weight: 2,
  args: fc.constant(undefined),
  prefers: isPending,
  changes: (_, { plan, quantity, steps }) => [
    ...steps
      .filter(({ before, done }) => before === 'activation' && !done)
      .map(({ name }) => ({ type: 'CompleteStep', name }) as const),
    { type: 'AssignLicenses', count: quantity },
    { type: 'ConfirmActivation', planId: planNamed(plan).planId, quantity },
  ],
});

/** An activation with something more in the same update, which sees what the activation charged. */
export const activatingAndMore = changing({
  name: 'activate and go on',
  weight: 2,
  args: fc.constantFrom('SetQuantity', 'ChangePlan', 'Cancel', 'Suspend' as const),
  prefers: isPending,
  changes: (type, { plan, quantity, steps }) => [
    ...steps.filter(({ done }) => !done).map(({ name }) => ({ type: 'CompleteStep', name }) as const),
    { type: 'AssignLicenses', count: quantity },
    { type: 'ConfirmActivation', planId: planNamed(plan).planId, quantity },
    type === 'SetQuantity'
      ? { type, quantity: quantity + 1 }
      : type === 'ChangePlan'
        ? { type, planId: plan === 'nines' ? 'thirds' : 'nines' }
        : { type },
  ],
});

/** The publisher assigns licences, now and then not as many as were bought. */
export const assigning = changing({
  name: 'assign licences',
  weight: 4,
  args: exactly,
  prefers: isPending,
  changes: (difference, { quantity }) => [{ type: 'AssignLicenses', count: quantity + difference }],
});

/** The publisher confirms the setup, with plan and quantity or without, mostly as they were bought. */
export const confirming = changing({
  name: 'confirm the activation',
  weight: 4,
  args: fc.record({
    plan: fc.constantFrom('own', 'own', 'other', 'none'),
    quantity: fc.constantFrom(0, 0, 1, 'none'),
  }),
  prefers: isPending,
  changes: ({ plan, quantity: difference }, x) => [
    {
      type: 'ConfirmActivation',
      ...(plan !== 'none' && { planId: plan === 'own' ? planNamed(x.plan).planId : 'other' }),
      ...(typeof difference === 'number' && { quantity: x.quantity + difference }),
    },
  ],
});

/** Somebody takes a production account for one of the sandbox. */
export const activatingInSandbox = changing({
  name: 'activate as in the sandbox',
  weight: 1,
  args: fc.constant(undefined),
  prefers: isPending,
  changes: () => [{ type: 'SandboxActivate' }],
});

/** Somebody does a step, or the publisher asks for one more. */
export const stepping = changing({
  name: 'do a step',
  weight: 3,
  args: fc.nat(5),
  prefers: (x) => x.steps.some(({ done }) => !done) && !x.ended,
  changes: (n, { steps }) => {
    const open = steps.filter(({ done }) => !done);
    const name = open[n % Math.max(1, open.length)]?.name ?? 'companyForm';
    return [{ type: 'CompleteStep', name }];
  },
});

export const requiring = changing({
  name: 'require a step',
  weight: 2,
  args: fc.constantFrom('activation' as const, 'cancel' as const, 'quantity' as const),
  changes: (before) => [{ type: 'RequireStep', step: { name: `late ${before}`, owner: 'customer', before } }],
});

export const linking = changing({
  name: 'open the activation link',
  weight: 3,
  args: fc.constantFrom('GetActivationLink' as const, 'ResolveToken' as const),
  changes: (type) => [{ type }],
});
