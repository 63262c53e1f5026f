import type { Customer } from '../accounts/customer.ts';
import type { Partner } from '../accounts/partner.ts';
import type { CustomerUser } from '../accounts/user.ts';
import type { Invoice } from '../billing/invoice.ts';
import { owes, type Payment } from '../billing/payment.ts';
import type { Cart } from '../cart/cart.ts';
import { applicationKey, catalogItemIdOf, type Offer, type Publisher } from '../catalog/catalog.ts';
import { type Fault, isOn } from '../faults/fault.ts';
import type { PartnerNotice } from '../notice/notice.ts';
import type { WebhookRegistration } from '../notice/registration.ts';
import type { Delivery } from '../operation/delivery.ts';
import type { Operation } from '../operation/operation.ts';
import type { Order } from '../order/order.ts';
import { type Margin, marginKey } from '../pricing/margin.ts';
import { type MonthlyRate, rateKey } from '../pricing/monthly-rate.ts';
import type { Subscription } from '../subscription/subscription.ts';
import type { StateFold } from './state.ts';

/*
 * How each thing enters the state with the look-ups that lead to it: when a fact brings it, and when a checkpoint does,
 * in the same order.
 */

export function addFault(state: StateFold, fault: Fault): void {
  state.faults.set(fault.id, fault);
  if (isOn(fault)) state.faultsOn.set(fault.id, fault);
  else state.faultsOn.delete(fault.id);
}

export function addPartner(state: StateFold, partner: Partner): void {
  state.partners.set(partner.id, partner);
  state.partnerByMpnId.set(partner.mpnId, partner);
}

export function addPublisher(state: StateFold, publisher: Publisher): void {
  state.publishers.set(publisher.id, publisher);
  state.publisherByApplication.set(applicationKey(publisher), publisher);
}

export function addOffer(state: StateFold, offer: Offer): void {
  state.offers.set(offer.productId, offer);
  state.offersOf.add(offer.publisherId, offer.productId);
  for (const plan of offer.plans)
    state.planByCatalogItem.set(catalogItemIdOf({ offer, plan }), { offer, plan });
}

export function addMargin(state: StateFold, margin: Margin): void {
  state.margins.set(margin.id, margin);
  for (const partnerId of margin.partnerIds)
    state.marginsOf.add(marginKey(partnerId, margin.productId), margin);
}

export const addExchangeRate = (state: StateFold, rate: MonthlyRate): void =>
  state.exchangeRates.add(rateKey(rate), rate);

export function addCustomer(state: StateFold, customer: Customer): void {
  state.customers.set(customer.id, customer);
  if (customer.deletedAt === undefined) state.customerByDomain.set(customer.domain.toLowerCase(), customer);
  if (customer.partnerId !== undefined) state.customersOf.add(customer.partnerId, customer.id);
}

export function addUser(state: StateFold, user: CustomerUser): void {
  state.users.set(user.id, user);
  state.usersOf.add(user.customerId, user.id);
}

export function addCart(state: StateFold, cart: Cart): void {
  state.carts.set(cart.id, cart);
  state.cartsOf.add(cart.customerId, cart.id);
}

export function addOrder(state: StateFold, order: Order): void {
  state.orders.set(order.id, order);
  state.ordersOf.add(order.customerId, order.id);
}

/** Not yet among those of its reseller: see `addToReseller`. */
export function addSubscription(state: StateFold, subscription: Subscription): void {
  state.subscriptions.set(subscription.id, subscription);
  state.subscriptionsByCustomer.add(subscription.customerId, subscription.id);
  state.subscriptionsByPublisher.add(subscription.publisherId, subscription.id);
}

/** Key of the reseller on record among `subscriptionsByReseller`. */
export const resellerKey = ({ partnerId, reseller }: Subscription): string | undefined =>
  reseller.kind === 'reseller' ? `${partnerId} ${reseller.mpnId}` : undefined;

/** Subscriptions change their reseller: the order of those of one reseller is not that of the purchases. */
export function addToReseller(state: StateFold, subscription: Subscription): void {
  const key = resellerKey(subscription);
  if (key !== undefined) state.subscriptionsByReseller.add(key, subscription.id);
}

export function addOperation(state: StateFold, operation: Operation): void {
  state.operations.set(operation.id, operation);
  state.operationsOf.add(operation.subscriptionId, operation.id);
}

export function addDelivery(state: StateFold, delivery: Delivery): void {
  state.deliveries.set(delivery.id, delivery);
  if (delivery.result === undefined) state.deliveriesAhead.set(delivery.id, delivery);
}

export const addWebhookRegistration = (state: StateFold, registration: WebhookRegistration): void =>
  void state.webhookRegistrations.set(registration.partnerId, registration);

export function addNotice(state: StateFold, notice: PartnerNotice): void {
  state.notices.set(notice.id, notice);
  if (notice.event === 'test-created') state.testNotices.add(notice.id);
  if (notice.dueAt !== undefined) state.noticesAhead.set(notice.id, notice);
}

export function addInvoice(state: StateFold, invoice: Invoice): void {
  state.ledger.issue(invoice);
  if (owes(invoice)) state.unpaid.set(invoice.id, invoice);
}

export function addPayment(state: StateFold, payment: Payment): void {
  state.payments.set(payment.invoiceId, payment);
  state.unpaid.delete(payment.invoiceId);
}

export function addPastDue(state: StateFold, invoiceId: string): void {
  const invoice = state.unpaid.get(invoiceId);
  if (!invoice) throw new Error(`${invoiceId} is past due and owes nothing`);
  state.pastDue.add(invoice.payerId, invoiceId);
}
