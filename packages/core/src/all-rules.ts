import { programRules } from './accounts/program.ts';
import { vettingRules } from './accounts/vetting.ts';
import { chargeTypeRules } from './billing/charge.ts';
import { chargeRules } from './billing/charges.ts';
import { invoicingRules } from './billing/invoicing.ts';
import { ledgerRules } from './billing/ledger.ts';
import { lineFieldRules } from './billing/line-fields.ts';
import { paymentRules } from './billing/payment.ts';
import { publisherStatementRules } from './billing/publisher-statement.ts';
import { reconciliationRules } from './billing/reconciliation.ts';
import { refundRules } from './billing/refunds.ts';
import { taxRules } from './billing/tax.ts';
import { projectionRules } from './billing/trial-projection.ts';
import { checkoutRules } from './cart/checkout.ts';
import { cartRules } from './cart/decide.ts';
import { cartLineRules } from './cart/lines.ts';
import { orderLineRules } from './cart/order-line.ts';
import { audienceRules } from './catalog/change-audience.ts';
import { priceChangeRules } from './catalog/change-prices.ts';
import { dimensionRules } from './catalog/dimension-fault.ts';
import { instalmentRules } from './catalog/instalment-fault.ts';
import { offerRules } from './catalog/offer-fault.ts';
import { sellableRules } from './catalog/sellable.ts';
import { dueRules } from './due.ts';
import { faultRules } from './faults/decide.ts';
import { idRules } from './ids.ts';
import { moneyRules } from './money.ts';
import { noticeRules } from './notice/decide.ts';
import { cancelOrderRules } from './order/cancel-order.ts';
import { systemOrderRules } from './order/system-orders.ts';
import { privateMarginRules } from './pricing/grant-margin.ts';
import { marginRules } from './pricing/margin.ts';
import { rateRules } from './pricing/monthly-rate.ts';
import { roundingRules } from './pricing/unit-amount.ts';
import { directPurchaseRules } from './purchase/direct.ts';
import { onePerCustomerRules } from './purchase/one-per-customer.ts';
import { purchaseRules } from './purchase/purchase.ts';
import { trialRules } from './purchase/trial.ts';
import { reactionRules } from './react.ts';
import type { Rule } from './rule.ts';
import { activationRules } from './subscription/activation.ts';
import { approvedRefundRules } from './subscription/approved-refund.ts';
import { cancellationRules } from './subscription/cancellation.ts';
import { changeRules } from './subscription/change.ts';
import { consentRules } from './subscription/consent.ts';
import { metadataRules } from './subscription/metadata.ts';
import { nonPaymentRules } from './subscription/non-payment.ts';
import { planRules } from './subscription/plan-change.ts';
import { purchaseTokenRules } from './subscription/purchase-token.ts';
import { quantityRules } from './subscription/quantity.ts';
import { renewalRules } from './subscription/renewal.ts';
import { renewalQuantityRules } from './subscription/renewal-quantity.ts';
import { resellerRules } from './subscription/reseller.ts';
import { stepRules } from './subscription/step.ts';
import { suspensionRules } from './subscription/suspension.ts';
import { termRules } from './subscription/terms.ts';
import { transitionRules } from './subscription/transitions.ts';
import { viewRules } from './subscription/view.ts';
import { windowRules } from './subscription/window.ts';
import { timeRules } from './time.ts';
import { usageRules } from './usage/judge.ts';
import { usageReportRules } from './usage/report.ts';
import { usageChargeRules } from './usage/usage-charges.ts';
import { usageRateRules } from './usage/usage-rate.ts';

/** Every rule that the code implements, in order of its id. `docs/rules.md` is generated from it. */
export const allRules: readonly Rule[] = [
  ...programRules,
  ...vettingRules,
  ...chargeTypeRules,
  ...chargeRules,
  ...invoicingRules,
  ...ledgerRules,
  ...lineFieldRules,
  ...paymentRules,
  ...publisherStatementRules,
  ...reconciliationRules,
  ...refundRules,
  ...taxRules,
  ...projectionRules,
  ...checkoutRules,
  ...orderLineRules,
  ...cartRules,
  ...cartLineRules,
  ...dimensionRules,
  ...offerRules,
  ...audienceRules,
  ...priceChangeRules,
  ...instalmentRules,
  ...sellableRules,
  ...dueRules,
  ...faultRules,
  ...idRules,
  ...moneyRules,
  ...cancelOrderRules,
  ...systemOrderRules,
  ...privateMarginRules,
  ...marginRules,
  ...rateRules,
  ...roundingRules,
  ...directPurchaseRules,
  ...onePerCustomerRules,
  ...purchaseRules,
  ...trialRules,
  ...noticeRules,
  ...reactionRules,
  ...activationRules,
  ...approvedRefundRules,
  ...cancellationRules,
  ...changeRules,
  ...consentRules,
  ...metadataRules,
  ...nonPaymentRules,
  ...planRules,
  ...purchaseTokenRules,
  ...quantityRules,
  ...renewalQuantityRules,
  ...renewalRules,
  ...resellerRules,
  ...stepRules,
  ...suspensionRules,
  ...termRules,
  ...transitionRules,
  ...viewRules,
  ...windowRules,
  ...timeRules,
  ...usageRules,
  ...usageReportRules,
  ...usageChargeRules,
  ...usageRateRules,
].toSorted((a, b) => (a.id < b.id ? -1 : 1));
