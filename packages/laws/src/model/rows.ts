import type { SubscriptionChange } from '@marketsim/core';
import type { CommandRow } from './command-table.ts';
import type { Situation } from './effect.ts';
import { isInWindow } from './effects/change.ts';
import type { Modelled } from './modelled.ts';

/** What a change is about, where the change itself does not tell: an operation that is open, over, or unknown. */
export type Concern = 'open' | 'closed' | 'unknown';

type Told = { readonly x: Modelled; readonly concern: Concern; readonly situation: Situation };

type Asked = Exclude<SubscriptionChange, { type: 'RecordDelivery' }>;

function quantityRow(quantity: number, x: Modelled): CommandRow {
  if (quantity === x.quantity) return 'SetQuantity same';
  return quantity > x.quantity ? 'SetQuantity up' : 'SetQuantity down';
}

const answerRow = (result: 'Success' | 'Failure', concern: Concern): CommandRow => {
  if (concern === 'open') return `AckOperation(${result}), op open`;
  return concern === 'closed' ? 'AckOperation, op closed' : 'AckOperation, no op';
};

const cancelRow = ({ x, situation }: Told): CommandRow =>
  isInWindow(x, situation) ? 'Cancel, in window' : `Cancel, out, ${situation.settings['cancel.afterWindow']}`;

/** The row of the table that a change is in. */
export function rowOf(change: Asked, told: Told): CommandRow {
  const isPublishers = 'source' in change && change.source === 'Partner';
  switch (change.type) {
    case 'SetQuantity':
      return isPublishers ? 'PublisherPatch' : quantityRow(change.quantity, told.x);
    case 'ChangePlan':
      return isPublishers ? 'PublisherPatch' : 'ChangePlan';
    case 'Cancel':
      return isPublishers ? 'PublisherDelete' : cancelRow(told);
    case 'AcknowledgeOperation':
      return answerRow(change.result, told.concern);
    case 'SetAutoRenew':
      return change.autoRenew ? 'SetAutoRenew(true)' : 'SetAutoRenew(false)';
    case 'ApproveRefund':
      return 'PublisherApprovedRefund';
    case 'Suspend':
      return 'PartnerSuspend';
    case 'Reactivate':
      return 'PartnerReactivate';
    default:
      return change.type;
  }
}
