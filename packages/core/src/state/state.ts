import type { Agreement, Customer } from '../accounts/customer.ts';
import type { Partner } from '../accounts/partner.ts';
import type { CustomerUser } from '../accounts/user.ts';
import type { Invoice } from '../billing/invoice.ts';
import { createLedger, type Ledger, type LedgerFold } from '../billing/ledger.ts';
import type { Payment } from '../billing/payment.ts';
import type { Cart } from '../cart/cart.ts';
import type { Offer, OfferedPlan, Publisher } from '../catalog/catalog.ts';
import type { Fault, Meetings } from '../faults/fault.ts';
import type { PartnerNotice } from '../notice/notice.ts';
import type { WebhookRegistration } from '../notice/registration.ts';
import type { Delivery } from '../operation/delivery.ts';
import type { Operation } from '../operation/operation.ts';
import type { Order } from '../order/order.ts';
import type { Margin } from '../pricing/margin.ts';
import type { MonthlyRate } from '../pricing/monthly-rate.ts';
import type { SettingOverrides, Settings } from '../settings/registry.ts';
import type { Subscription } from '../subscription/subscription.ts';
import type { Instant } from '../time.ts';
import { type Grouped, type MultiMap, multiMap } from './multi-map.ts';

/** A purchase token as the marketplace remembers it (ACT-04). */
interface IssuedToken {
  readonly token: string;
  readonly subscriptionId: string;
  readonly expiresAt: Instant;
}

/** What follows from the rest of the state, as it is filled: no checkpoint holds it. */
export interface LookUps {
  /** Faults that can still strike, in the order in which they were switched on. */
  readonly faultsOn: ReadonlyMap<string, Fault>;
  /** Deliveries without a result, in the order in which they were queued. */
  readonly deliveriesAhead: ReadonlyMap<string, Delivery>;
  /** Notices to partners that are not over, in the order in which they were queued. */
  readonly noticesAhead: ReadonlyMap<string, PartnerNotice>;
  /** Ids of the notices that are tests. */
  readonly testNotices: ReadonlySet<string>;
  /** Invoices that ask for a payment and have none, oldest first. */
  readonly unpaid: ReadonlyMap<string, Invoice>;
  /** Keyed by `{tenant id} {application id}` (SF 1.4). */
  readonly publisherByApplication: ReadonlyMap<string, Publisher>;
  readonly partnerByMpnId: ReadonlyMap<string, Partner>;
  readonly customerByDomain: ReadonlyMap<string, Customer>;
  readonly planByCatalogItem: ReadonlyMap<string, OfferedPlan>;
  readonly customersOf: Grouped<string>;
  readonly usersOf: Grouped<string>;
  readonly cartsOf: Grouped<string>;
  readonly ordersOf: Grouped<string>;
  readonly offersOf: Grouped<string>;
  /** Keyed by partner and offer (`marginKey`). */
  readonly marginsOf: Grouped<Margin>;
  readonly operationsOf: Grouped<string>;
  readonly subscriptionsByCustomer: Grouped<string>;
  readonly subscriptionsByPublisher: Grouped<string>;
}

/** Everything a world knows, with the look-ups that lists need; nothing is scanned to answer about one thing. */
export interface State extends LookUps {
  readonly settings: Settings;
  /** Those that were switched on, in that order, over or not. */
  readonly faults: ReadonlyMap<string, Fault>;
  /** Keyed by fault and subject (`meetingKey`). */
  readonly faultMeetings: ReadonlyMap<string, Meetings>;
  readonly partners: ReadonlyMap<string, Partner>;
  readonly publishers: ReadonlyMap<string, Publisher>;
  readonly offers: ReadonlyMap<string, Offer>;
  readonly margins: ReadonlyMap<string, Margin>;
  /** Keyed by the two currencies (`rateKey`). */
  readonly exchangeRates: Grouped<MonthlyRate>;
  readonly customers: ReadonlyMap<string, Customer>;
  readonly users: ReadonlyMap<string, CustomerUser>;
  readonly agreements: Grouped<Agreement>;
  readonly carts: ReadonlyMap<string, Cart>;
  readonly orders: ReadonlyMap<string, Order>;
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly deliveries: ReadonlyMap<string, Delivery>;
  /** By partner. */
  readonly webhookRegistrations: ReadonlyMap<string, WebhookRegistration>;
  /** Those that are not over or came to nothing, and all tests. */
  readonly notices: ReadonlyMap<string, PartnerNotice>;
  readonly tokens: ReadonlyMap<string, IssuedToken>;
  readonly ledger: Ledger;
  /** By the id of the invoice that each is for. */
  readonly payments: ReadonlyMap<string, Payment>;
  /** Ids of a payer's invoices that are past due, in the order in which they became so (BIL-15). */
  readonly pastDue: Grouped<string>;
  /** When the next invoice run is due: on the invoice day that was set when the one before it was done (BIL-13). */
  readonly invoiceRunAt: Instant;
  /** Keyed by `{partner id} {reseller's MPN id}`, in the order in which they came to it. */
  readonly subscriptionsByReseller: Grouped<string>;
}

type Writable<T> =
  T extends ReadonlyMap<infer K, infer V>
    ? Map<K, V>
    : T extends ReadonlySet<infer V>
      ? Set<V>
      : T extends Grouped<infer V>
        ? MultiMap<V>
        : T extends Ledger
          ? LedgerFold
          : T;

/** The state as the fold of events changes it. */
export type StateFold = { -readonly [K in keyof State]: Writable<State[K]> };

/** The same state, now and later, as it looks where some settings are others. */
export const stateUnder = (state: State, overrides: SettingOverrides): State =>
  Object.create(state, { settings: { get: () => ({ ...state.settings, ...overrides }) } });

/** The same state, now and later, as it looks with another ledger. A state that is a view already stays one. */
export const stateWithLedger = (state: State, ledger: Ledger): State =>
  Object.create(state, { ledger: { value: ledger } });

/** A world in which nothing has happened yet. */
export const emptyState = (begun: Pick<State, 'settings' | 'invoiceRunAt'>): StateFold => ({
  ...begun,
  faults: new Map(),
  faultsOn: new Map(),
  faultMeetings: new Map(),
  partners: new Map(),
  publishers: new Map(),
  offers: new Map(),
  margins: new Map(),
  exchangeRates: multiMap(),
  customers: new Map(),
  users: new Map(),
  agreements: multiMap(),
  carts: new Map(),
  orders: new Map(),
  subscriptions: new Map(),
  operations: new Map(),
  deliveries: new Map(),
  deliveriesAhead: new Map(),
  webhookRegistrations: new Map(),
  notices: new Map(),
  noticesAhead: new Map(),
  testNotices: new Set(),
  tokens: new Map(),
  ledger: createLedger(),
  payments: new Map(),
  pastDue: multiMap(),
  unpaid: new Map(),
  publisherByApplication: new Map(),
  partnerByMpnId: new Map(),
  customerByDomain: new Map(),
  planByCatalogItem: new Map(),
  customersOf: multiMap(),
  usersOf: multiMap(),
  cartsOf: multiMap(),
  ordersOf: multiMap(),
  offersOf: multiMap(),
  marginsOf: multiMap(),
  operationsOf: multiMap(),
  subscriptionsByCustomer: multiMap(),
  subscriptionsByPublisher: multiMap(),
  subscriptionsByReseller: multiMap(),
});
