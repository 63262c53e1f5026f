import type { Program } from './accounts/partner.ts';
import type { AccountStatus } from './accounts/vetting.ts';
import type { CartLineProblem } from './cart/cart.ts';
import type { BillingCycle, TermChoice } from './catalog/catalog.ts';
import type { Minor } from './money.ts';
import type { SettingId } from './settings/registry.ts';
import type { EngineState } from './subscription/subscription.ts';
import type { Instant } from './time.ts';
import type { UsageResult } from './usage/usage.ts';

type Refusal<Code extends string, Detail = unknown> = { readonly code: Code } & Readonly<Detail>;

export type AccountError =
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
  | Refusal<'partnerNotInCountry', { country: string }>
  | Refusal<'azurePlanMissing', { customerId: string }>
  | Refusal<'azureSubscriptionInactive', { customerId: string }>
  | Refusal<'programInactive', { program: Program }>
  | Refusal<'customerNotAllowed', { customerId: string; account: Exclude<AccountStatus, 'notReady'> }>
  | Refusal<'riskCheckFailed', { customerId: string }>
  | Refusal<
      'programLimitExceeded',
      {
        limit: 'subscriptions' | 'seats';
        maximum: number;
        /** Seats that could still be added to a subscription. */
        left?: number;
      }
    >
  | Refusal<'creditLineExceeded', { customerId: string }>
  | Refusal<'mpnIdIsOwn', { mpnId: string }>
  | Refusal<'mpnIdUnknown', { mpnId: string }>
  | Refusal<'mpnIdNotReseller', { mpnId: string }>
  | Refusal<'resellerAgreementMissing', { mpnId: string }>
  | Refusal<'resellerNotApplicable'>
  | Refusal<'notRegistered', { event: string }>
  | Refusal<'sandboxLimitExceeded', { limit: string }>;

export type CatalogError =
  | Refusal<'productNotFound', { productId: string }>
  | Refusal<'skuNotFound', { skuId: string }>
  | Refusal<'availabilityNotFound', { availabilityId: string }>
  | Refusal<'audienceResold', { productId: string; partnerIds: readonly string[] }>
  | Refusal<'notBoughtHere', { productId: string }>
  | Refusal<'notSoldInSandbox', { productId: string }>
  | Refusal<'alreadyBought', { productId: string }>
  | Refusal<'notEligible', { catalogItem: string }>
  | Refusal<'noLongerSold', { skuId: string }>
  | Refusal<'notSoldInCountry', { country: string }>
  | Refusal<'offerInvalid', { detail: string }>
  | Refusal<'priceChangeInvalid', { detail: string }>
  | Refusal<'marginInvalid', { detail: string }>
  | Refusal<'exchangeRateInvalid', { detail: string }>
  | Refusal<'exchangeRateMissing', { from: string; to: string }>
  | Refusal<'termNotAllowed', { term: TermChoice }>;

export type CartError =
  | Refusal<'cartNotFound', { cartId: string }>
  | Refusal<'cartEmpty'>
  | Refusal<'cartAlreadyOrdered', { cartId: string }>
  | Refusal<
      'cartLinesInvalid',
      { problems: readonly { readonly line: number; readonly problem: CartLineProblem }[] }
    >;

export type OrderError =
  | Refusal<'orderNotFound', { orderId: string }>
  | Refusal<'orderCancelNotAllowed', { perUser: boolean }>
  | Refusal<'orderNotCancellable', { orderId: string }>
  | Refusal<'orderInProgress', { cartId: string }>
  | Refusal<'lineItemOutOfRange', { lineItemNumber: number; count: number }>;

/** What a cancellation was measured by (CAN-02, CAN-03, CAN-07, CAN-08). */
export interface PassedWindow {
  readonly windowHours: number;
  /** The setting that the length comes from, by the billing cycle. */
  readonly setting: SettingId;
  readonly billingCycle: BillingCycle;
  /** The first instant outside; absent where nothing has anchored the window. */
  readonly endedAt?: Instant;
  /** Whether the policy refuses, or charges of the term are still to come. */
  readonly because: 'policy' | 'chargesToCome';
}

export type SubscriptionError =
  | Refusal<'subscriptionNotFound', { subscriptionId: string }>
  | Refusal<'staleEtag', { subscriptionId: string; version: number }>
  | Refusal<'severalBillingChanges'>
  | Refusal<'notWhilePending', { change: string }>
  | Refusal<'notWhileSuspended', { change: string }>
  | Refusal<'alreadyActive', { state: EngineState }>
  | Refusal<'activationSuspended'>
  | Refusal<'subscriptionEnded', { state: EngineState; endedAt: Instant }>
  | Refusal<
      'statusChangeNotAllowed',
      {
        from: EngineState;
        to: string;
        /** Invoices that must be paid first; absent where the state alone does not allow it (SUS-07). */
        owed?: readonly string[];
      }
    >
  | Refusal<'stepNotFound', { name: string }>
  | Refusal<'stepsOpen', { change: string; steps: readonly string[] }>
  | Refusal<'planMismatch', { expected: string; actual: string }>
  | Refusal<'quantityMismatch', { expected: number; actual: number }>
  | Refusal<'activationDetailsMissing', { missing: string }>
  | Refusal<
      'quantityOutOfRange',
      {
        minimum: number;
        maximum?: number;
        /** What was asked for, where a subscription was to change. */
        asked?: number;
      }
    >
  | Refusal<'quantityNotChangeable'>
  | Refusal<'decreaseNotAllowed', { asked: number; quantity: number; windowEndedAt?: Instant }>
  | Refusal<'notRenewable', { skuId: string }>
  | Refusal<'refundNotAllowed', { state: EngineState }>
  | Refusal<'refundOutOfRange', { minimum: Minor; maximum: Minor }>
  | Refusal<'windowPassed', PassedWindow>
  | Refusal<'nicknameInvalid', { maximumLength: number }>
  | Refusal<'changeNotSupported', { change: string }>
  | Refusal<'notSandbox'>
  | Refusal<'publisherChangeNotAllowed'>;

export type OperationError =
  | Refusal<'operationInProgress', { operationId: string }>
  | Refusal<'operationNotFound', { operationId: string }>
  | Refusal<'operationClosed', { operationId: string }>
  | Refusal<'operationOwn', { operationId: string }>
  | Refusal<'deliveryNotFound', { deliveryId: string }>
  | Refusal<'deliveryEnded', { deliveryId: string }>;

export type InvoiceError =
  | Refusal<'invoiceNotFound', { invoiceId: string }>
  | Refusal<'nothingToPay', { invoiceId: string }>
  | Refusal<'invoicePaid', { invoiceId: string }>
  | Refusal<'paymentNotInFull', { invoiceId: string; total: Minor }>;

export type UsageError =
  | Refusal<'usageBatchSize', { count: number; maximum: number }>
  | Refusal<'usageNotAuthorized'>
  | Refusal<'usageNotAccepted', { results: readonly UsageResult[] }>;

export type PurchaseTokenError =
  | Refusal<'purchaseTokenInvalid'>
  | Refusal<'purchaseTokenExpired', { expiredAt: string }>;

export type WorldError =
  | Refusal<'clockBackwards', { now: string; to: string }>
  | Refusal<'settingUnknown', { name: string }>
  | Refusal<'settingInvalid', { name: string; expected: string }>
  | Refusal<'faultInvalid', { detail: string }>
  | Refusal<'faultNotFound', { faultId: string }>;

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
