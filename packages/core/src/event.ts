import type { Agreement, BillingProfile, Customer, Qualification } from './accounts/customer.ts';
import type { Partner, Program } from './accounts/partner.ts';
import type { CustomerUser } from './accounts/user.ts';
import type { Vetting } from './accounts/vetting.ts';
import type { Charge } from './billing/charge.ts';
import type { Invoice } from './billing/invoice.ts';
import type { Payment } from './billing/payment.ts';
import type { Cart, CheckoutResult, OrderFailure } from './cart/cart.ts';
import type { CspAudience, Offer, Publisher } from './catalog/catalog.ts';
import type { Sale } from './catalog/change-sale.ts';
import type { NewPrice } from './catalog/new-price.ts';
import type { VersionOf } from './entry-versions.ts';
import type { Fault } from './faults/fault.ts';
import type { Micro } from './money.ts';
import type { NoticeTry, PartnerNotice } from './notice/notice.ts';
import type { WebhookRegistration } from './notice/registration.ts';
import type { Delivery, DeliveryResult } from './operation/delivery.ts';
import type { Operation, OperationStatus } from './operation/operation.ts';
import type { Order } from './order/order.ts';
import type { Margin } from './pricing/margin.ts';
import type { MonthlyRate } from './pricing/monthly-rate.ts';
import type { SettingId } from './settings/registry.ts';
import type { SettingValue } from './settings/setting.ts';
import type { LinkActor } from './subscription/command.ts';
import type { Step } from './subscription/step.ts';
import type {
  EndReason,
  PendingSubscription,
  Period,
  PutOffActivation,
  ResellerOfRecord,
  Suspension,
  SuspensionCause,
  Term,
  TermCause,
} from './subscription/subscription.ts';
import type { SupportContact } from './subscription/support-contact.ts';
import type { Day, Instant } from './time.ts';
import type { UsageResult } from './usage/usage.ts';

type Fact<Type extends string, Detail = unknown> = { readonly type: Type } & Readonly<Detail>;
type SubscriptionFact<Type extends string, Detail = unknown> = Fact<
  Type,
  { subscriptionId: string } & Detail
>;

/** What happened to one subscription. */
export type SubscriptionEventBody =
  | SubscriptionFact<'PurchaseTokenIssued', { token: string; expiresAt: Instant; actor?: LinkActor }>
  | SubscriptionFact<'PurchaseResolved'>
  | SubscriptionFact<'LicensesAssigned'>
  /** The publisher was told yes, and what comes of it shows later (SF 2.7). */
  | SubscriptionFact<'ActivationPutOff', { activation: PutOffActivation }>
  | SubscriptionFact<'ActivationConfirmed'>
  | SubscriptionFact<
      'SubscriptionActivated',
      {
        anchor: Day;
        term: Term;
        period: Period;
        windowEndsAt?: Instant;
        /** Present where the marketplace itself activated the purchase (SF 5.4). */
        automatic?: true;
      }
    >
  | SubscriptionFact<'StepRequired', { step: Step }>
  | SubscriptionFact<'StepCompleted', { name: string }>
  | SubscriptionFact<'NicknameChanged', { friendlyName: string }>
  | SubscriptionFact<'SupportContactChanged', { supportContact: SupportContact }>
  | SubscriptionFact<'ResellerChanged', { reseller: ResellerOfRecord }>
  | SubscriptionFact<'AutoRenewChanged', { autoRenew: boolean; cancelScheduledFor?: Day }>
  | SubscriptionFact<'OperationOpened', { operation: Operation }>
  | SubscriptionFact<
      'OperationClosed',
      { operationId: string; status: Exclude<OperationStatus, 'InProgress'> }
    >
  | SubscriptionFact<'QuantityChanged', { quantity: number }>
  /** Seats that the next term begins with; those of now take it back (REN-10). */
  | SubscriptionFact<'RenewalQuantitySet', { quantity: number }>
  | SubscriptionFact<'PlanChanged', { skuId: string; availabilityId: string; unitPrice: Micro }>
  | SubscriptionFact<'SubscriptionSuspended', { suspension: Suspension }>
  /** A payment was missed while access was off for the partner's reason (SUS-07). */
  | SubscriptionFact<'SuspensionCauseAdded', { cause: SuspensionCause }>
  /** One of two causes is gone; the other still holds (SUS-07). */
  | SubscriptionFact<'SuspensionCauseCleared', { cause: SuspensionCause['cause'] }>
  | SubscriptionFact<'SubscriptionReinstated'>
  | SubscriptionFact<'WebhookQueued', { delivery: Delivery }>
  | SubscriptionFact<
      'WebhookAnswered',
      { deliveryId: string; operationId: string; result: DeliveryResult; acknowledgeBy?: Instant }
    >
  | SubscriptionFact<
      'TermStarted',
      {
        cause: TermCause;
        anchor: Day;
        term: Term;
        period: Period;
        unitPrice: Micro;
        windowEndsAt?: Instant;
        /** Present where the term begins with fewer seats than the one before it (REN-10). */
        quantity?: number;
      }
    >
  | SubscriptionFact<'PeriodStarted', { period: Period }>
  | SubscriptionFact<
      'SubscriptionEnded',
      {
        reason: EndReason;
        /** The operation by which its publisher asked for the end; absent for any other end (SF 2.9). */
        operationId?: string;
      }
    >;

