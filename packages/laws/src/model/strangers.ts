import type { Command, ErrorCode } from '@marketsim/core';

const batchMost = 25;

/** Who or what a command names that is not there, where neither purchases nor changes of a run tell. */
export function foretoldOfStrangers(
  command: Command,
  ids: readonly string[],
): 'accepted' | { readonly refused: ErrorCode } | undefined {
  switch (command.type) {
    case 'PurchaseDirect':
      return { refused: command.customerId === 'nobody' ? 'customerNotFound' : 'availabilityNotFound' };
    case 'ChangeSubscription':
      return { refused: 'subscriptionNotFound' };
    case 'CheckOutCart':
      return { refused: 'cartNotFound' };
    case 'ReportUsage':
      return command.events.length === 0 || command.events.length > batchMost
        ? { refused: 'usageBatchSize' }
        : undefined;
    case 'SetSupportContact':
      return ids.includes(command.subscriptionId) ? 'accepted' : { refused: 'subscriptionNotFound' };
    default:
      return undefined;
  }
}
