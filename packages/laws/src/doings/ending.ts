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

/** The publisher gives back some of what the term cost, all of it, nothing, or more than there is (CAN-20). */
export const approvingRefund = changing({
  name: 'approve a refund',
  weight: 2,
  args: fc.constantFrom('some', 'all', 'all', 'nothing', 'more' as const),
  prefers: isRunning,
  changes: (share, { id }, { witness }) => {
    const most = witness.chronicle.lives.get(id)?.termNet ?? 0;
    const amount = { some: Math.ceil(most / 3), all: most, nothing: 0, more: most + 1 }[share];
    return [{ type: 'ApproveRefund', amount }];
  },
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
  prefers: ({ causes, open }) => causes !== undefined && !open,
  changes: () => [{ type: 'Reactivate' }],
});
