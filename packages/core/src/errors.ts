import type { CartLineProblem } from './cart/cart.ts';
import type { TermChoice } from './catalog/catalog.ts';
import type { Minor } from './money.ts';
import type { EngineState } from './subscription/subscription.ts';
import type { UsageResult } from './usage/usage.ts';

type Refusal<Code extends string, Detail = unknown> = { readonly code: Code } & Readonly<Detail>;

type AccountError =
  | Refusal<'customerNotFound', { customerId: string }>
  | Refusal<'customerForeign', { customerId: string }>
  | Refusal<'domainTaken', { domain: string }>
  | Refusal<'idTaken', { kind: string; id: string }>
  | Refusal<'partnerNotFound', { partnerId: string }>
  | Refusal<'publisherNotFound', { publisherId: string }>
  | Refusal<'partnerCannotTransact', { partnerId: string }>
  | Refusal<'partnerAgreementMissing', { partnerId: string }>
  | Refusal<'customerAgreementMissing', { customerId: string }>
  | Refusal<'agreementAlreadyConfirmed', { customerId: string }>
  | Refusal<'agreementInvalid', { detail: string }>
  | Refusal<'mpnIdIsOwn', { mpnId: string }>
  | Refusal<'mpnIdUnknown', { mpnId: string }>
  | Refusal<'mpnIdNotReseller', { mpnId: string }>
  | Refusal<'resellerAgreementMissing', { mpnId: string }>
  | Refusal<'resellerNotApplicable'>
  | Refusal<'sandboxLimitExceeded', { limit: string }>;

type CatalogError =
  | Refusal<'productNotFound', { productId: string }>
  | Refusal<'skuNotFound', { skuId: string }>
  | Refusal<'availabilityNotFound', { availabilityId: string }>
  | Refusal<'notEligible', { catalogItem: string }>
  | Refusal<'noLongerSold', { skuId: string }>
  | Refusal<'notSoldInCountry', { country: string }>
  | Refusal<'offerInvalid', { detail: string }>
  | Refusal<'priceChangeInvalid', { detail: string }>
  | Refusal<'marginInvalid', { detail: string }>
  | Refusal<'exchangeRateInvalid', { detail: string }>
  | Refusal<'exchangeRateMissing', { from: string; to: string }>
  | Refusal<'termNotAllowed', { term: TermChoice }>;

type CartError =
  | Refusal<'cartNotFound', { cartId: string }>
  | Refusal<'cartEmpty'>
  | Refusal<'cartAlreadyOrdered', { cartId: string }>
  | Refusal<
      'cartLinesInvalid',
      { problems: readonly { readonly line: number; readonly problem: CartLineProblem }[] }
    >;

type OrderError =
  | Refusal<'orderNotFound', { orderId: string }>
  | Refusal<'orderCancelNotAllowed', { perUser: boolean }>
  | Refusal<'orderNotCancellable', { orderId: string }>
  | Refusal<'lineItemOutOfRange', { lineItemNumber: number; count: number }>;

type SubscriptionError =
  | Refusal<'subscriptionNotFound', { subscriptionId: string }>
  | Refusal<'staleEtag', { subscriptionId: string }>
  | Refusal<'severalBillingChanges'>
  | Refusal<'notWhilePending', { change: string }>
  | Refusal<'notWhileSuspended', { change: string }>
  | Refusal<'alreadyActive', { state: EngineState }>
  | Refusal<'activationSuspended'>
  | Refusal<'subscriptionEnded', { state: EngineState }>
  | Refusal<'statusChangeNotAllowed', { from: EngineState; to: string }>
  | Refusal<'stepNotFound', { name: string }>
  | Refusal<'stepsOpen', { change: string; steps: readonly string[] }>
  | Refusal<'planMismatch', { expected: string; actual: string }>
  | Refusal<'quantityMismatch', { expected: number; actual: number }>
  | Refusal<'activationDetailsMissing', { missing: string }>
  | Refusal<'quantityOutOfRange', { minimum: number; maximum?: number }>
  | Refusal<'quantityNotChangeable'>
  | Refusal<'decreaseNotAllowed'>
  | Refusal<'notRenewable'>
  | Refusal<'refundNotAllowed', { state: EngineState }>
  | Refusal<'refundOutOfRange', { minimum: Minor; maximum: Minor }>
  | Refusal<'windowPassed', { windowHours: number }>
  | Refusal<'nicknameInvalid', { maximumLength: number }>
  | Refusal<'changeNotSupported', { change: string }>
  | Refusal<'notSandbox'>
  | Refusal<'publisherChangeNotAllowed'>;

type OperationError =
  | Refusal<'operationInProgress', { operationId: string }>
  | Refusal<'operationNotFound', { operationId: string }>
  | Refusal<'operationClosed', { operationId: string }>
  | Refusal<'operationOwn', { operationId: string }>
  | Refusal<'deliveryNotFound', { deliveryId: string }>
  | Refusal<'deliveryEnded', { deliveryId: string }>;

type InvoiceError =
  | Refusal<'invoiceNotFound', { invoiceId: string }>
  | Refusal<'nothingToPay', { invoiceId: string }>
  | Refusal<'invoicePaid', { invoiceId: string }>
  | Refusal<'paymentNotInFull', { invoiceId: string; total: Minor }>;

type UsageError =
  | Refusal<'usageBatchSize', { count: number; maximum: number }>
  | Refusal<'usageNotAuthorized'>
  | Refusal<'usageNotAccepted', { results: readonly UsageResult[] }>;

type PurchaseTokenError =
  | Refusal<'purchaseTokenInvalid'>
  | Refusal<'purchaseTokenExpired', { expiredAt: string }>;

type WorldError =
  | Refusal<'clockBackwards', { now: string; to: string }>
  | Refusal<'settingUnknown', { name: string }>
  | Refusal<'settingInvalid', { name: string; expected: string }>;

/** Every way a command can be refused. No HTTP here: each API maps these to its own status and body. */
export type DomainError =
  | AccountError
  | CatalogError
  | CartError
  | OrderError
  | SubscriptionError
  | OperationError
  | InvoiceError
  | UsageError
  | PurchaseTokenError
  | WorldError;

export type ErrorCode = DomainError['code'];

/** The error with a given code, with its details. */
export type ErrorOf<C extends ErrorCode> = Extract<DomainError, { code: C }>;
