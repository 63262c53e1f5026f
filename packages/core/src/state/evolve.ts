import { applicationKey, catalogItemIdOf, type Offer } from '../catalog/catalog.ts';
import type { DomainEvent, EventOf, SubscriptionEvent } from '../event.ts';
import type { Order } from '../order/order.ts';
import { withSetting } from '../settings/registry.ts';
import { evolveSubscription } from '../subscription/evolve.ts';
import type { Subscription } from '../subscription/subscription.ts';
import type { StateFold } from './state.ts';

type WorldEvents = { readonly [Type in Exclude<DomainEvent, SubscriptionEvent>['type']]: EventOf<Type> };

/** How each fact that is not about one subscription changes the state; the compiler names any that is forgotten. */
const folds: {
  readonly [Type in keyof WorldEvents]: (state: StateFold, event: WorldEvents[Type]) => void;
} = {
  SettingChanged: (state, { setting, value }) => {
    state.settings = withSetting(state.settings, setting, value);
  },
  PartnerRegistered: (state, { partner }) => {
    state.partners.set(partner.id, partner);
    state.partnerByMpnId.set(partner.mpnId, partner);
  },
  PublisherRegistered: (state, { publisher }) => {
    state.publishers.set(publisher.id, publisher);
    state.publisherByApplication.set(applicationKey(publisher), publisher);
  },
  OfferPublished: (state, { offer }) => offerPublished(state, offer),
  CustomerCreated: (state, { customer }) => {
    state.customers.set(customer.id, customer);
    state.customerByDomain.set(customer.domain.toLowerCase(), customer);
    if (customer.partnerId !== undefined) state.customersOf.add(customer.partnerId, customer.id);
  },
  AgreementConfirmed: (state, { agreement }) => state.agreements.add(agreement.customerId, agreement),
  CartCreated: (state, { cart }) => {
    state.carts.set(cart.id, cart);
    state.cartsOf.add(cart.customerId, cart.id);
  },
  CartReplaced: (state, { cart }) => {
    state.carts.set(cart.id, cart);
  },
  CartOrdered: (state, { cartId, checkout, at }) =>
    update(state.carts, cartId, (cart) => ({ ...cart, checkout, modifiedAt: at })),
  CheckoutFailed: (state, { cartId, failures }) =>
    update(state.carts, cartId, (cart) => ({ ...cart, failures })),
  OrderPlaced: (state, { order }) => orderPlaced(state, order),
  OrderClosed: (state, { orderId, status }) =>
    update(state.orders, orderId, (order) => ({ ...order, status })),
  SubscriptionPurchased: (state, { subscription }) => purchased(state, subscription),
  Charged: (state, { charges }) => state.ledger.post(charges),
  InvoiceIssued: (state, { invoice }) => state.ledger.issue(invoice),
  InvoiceRunCompleted: (state, { month }) => {
    state.invoicedThrough = month;
  },
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

function offerPublished(state: StateFold, offer: Offer): void {
  state.offers.set(offer.productId, offer);
  state.offersOf.add(offer.publisherId, offer.productId);
  for (const plan of offer.plans)
    state.planByCatalogItem.set(catalogItemIdOf({ offer, plan }), { offer, plan });
}

function orderPlaced(state: StateFold, order: Order): void {
  state.orders.set(order.id, order);
  state.ordersOf.add(order.customerId, order.id);
}

const resellerKey = ({ partnerId, reseller }: Subscription): string | undefined =>
  reseller.kind === 'reseller' ? `${partnerId} ${reseller.mpnId}` : undefined;

function purchased(state: StateFold, subscription: Subscription): void {
  state.subscriptions.set(subscription.id, subscription);
  state.subscriptionsByCustomer.add(subscription.customerId, subscription.id);
  state.subscriptionsByPublisher.add(subscription.publisherId, subscription.id);
  const key = resellerKey(subscription);
  if (key) state.subscriptionsByReseller.add(key, subscription.id);
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
      state.tokens.set(event.token, { subscriptionId: event.subscriptionId, expiresAt: event.expiresAt });
      break;
    case 'OperationOpened':
      state.operations.set(event.operation.id, event.operation);
      state.operationsOf.add(event.subscriptionId, event.operation.id);
      break;
    case 'OperationClosed':
      update(state.operations, event.operationId, ({ deliverBy: _, acknowledgeBy: __, ...operation }) => ({
        ...operation,
        status: event.status,
        closedAt: event.at,
      }));
      break;
    case 'WebhookQueued':
      state.deliveries.set(event.delivery.id, event.delivery);
      state.deliveriesAhead.set(event.delivery.id, event.delivery);
      break;
    case 'WebhookAnswered':
      webhookAnswered(state, event);
  }
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
  if (current) state.subscriptionsByReseller.add(current, after.id);
}
