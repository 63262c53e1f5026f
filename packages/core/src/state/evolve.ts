import type { Customer } from '../accounts/customer.ts';
import type { LedgerFold } from '../billing/ledger.ts';
import type { Offer } from '../catalog/catalog.ts';
import { withPricesAhead } from '../catalog/new-price.ts';
import { withPlan } from '../catalog/plan-of.ts';
import { pricesTakenEffect } from '../catalog/price-in-time.ts';
import { invoiceRunAfter } from '../due.ts';
import type { DomainEvent, EventOf, SubscriptionEvent } from '../event.ts';
import { type Fault, meetingKey } from '../faults/fault.ts';
import { withSetting } from '../settings/registry.ts';
import { evolveSubscription } from '../subscription/evolve.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { dayOf } from '../time.ts';
import type { UsageEvent } from '../usage/usage.ts';
import {
  addCart,
  addCustomer,
  addDelivery,
  addExchangeRate,
  addFault,
  addInvoice,
  addMargin,
  addNotice,
  addOffer,
  addOperation,
  addOrder,
  addPartner,
  addPastDue,
  addPayment,
  addPublisher,
  addSubscription,
  addToReseller,
  addUser,
  addWebhookRegistration,
  resellerKey,
} from './additions.ts';
import type { StateFold } from './state.ts';

type WorldEvents = { readonly [Type in Exclude<DomainEvent, SubscriptionEvent>['type']]: EventOf<Type> };

/** How each fact that is not about one subscription changes the state; the compiler names any that is forgotten. */
const folds: {
  readonly [Type in keyof WorldEvents]: (state: StateFold, event: WorldEvents[Type]) => void;
} = {
  SettingChanged: (state, { setting, value }) => {
    state.settings = withSetting(state.settings, setting, value);
  },
  FaultSwitchedOn: (state, { fault }) => addFault(state, fault),
  FaultSwitchedOff: (state, { faultId }) =>
    faultChanged(state, faultId, (fault) => ({ ...fault, isOff: true })),
  FaultMet: (state, event) => faultMet(state, event),
  PartnerRegistered: (state, { partner }) => addPartner(state, partner),
  ProgramStatusSet: (state, { partnerId, inactiveProgram }) => {
    const known = state.partners.get(partnerId);
    if (!known) return;
    const { inactiveProgram: _, ...partner } = known;
    addPartner(state, { ...partner, ...(inactiveProgram && { inactiveProgram }) });
  },
  PublisherRegistered: (state, { publisher }) => addPublisher(state, publisher),
  OfferPublished: (state, { offer }) => addOffer(state, offer),
  AudienceChanged: (state, { productId, cspAudience }) =>
    replaceOffer(state, productId, (offer) => ({ ...offer, cspAudience })),
  SaleChanged: (state, { productId, skuId, sale }) =>
    replaceOffer(state, productId, (offer) => withPlan(offer, skuId, sale)),
  PriceChangePublished: (state, { productId, from, prices }) =>
    replaceOffer(state, productId, (offer) => withPricesAhead(offer, from, prices)),
  PricesTookEffect: (state, { productId, at }) =>
    replaceOffer(state, productId, (offer) => pricesTakenEffect(offer, dayOf(at))),
  MarginGranted: (state, { margin }) => addMargin(state, margin),
  ExchangeRateSet: (state, { exchangeRate }) => addExchangeRate(state, exchangeRate),
  CustomerCreated: (state, { customer }) => addCustomer(state, customer),
  BillingProfileReplaced: (state, { customerId, profile }) =>
    customerChanged(state, customerId, ({ firstName: _, lastName: __, ...customer }) => ({
      ...customer,
      ...profile,
      billingProfileChanges: (customer.billingProfileChanges ?? 0) + 1,
    })),
  CustomerQualified: (state, { customerId, qualification: value, at: since }) =>
    customerChanged(state, customerId, (customer) => ({ ...customer, qualification: { value, since } })),
  CustomerVetted: (state, { customerId, vetting, at: vettedAt }) =>
    customerChanged(state, customerId, (customer) => ({ ...customer, vetting, vettedAt })),
  UserKept: (state, { user }) => addUser(state, user),
  CustomerDeleted: (state, { customerId, at: deletedAt }) => {
    const { domain = '' } = state.customers.get(customerId) ?? {};
    state.customerByDomain.delete(domain.toLowerCase());
    customerChanged(state, customerId, (customer) => ({ ...customer, deletedAt }));
  },
  AgreementConfirmed: (state, { agreement }) => state.agreements.add(agreement.customerId, agreement),
  CartCreated: (state, { cart }) => addCart(state, cart),
  CartReplaced: (state, { cart }) => {
    state.carts.set(cart.id, cart);
  },
  CartOrdered: (state, { cartId, checkout, at }) =>
    update(state.carts, cartId, (cart) => ({ ...cart, checkout, modifiedAt: at })),
  CheckoutFailed: (state, { cartId, failures }) =>
    update(state.carts, cartId, (cart) => ({ ...cart, failures })),
  OrderPlaced: (state, { order }) => addOrder(state, order),
  OrderClosed: (state, { orderId, status }) =>
    update(state.orders, orderId, (order) => ({ ...order, status })),
  SubscriptionPurchased: (state, { subscription }) => purchased(state, subscription),
  Charged: (state, { charges }) => state.ledger.post(charges),
  UsageReported: ({ ledger }, { results }) => {
    for (const result of results) {
      if (result.status === 'accepted') usageAccepted(ledger, result.event);
    }
  },
  InvoiceIssued: (state, { invoice }) => addInvoice(state, invoice),
  InvoicePaid: (state, { payment }) => {
    const invoice = state.unpaid.get(payment.invoiceId);
    if (invoice) state.pastDue.remove(invoice.payerId, invoice.id);
    addPayment(state, payment);
  },
  InvoicePastDue: (state, { invoiceId }) => addPastDue(state, invoiceId),
  InvoiceRunCompleted: (state, { month }) => {
    state.ledger.forgetUsageBefore(month);
    state.invoiceRunAt = invoiceRunAfter(month, state.settings['invoice.day']);
  },
  WebhookRegistered: (state, { registration }) => addWebhookRegistration(state, registration),
  NoticeQueued: (state, { notice }) => addNotice(state, notice),
  NoticeTried: noticeTried,
  ClockAdvanced: () => undefined,
};