/** Everything that can have happened in a world. Names are past facts; each carries what the rules decided then. */
export type EventBody =
  | SubscriptionEventBody
  | Fact<'SettingChanged', { setting: SettingId; value: SettingValue }>
  | Fact<'FaultSwitchedOn', { fault: Fault }>
  | Fact<'FaultSwitchedOff', { faultId: string }>
  /** A fault came upon a subject, and struck or did not (FLT-01). */
  | Fact<'FaultMet', { faultId: string; subject: string; isStruck: boolean }>
  | Fact<'PartnerRegistered', { partner: Partner }>
  | Fact<'PublisherRegistered', { publisher: Publisher }>
  | Fact<'OfferPublished', { offer: Offer }>
  | Fact<'AudienceChanged', { productId: string; cspAudience: CspAudience }>
  | Fact<'SaleChanged', { productId: string; skuId: string; sale: Partial<Sale> }>
  /** `from` is the date on which the prices take effect (BIL-11). */
  | Fact<'PriceChangePublished', { productId: string; from: Day; prices: readonly NewPrice[] }>
  /** Prices of the offer that were to change by now have changed (GEN-03). */
  | Fact<'PricesTookEffect', { productId: string }>
  | Fact<'MarginGranted', { margin: Margin }>
  | Fact<'ExchangeRateSet', { exchangeRate: MonthlyRate }>
  | Fact<'CustomerCreated', { customer: Customer }>
  | Fact<'BillingProfileReplaced', { customerId: string; profile: BillingProfile }>
  | Fact<'CustomerVetted', { customerId: string; vetting: Vetting }>
  | Fact<'ProgramStatusSet', { partnerId: string; inactiveProgram?: Program }>
  | Fact<'CustomerQualified', { customerId: string; qualification: Qualification }>
  /** An account in a customer's tenant, new or changed. */
  | Fact<'UserKept', { user: CustomerUser }>
  | Fact<'CustomerDeleted', { customerId: string }>
  | Fact<'AgreementConfirmed', { agreement: Agreement }>
  | Fact<'CartCreated', { cart: Cart }>
  | Fact<'CartReplaced', { cart: Cart }>
  | Fact<'CartOrdered', { cartId: string; checkout: CheckoutResult }>
  | Fact<'CheckoutFailed', { cartId: string; failures: readonly OrderFailure[] }>
  | Fact<'OrderPlaced', { order: Order }>
  | Fact<'OrderClosed', { orderId: string; status: 'completed' | 'cancelled' }>
  | Fact<'SubscriptionPurchased', { subscription: PendingSubscription }>
  | Fact<'Charged', { charges: readonly Charge[] }>
  | Fact<'UsageReported', { publisherId: string; results: readonly UsageResult[] }>
  | Fact<'InvoiceIssued', { invoice: Invoice }>
  | Fact<'InvoicePaid', { payment: Payment }>
  | Fact<'InvoicePastDue', { invoiceId: string }>
  | Fact<'InvoiceRunCompleted', { month: string }>
  | Fact<'WebhookRegistered', { registration: WebhookRegistration }>
  | Fact<'NoticeQueued', { notice: PartnerNotice }>
  | Fact<
      'NoticeTried',
      { noticeId: string; outcome: NoticeTry; dueAt?: Instant; result?: 'delivered' | 'exhausted' }
    >
  | Fact<'ClockAdvanced'>;

/** A fact with its place in the world's history: number, instant, and the version of its own format. */
export type Stamped<Body extends EventBody> = Body extends EventBody
  ? Body & { readonly seq: number; readonly at: Instant; readonly v: VersionOf<Body['type']> }
  : never;

export type DomainEvent = Stamped<EventBody>;

export type SubscriptionEvent = Extract<DomainEvent, { type: SubscriptionEventBody['type'] }>;

/** The event with a given name. */
export type EventOf<Type extends EventBody['type']> = Extract<DomainEvent, { type: Type }>;
