import { type DomainEvent, type EventOf, isQuestion } from '@marketsim/core';
import type { OperationType, ResourceType } from './operation-types.ts';

/** What a fact did to which resource, in the words of the audit. */
export interface Subject {
  readonly resourceType: ResourceType;
  readonly id: string;
  readonly operationType: OperationType;
}

type SubjectOf<Type extends DomainEvent['type']> = (event: EventOf<Type>) => Subject | undefined;

const subscription =
  (operationType: OperationType) =>
  ({ subscriptionId }: { readonly subscriptionId: string }): Subject => ({
    resourceType: 'subscription',
    id: subscriptionId,
    operationType,
  });

const customer =
  (operationType: OperationType) =>
  ({ customerId: id }: { readonly customerId: string }): Subject => ({
    resourceType: 'customer',
    id,
    operationType,
  });

const updated = subscription('update_subscription');
const upgraded = subscription('upgrade_subscription');
const converted = subscription('convert_trial_subscription');
const silent = (): undefined => undefined;

/** What of history is audited (PC 8.1): all that shows in a resource that partners read; the compiler names the rest. */
const subjects: { readonly [Type in DomainEvent['type']]: SubjectOf<Type> } = {
  CustomerCreated: ({ customer: { id } }) => ({
    ...{ resourceType: 'customer', id, operationType: 'add_customer' },
  }),
  BillingProfileReplaced: customer('update_customer_billing_profile'),
  CustomerQualified: customer('update_customer_qualification'),
  CustomerDeleted: customer('delete_tip_customer'),
  UserKept: ({ user: { id, deletedAt } }) => ({
    resourceType: 'customer_user',
    id,
    operationType: deletedAt === undefined ? 'update_customer_user' : 'delete_customer_user',
  }),
  AgreementConfirmed: ({ agreement: { customerId: id } }) => ({
    ...{ resourceType: 'agreement', id, operationType: 'create_agreement' },
  }),
  OrderPlaced: ({ order: { id } }) => ({ resourceType: 'order', id, operationType: 'create_order' }),
  OrderClosed: ({ orderId: id }) => ({ resourceType: 'order', id, operationType: 'update_order' }),
  InvoiceIssued: ({ invoice: { id } }) => ({
    ...{ resourceType: 'invoice', id, operationType: 'ready_invoice' },
  }),
  SubscriptionActivated: updated,
  NicknameChanged: updated,
  ResellerChanged: updated,
  AutoRenewChanged: updated,
  QuantityChanged: updated,
  RenewalQuantitySet: silent,
  PlanChanged: upgraded,
  SubscriptionSuspended: updated,
  SuspensionCauseAdded: updated,
  SuspensionCauseCleared: updated,
  SubscriptionReinstated: updated,
  TermStarted: (event) => (event.cause === 'conversion' ? converted(event) : updated(event)),
  SubscriptionEnded: updated,
  // A change that its publisher must agree to is audited when it is asked for.
  OperationOpened: (event) => {
    const { action } = event.operation;
    if (!isQuestion(action) || event.operation.status !== 'InProgress') return undefined;
    return action === 'ChangePlan' ? upgraded(event) : updated(event);
  },
  OperationClosed: updated,
  SettingChanged: silent,
  FaultSwitchedOn: silent,
  FaultSwitchedOff: silent,
  FaultMet: silent,
  PartnerRegistered: silent,
  ProgramStatusSet: silent,
  CustomerVetted: silent,
  PublisherRegistered: silent,
  OfferPublished: silent,
  AudienceChanged: silent,
  SaleChanged: silent,
  PriceChangePublished: silent,
  PricesTookEffect: silent,
  MarginGranted: silent,
  ExchangeRateSet: silent,
  CartCreated: silent,
  CartReplaced: silent,
  CartOrdered: silent,
  CheckoutFailed: silent,
  SubscriptionPurchased: silent,
  PurchaseTokenIssued: silent,
  PurchaseResolved: silent,
  LicensesAssigned: silent,
  ActivationConfirmed: silent,
  ActivationPutOff: silent,
  SupportContactChanged: silent,
  StepRequired: silent,
  StepCompleted: silent,
  WebhookRegistered: silent,
  NoticeQueued: silent,
  NoticeTried: silent,
  WebhookQueued: silent,
  WebhookAnswered: silent,
  PeriodStarted: silent,
  Charged: silent,
  UsageReported: silent,
  InvoicePaid: silent,
  InvoicePastDue: silent,
  InvoiceRunCompleted: silent,
  ClockAdvanced: silent,
};

const subjectAs = <Type extends DomainEvent['type']>(type: Type, event: EventOf<Type>): Subject | undefined =>
  subjects[type](event);

/** What a fact did, if it is audited. */
export const subjectOf = (event: DomainEvent): Subject | undefined => subjectAs(event.type, event);

/** Whether a fact is audited. */
export const isAudited = (event: DomainEvent): boolean => subjectOf(event) !== undefined;
