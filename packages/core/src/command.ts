import type {
  DeleteCustomer,
  KeepUser,
  QualifyCustomer,
  ReplaceBillingProfile,
  VetCustomer,
} from './accounts/change-customer.ts';
import type {
  ConfirmAgreement,
  CreateCustomer,
  RegisterCustomer,
  RegisterPartner,
} from './accounts/decide.ts';
import type { SetProgramStatus } from './accounts/program.ts';
import type { RecordPayment } from './billing/settle.ts';
import type { CheckOutCart } from './cart/checkout.ts';
import type { CreateCart, ReplaceCart } from './cart/decide.ts';
import type { PlaceOrder } from './cart/place-order.ts';
import type { ChangeAudience } from './catalog/change-audience.ts';
import type { ChangePrices } from './catalog/change-prices.ts';
import type { ChangeSale } from './catalog/change-sale.ts';
import type { PublishOffer, RegisterPublisher } from './catalog/decide.ts';
import type { MeetFault, SwitchOffFault, SwitchOnFault } from './faults/decide.ts';
import type { RecordNoticeTry, SendTestNotice } from './notice/decide.ts';
import type { RegisterWebhook } from './notice/registration.ts';
import type { CancelOrder } from './order/cancel-order.ts';
import type { GrantMargin } from './pricing/grant-margin.ts';
import type { SetExchangeRate } from './pricing/set-exchange-rate.ts';
import type { PurchaseDirect } from './purchase/direct.ts';
import type { ChangeSetting } from './settings/decide.ts';
import type { SubscriptionChange } from './subscription/command.ts';
import type { SetSupportContact } from './subscription/support-contact.ts';
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
  | SwitchOnFault
  | SwitchOffFault
  | MeetFault
  | RegisterPartner
  | SetProgramStatus
  | RegisterPublisher
  | PublishOffer
  | ChangeAudience
  | ChangePrices
  | ChangeSale
  | GrantMargin
  | SetExchangeRate
  | CreateCustomer
  | RegisterCustomer
  | ReplaceBillingProfile
  | QualifyCustomer
  | VetCustomer
  | KeepUser
  | DeleteCustomer
  | ConfirmAgreement
  | CreateCart
  | ReplaceCart
  | CheckOutCart
  | PlaceOrder
  | CancelOrder
  | PurchaseDirect
  | ChangeSubscription
  | SetSupportContact
  | RecordPayment
  | RegisterWebhook
  | SendTestNotice
  | RecordNoticeTry
  | ReportUsage;

export type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;
