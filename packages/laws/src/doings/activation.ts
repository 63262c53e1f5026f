import fc from 'fast-check';
import { changing } from './change.ts';

const exactly = fc.oneof(
  { weight: 9, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 1) },
);

/** The publisher assigns licences, now and then not as many as were bought. */
export const assigning = changing({
  name: 'assign licences',
  weight: 4,
  args: exactly,
  changes: (difference, { quantity }) => [{ type: 'AssignLicenses', count: quantity + difference }],
});

export const confirming = changing({
  name: 'confirm the activation',
  weight: 4,
  args: fc.constant(undefined),
  changes: () => [{ type: 'ConfirmActivation' }],
});

/** Somebody does a step, or the publisher asks for one more. */
export const stepping = changing({
  name: 'do a step',
  weight: 3,
  args: fc.nat(5),
  changes: (n, { steps }) => {
    const open = steps.filter(({ done }) => !done);
    const name = open[n % Math.max(1, open.length)]?.name ?? 'companyForm';
    return [{ type: 'CompleteStep', name }];
  },
});

export const requiring = changing({
  name: 'require a step',
  weight: 1,
  args: fc.constantFrom('activation' as const, 'cancel' as const, 'quantity' as const),
  changes: (before) => [{ type: 'RequireStep', step: { name: `late ${before}`, owner: 'customer', before } }],
});

export const linking = changing({
  name: 'open the activation link',
  weight: 1,
  args: fc.constantFrom('GetActivationLink' as const, 'ResolveToken' as const),
  changes: (type) => [{ type }],
});