/** Folds one fact into the state: entity, indexes and ledger. */
export function evolve(state: StateFold, event: DomainEvent): void {
  if ('subscriptionId' in event) changed(state, event);
  else foldAs(event.type, state, event);
}

const foldAs = <Type extends keyof WorldEvents>(
  type: Type,
  state: StateFold,
  event: WorldEvents[Type],
): void => folds[type](state, event);

function update<V>(map: Map<string, V>, id: string, change: (value: V) => V): void {
  const value = map.get(id);
  if (value === undefined) throw new Error(`${id} was changed before it existed`);
  map.set(id, change(value));
}

function faultChanged(state: StateFold, id: string, change: (fault: Fault) => Fault): void {
  update(state.faults, id, change);
  const fault = state.faults.get(id);
  if (fault) addFault(state, fault);
}

function faultMet(state: StateFold, { faultId, subject, isStruck }: EventOf<'FaultMet'>): void {
  const { faultMeetings } = state;
  const key = meetingKey({ faultId, subject });
  const times = (faultMeetings.get(key)?.times ?? 0) + 1;
  faultMeetings.set(key, { faultId, subject, times });
  if (isStruck) faultChanged(state, faultId, (fault) => ({ ...fault, struck: fault.struck + 1 }));
}

function customerChanged(state: StateFold, id: string, change: (customer: Customer) => Customer): void {
  update(state.customers, id, change);
  const customer = state.customers.get(id);
  if (customer) addCustomer(state, customer);
}

function replaceOffer(state: StateFold, productId: string, change: (offer: Offer) => Offer): void {
  const offer = state.offers.get(productId);
  if (!offer) throw new Error(`${productId} changed before it was published`);
  addOffer(state, change(offer));
}

/** What was delivered is forgotten, but for tests, whose senders ask how they went. */
function noticeTried(state: StateFold, { noticeId, outcome, dueAt, result }: EventOf<'NoticeTried'>): void {
  const before = state.notices.get(noticeId);
  if (!before) throw new Error(`notice ${noticeId} was tried before it was queued`);
  const { dueAt: _, tries, ...notice } = before;
  if (dueAt === undefined) state.noticesAhead.delete(noticeId);
  if (result === 'delivered' && notice.event !== 'test-created') state.notices.delete(noticeId);
  else {
    addNotice(state, {
      ...{ ...notice, tries: [...tries, outcome] },
      ...(dueAt && { dueAt }),
      ...(result && { result }),
    });
  }
}

function usageAccepted(ledger: LedgerFold, event: UsageEvent): void {
  ledger.keepUsageEvent(event);
  ledger.countUsage(event);
}

function purchased(state: StateFold, subscription: Subscription): void {
  addSubscription(state, subscription);
  addToReseller(state, subscription);
}

function changed(state: StateFold, event: SubscriptionEvent): void {
  const before = state.subscriptions.get(event.subscriptionId);
  if (!before) throw new Error(`${event.type} before SubscriptionPurchased`);
  const after = evolveSubscription(before, event);
  state.subscriptions.set(after.id, after);
  reindexReseller(state, before, after);
  noteBeside(state, event);
}

/** What a fact about a subscription leaves elsewhere. */
function noteBeside(state: StateFold, event: SubscriptionEvent): void {
  switch (event.type) {
    case 'PurchaseTokenIssued':
      tokenIssued(state, event);
      break;
    case 'OperationOpened':
      addOperation(state, event.operation);
      break;
    case 'OperationClosed':
      update(state.operations, event.operationId, ({ deliverBy: _, acknowledgeBy: __, ...operation }) => ({
        ...operation,
        status: event.status,
        closedAt: event.at,
      }));
      break;
    case 'WebhookQueued':
      addDelivery(state, event.delivery);
      break;
    case 'WebhookAnswered':
      webhookAnswered(state, event);
  }
}

function tokenIssued(state: StateFold, event: EventOf<'PurchaseTokenIssued'>): void {
  const { token, subscriptionId, expiresAt } = event;
  state.tokens.set(token, { token, subscriptionId, expiresAt });
}

function webhookAnswered(state: StateFold, event: EventOf<'WebhookAnswered'>): void {
  const { deliveryId, operationId, result, acknowledgeBy } = event;
  update(state.deliveries, deliveryId, (delivery) => ({ ...delivery, result }));
  state.deliveriesAhead.delete(deliveryId);
  if (acknowledgeBy === undefined) return;
  update(state.operations, operationId, ({ deliverBy: _, ...operation }) => ({
    ...operation,
    acknowledgeBy,
  }));
}

function reindexReseller(state: StateFold, before: Subscription, after: Subscription): void {
  const [old, current] = [resellerKey(before), resellerKey(after)];
  if (old === current) return;
  if (old) state.subscriptionsByReseller.remove(old, before.id);
  addToReseller(state, after);
}
