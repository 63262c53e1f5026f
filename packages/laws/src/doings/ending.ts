import fc from 'fast-check';
import { changing } from './change.ts';

const nothing = fc.constant(undefined);

export const cancelling = changing({
  name: 'cancel',
  weight: 8,
  args: nothing,
  changes: () => [{ type: 'Cancel' }],
});

export const publisherCancelling = changing({
  name: 'publisher cancels',
  weight: 1,
  args: nothing,
  changes: () => [{ type: 'Cancel', source: 'Partner' }],
});

export const autoRenewing = changing({
  name: 'switch auto-renew',
  weight: 8,
  args: fc.boolean(),
  changes: (autoRenew) => [{ type: 'SetAutoRenew', autoRenew }],
});

export const suspending = changing({
  name: 'suspend',
  weight: 4,
  args: nothing,
  changes: () => [{ type: 'Suspend' }],
});

export const reactivating = changing({
  name: 'reactivate',
  weight: 4,
  args: nothing,
  changes: () => [{ type: 'Reactivate' }],
});
