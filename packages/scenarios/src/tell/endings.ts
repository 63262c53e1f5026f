import type { EndReason } from '@marketsim/core';

/** How a subscription ended, in the words of a story. */
export const endings: Readonly<Record<EndReason, string>> = {
  cancelled: 'is cancelled',
  suspensionExpired: 'ends: nobody reinstated it',
  nonPayment: 'ends: it was not paid for',
  pendingExpired: 'lapses: nobody activated it',
  activationFailed: 'ends: it could not be activated',
  expired: 'ends with its term',
};

const isEndReason = (name: string): name is EndReason => name in endings;

/** Every way to end. */
export const endReasons = Object.keys(endings).filter(isEndReason);
