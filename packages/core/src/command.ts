import type {
  ConfirmAgreement,
  CreateCustomer,
  RegisterCustomer,
  RegisterPartner,
} from './accounts/decide.ts';
import type { RecordPayment } from './billing/settle.ts';
import type { CheckOutCart } from './cart/checkout.ts';
import type { CreateCart, ReplaceCart } from './cart/decide.ts';
import type { ChangePrices } from './catalog/change-prices.ts';
import type { PublishOffer, RegisterPublisher } from './catalog/decide.ts';
import type { CancelOrder } from './order/cancel-order.ts';
import type { GrantMargin } from './pricing/grant-margin.ts';
import type { SetExchangeRate } from './pricing/set-exchange-rate.ts';
import type { PurchaseDirect } from './purchase/direct.ts';
import type { ChangeSetting } from './settings/decide.ts';
import type { SubscriptionChange } from './subscription/command.ts';
import type { ReportUsage } from './usage/report.ts';

/**
 * Asks for one or several changes of one subscription, all or nothing, in the order given (GEN-07).
 * With `expectedVersion` the subscription must still be at that version (GEN-08).
 */
export interface ChangeSubscription {
  readonly type: 'ChangeSubscription';
  readonly subscriptionId: string;
  readonly changes: readonly SubscriptionChange[];
  readonly expectedVersion?: number;
}

/** Everything that can be asked of a world. */
export type Command =
  | ChangeSetting
  | RegisterPartner
  | RegisterPublisher
  | PublishOffer
  | ChangePrices
  | GrantMargin
  | SetExchangeRate
  | CreateCustomer
  | RegisterCustomer
  | ConfirmAgreement
  | CreateCart
  | ReplaceCart
  | CheckOutCart
  | PurchaseDirect
  | CancelOrder
  | ChangeSubscription
  | RecordPayment
  | ReportUsage;

export type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;
