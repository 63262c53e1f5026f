import { confirmAgreement, createCustomer, registerCustomer, registerPartner } from './accounts/decide.ts';
import { recordPayment } from './billing/settle.ts';
import { checkOutCart } from './cart/checkout.ts';
import { createCart, replaceCart } from './cart/decide.ts';
import { changePrices } from './catalog/change-prices.ts';
import { publishOffer, registerPublisher } from './catalog/decide.ts';
import type { Command } from './command.ts';
import type { Context, Decision } from './decision.ts';
import { cancelOrder } from './order/cancel-order.ts';
import { grantMargin } from './pricing/grant-margin.ts';
import { setExchangeRate } from './pricing/set-exchange-rate.ts';
import { purchaseDirect } from './purchase/direct.ts';
import { changeSetting } from './settings/decide.ts';
import { changeSubscription } from './subscription/change.ts';
import { reportUsage } from './usage/report.ts';

/** Decides any command: facts, or one refusal. Pure; the compiler names a command without a decider. */
export function decide(command: Command, context: Context): Decision {
  switch (command.type) {
    case 'ChangeSetting':
      return changeSetting(command, context);
    case 'RegisterPartner':
      return registerPartner(command, context);
    case 'RegisterPublisher':
      return registerPublisher(command, context);
    case 'PublishOffer':
      return publishOffer(command, context);
    case 'ChangePrices':
      return changePrices(command, context);
    case 'GrantMargin':
      return grantMargin(command, context);
    case 'SetExchangeRate':
      return setExchangeRate(command, context);
    case 'CreateCustomer':
      return createCustomer(command, context);
    case 'RegisterCustomer':
      return registerCustomer(command, context);
    case 'ConfirmAgreement':
      return confirmAgreement(command, context);
    case 'CreateCart':
      return createCart(command, context);
    case 'ReplaceCart':
      return replaceCart(command, context);
    case 'CheckOutCart':
      return checkOutCart(command, context);
    case 'PurchaseDirect':
      return purchaseDirect(command, context);
    case 'CancelOrder':
      return cancelOrder(command, context);
    case 'ChangeSubscription':
      return changeSubscription(command, context);
    case 'RecordPayment':
      return recordPayment(command, context);
    case 'ReportUsage':
      return reportUsage(command, context);
  }
}
