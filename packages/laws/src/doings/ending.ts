import fc from 'fast-check';
import type { Modelled } from '../model/modelled.ts';
import { changing } from './change.ts';

const isRunning = ({ pace, ended }: Modelled): boolean => pace !== undefined && !ended;

const nothing = fc.constant(undefined);

export const cancelling = changing({
  name: 'cancel',
  weight: 6,
  args: nothing,
  changes: () => [{ type: 'Cancel' }],
});

export const publisherCancelling = changing({
  name: 'publisher cancels',
  weight: 2,
  args: nothing,
  changes: () => [{ type: 'Cancel', source: 'Partner' }],
});

export const autoRenewing = changing({
  name: 'switch auto-renew',
  weight: 8,
  args: fc.boolean(),
  prefers: isRunning,
  changes: (autoRenew) => [{ type: 'SetAutoRenew', autoRenew }],
});

export const suspending = changing({
  name: 'suspend',
  weight: 3,
  args: nothing,
  prefers: isRunning,
  changes: () => [{ type: 'Suspend' }],
});

export const reactivating = changing({
  name: 'reactivate',
  weight: 4,
  args: nothing,
  prefers: ({ graceEndsAt, open }) => graceEndsAt !== undefined && !open,
  changes: () => [{ type: 'Reactivate' }],
});
