import {
  deleteCustomer,
  keepUser,
  qualifyCustomer,
  replaceBillingProfile,
  vetCustomer,
} from './accounts/change-customer.ts';
import { confirmAgreement, createCustomer, registerCustomer, registerPartner } from './accounts/decide.ts';
import { setProgramStatus } from './accounts/program.ts';
import { recordPayment } from './billing/settle.ts';
import { checkOutCart } from './cart/checkout.ts';
import { createCart, replaceCart } from './cart/decide.ts';
import { placeOrder } from './cart/place-order.ts';
import { changeAudience } from './catalog/change-audience.ts';
import { changePrices } from './catalog/change-prices.ts';
import { changeSale } from './catalog/change-sale.ts';
import { publishOffer, registerPublisher } from './catalog/decide.ts';
import type { Command, CommandOf } from './command.ts';
import type { Context, Decision } from './decision.ts';
import { meetFault, switchOffFault, switchOnFault } from './faults/decide.ts';
import { recordNoticeTry, sendTestNotice } from './notice/decide.ts';
import { registerWebhook } from './notice/registration.ts';
import { cancelOrder } from './order/cancel-order.ts';
import { grantMargin } from './pricing/grant-margin.ts';
import { setExchangeRate } from './pricing/set-exchange-rate.ts';
import { purchaseDirect } from './purchase/direct.ts';
import { changeSetting } from './settings/decide.ts';
import { changeSubscription } from './subscription/change.ts';
import { setSupportContact } from './subscription/support-contact.ts';
import { reportUsage } from './usage/report.ts';

type Deciders = {
  readonly [Type in Command['type']]: (command: CommandOf<Type>, context: Context) => Decision;
};

/** Who decides each command; the compiler names one without a decider. */
const deciders: Deciders = {
  ChangeSetting: changeSetting,
  SwitchOnFault: switchOnFault,
  SwitchOffFault: switchOffFault,
  MeetFault: meetFault,
  RegisterPartner: registerPartner,
  SetProgramStatus: setProgramStatus,
  RegisterPublisher: registerPublisher,
  PublishOffer: publishOffer,
  ChangeAudience: changeAudience,
  ChangePrices: changePrices,
  ChangeSale: changeSale,
  GrantMargin: grantMargin,
  SetExchangeRate: setExchangeRate,
  CreateCustomer: createCustomer,
  RegisterCustomer: registerCustomer,
  ReplaceBillingProfile: replaceBillingProfile,
  QualifyCustomer: qualifyCustomer,
  VetCustomer: vetCustomer,
  KeepUser: keepUser,
  DeleteCustomer: deleteCustomer,
  ConfirmAgreement: confirmAgreement,
  CreateCart: createCart,
  ReplaceCart: replaceCart,
  CheckOutCart: checkOutCart,
  PlaceOrder: placeOrder,
  CancelOrder: cancelOrder,
  PurchaseDirect: purchaseDirect,
  ChangeSubscription: changeSubscription,
  SetSupportContact: setSupportContact,
  RecordPayment: recordPayment,
  RegisterWebhook: registerWebhook,
  SendTestNotice: sendTestNotice,
  RecordNoticeTry: recordNoticeTry,
  ReportUsage: reportUsage,
};

const decideAs = <Type extends Command['type']>(
  type: Type,
  command: CommandOf<Type>,
  context: Context,
): Decision => deciders[type](command, context);

/** Decides any command: facts, or one refusal. Pure. */
export const decide = (command: Command, context: Context): Decision =>
  decideAs(command.type, command, context);
