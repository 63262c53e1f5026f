export type {
  DeleteCustomer,
  KeepUser,
  QualifyCustomer,
  ReplaceBillingProfile,
  VetCustomer,
} from './accounts/change-customer.ts';
export * from './accounts/customer.ts';
export * from './accounts/decide.ts';
export * from './accounts/partner.ts';
export type { SetProgramStatus } from './accounts/program.ts';
export { isSameRegion } from './accounts/region.ts';
export type { CustomerUser } from './accounts/user.ts';
export type { AccountStatus, Vetting } from './accounts/vetting.ts';
export { allRules } from './all-rules.ts';
export * from './billing/charge.ts';
export * from './billing/invoice.ts';
export type { Ledger, OpenAccount } from './billing/ledger.ts';
export { type LineFields, lineFields } from './billing/line-fields.ts';
export {
  type InvoiceStatus,
  invoiceStatus,
  type Payment,
  type Standing,
  standingOf,
} from './billing/payment.ts';
export {
  type PublisherStatement,
  publisherStatement,
  type StatementQuery,
} from './billing/publisher-statement.ts';
export { billedLines, unbilledLines } from './billing/reconciliation.ts';
export type { RecordPayment } from './billing/settle.ts';
export { trialProjection } from './billing/trial-projection.ts';
export * from './cart/cart.ts';
export type { CheckOutCart } from './cart/checkout.ts';
export { type CreateCart, liveCart, type ReplaceCart } from './cart/decide.ts';
export { isAllowedPrice } from './cart/lines.ts';
export type { PlaceOrder } from './cart/place-order.ts';
export {
  asOffered,
  availabilityIdAt,
  type CatalogItemParts,
  catalogItemParts,
  itemNamed,
} from './catalog/availability.ts';
export * from './catalog/catalog.ts';
export type { ChangeAudience } from './catalog/change-audience.ts';
export type { ChangePrices } from './catalog/change-prices.ts';
export type { ChangeSale, Sale } from './catalog/change-sale.ts';
export { dimensionsOf, mostDimensions } from './catalog/dimensions.ts';
export { instalmentFault } from './catalog/instalment-fault.ts';
export { type Instalment, instalmentsAtMost } from './catalog/instalments.ts';
export * from './catalog/new-price.ts';
export { offerOf, planOf, withPlan } from './catalog/plan-of.ts';
export { type PriceInTime, priceAt } from './catalog/price-in-time.ts';
export * from './catalog/sellable.ts';
export type { Checkpoint } from './checkpoint.ts';
export * from './command.ts';
export { type Due, nextDue } from './due.ts';
export * from './engine.ts';
export { entryVersions } from './entry-versions.ts';
export * from './errors.ts';
export * from './event.ts';
export * from './event-log.ts';
export * from './explain/explanation.ts';
export { explainInvoice } from './explain/invoice.ts';
export { explainLine } from './explain/line/line.ts';
export { type Past, readPast, type Told } from './explain/past.ts';
export { isErrorCode, refusalSentences } from './explain/refusal/refusal.ts';
export { explainSubscription } from './explain/subscription/subscription.ts';
export type { MeetFault, SwitchOffFault, SwitchOnFault } from './faults/decide.ts';
export * from './faults/fault.ts';
export { createIds, type Ids } from './ids.ts';
export * from './money.ts';
export type { RecordNoticeTry, SendTestNotice } from './notice/decide.ts';
export * from './notice/notice.ts';
export type { RegisterWebhook, WebhookRegistration } from './notice/registration.ts';
export * from './operation/delivery.ts';
export * from './operation/operation.ts';
export type { CancelOrder } from './order/cancel-order.ts';
export * from './order/order.ts';
export * from './outcome.ts';
export type { GrantMargin } from './pricing/grant-margin.ts';
export { type LinePrice, linePriceAt, pricedIn } from './pricing/line-price.ts';
export { type Margin, marginAt } from './pricing/margin.ts';
export { type MonthlyRate, rateAt } from './pricing/monthly-rate.ts';
export type { SetExchangeRate } from './pricing/set-exchange-rate.ts';
export * from './pricing/unit-amount.ts';
export type { PurchaseDirect } from './purchase/direct.ts';
export { createQueue, type Queue } from './queue.ts';
export { type Replay, startReplay } from './replay.ts';
export { declareRules, type Rule } from './rule.ts';
export { type ClosestPolicy, closestPolicy } from './settings/closest-policy.ts';
export * from './settings/profiles.ts';
export * from './settings/registry.ts';
export type { Setting, SettingValue } from './settings/setting.ts';
export { type MultiMap, multiMap } from './state/multi-map.ts';
export type { Sections } from './state/sections.ts';
export { type State, stateUnder } from './state/state.ts';
export * from './subscription/command.ts';
export { seatsAtMost } from './subscription/limits.ts';
export { activationLink } from './subscription/purchase-token.ts';
export * from './subscription/step.ts';
export * from './subscription/subscription.ts';
export type { SetSupportContact, SupportContact } from './subscription/support-contact.ts';
export { causesOf } from './subscription/suspension-causes.ts';
export * from './subscription/view.ts';
export { inWindow, windowLength } from './subscription/window.ts';
export * from './time.ts';
export { createReader, createSequence, readEntry, UnreadableHistory } from './upcast.ts';
export type { ReportedUsage } from './usage/judge.ts';
export { addQuantities, type UsageQuantity, usageWorth } from './usage/quantity.ts';
export { type ReportUsage, usageResults } from './usage/report.ts';
export * from './usage/usage.ts';
export { unbilledUsage, usageCharges, usageLineId } from './usage/usage-charges.ts';
export { type UnbilledPeriod, unbilledMonth } from './usage/usage-months.ts';
