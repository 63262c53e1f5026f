import type { Ledger } from '../billing/ledger.ts';
import { meetingKey } from '../faults/fault.ts';
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
} from './additions.ts';
import type { Grouped } from './multi-map.ts';
import type { LookUps, State, StateFold } from './state.ts';

/** What cannot be derived: the state without its look-ups, and the ledger's lines and invoices. */
type Kept = Omit<State, keyof LookUps | 'ledger'> & Pick<Ledger, DataOf<Ledger>>;

type DataOf<T> = { [K in keyof T]: T[K] extends (...parameters: never[]) => unknown ? never : K }[keyof T];

type ItemOf<Member> = Member extends ReadonlyMap<string, infer V> | Grouped<infer V> | readonly (infer V)[]
  ? V
  : Member;

/**
 * The state as lists of self-contained JSON values, each in its order: entities in that of their creation, groups one
 * after another. A single value is a list of one.
 */
export type Sections = { readonly [Name in keyof Kept]: readonly ItemOf<Kept[Name]>[] };

interface Section<Item> {
  /** The items as they are now, in a list that does not change any more. */
  readonly list: (state: State) => readonly Item[];
  readonly add: (state: StateFold, item: Item) => void;
}

const ungrouped = <V>({ groups }: Grouped<V>): readonly V[] =>
  [...groups.values()].flatMap((group) => [...group]);

/** How each list is taken, and its items put back, in this order; the compiler names any that is forgotten. */
const sections: { readonly [Name in keyof Sections]: Section<Sections[Name][number]> } = {
  settings: {
    list: ({ settings }) => [settings],
    add: (state, settings) => {
      // A checkpoint of an earlier version lacks the settings that have come since.
      state.settings = { ...state.settings, ...settings };
    },
  },
  invoiceRunAt: {
    list: ({ invoiceRunAt }) => [invoiceRunAt],
    add: (state, at) => {
      state.invoiceRunAt = at;
    },
  },
  faults: {
    list: ({ faults }) => [...faults.values()],
    add: addFault,
  },
  faultMeetings: {
    list: ({ faultMeetings }) => [...faultMeetings.values()],
    add: ({ faultMeetings }, meetings) => void faultMeetings.set(meetingKey(meetings), meetings),
  },
  partners: { list: ({ partners }) => [...partners.values()], add: addPartner },
  publishers: { list: ({ publishers }) => [...publishers.values()], add: addPublisher },
  offers: { list: ({ offers }) => [...offers.values()], add: addOffer },
  margins: { list: ({ margins }) => [...margins.values()], add: addMargin },
  exchangeRates: { list: ({ exchangeRates }) => ungrouped(exchangeRates), add: addExchangeRate },
  customers: { list: ({ customers }) => [...customers.values()], add: addCustomer },
  users: { list: ({ users }) => [...users.values()], add: addUser },
  agreements: {
    list: ({ agreements }) => ungrouped(agreements),
    add: ({ agreements }, agreement) => agreements.add(agreement.customerId, agreement),
  },
  carts: { list: ({ carts }) => [...carts.values()], add: addCart },
  orders: { list: ({ orders }) => [...orders.values()], add: addOrder },
  subscriptions: { list: ({ subscriptions }) => [...subscriptions.values()], add: addSubscription },
  subscriptionsByReseller: {
    list: ({ subscriptionsByReseller }) => ungrouped(subscriptionsByReseller),
    add: (state, id) => {
      const subscription = state.subscriptions.get(id);
      if (!subscription) throw new Error(`${id} has a reseller and is no subscription`);
      addToReseller(state, subscription);
    },
  },
  operations: { list: ({ operations }) => [...operations.values()], add: addOperation },
  deliveries: { list: ({ deliveries }) => [...deliveries.values()], add: addDelivery },
  webhookRegistrations: {
    list: ({ webhookRegistrations }) => [...webhookRegistrations.values()],
    add: addWebhookRegistration,
  },
  notices: { list: ({ notices }) => [...notices.values()], add: addNotice },
  tokens: {
    list: ({ tokens }) => [...tokens.values()],
    add: ({ tokens }, issued) => void tokens.set(issued.token, issued),
  },
  charges: { list: ({ ledger }) => [...ledger.charges], add: ({ ledger }, charge) => ledger.post([charge]) },
  usageEvents: {
    list: ({ ledger }) => [...ledger.usageEvents.values()],
    add: ({ ledger }, event) => ledger.keepUsageEvent(event),
  },
  dailyUsage: {
    list: ({ ledger }) => [...ledger.dailyUsage.values()],
    add: ({ ledger }, row) => ledger.keepDailyUsage(row),
  },
  invoices: {
    list: ({ ledger }) => [...ledger.invoices.values()],
    add: addInvoice,
  },
  payments: { list: ({ payments }) => [...payments.values()], add: addPayment },
  pastDue: { list: ({ pastDue }) => ungrouped(pastDue), add: addPastDue },
};

const names = Object.keys(sections) as readonly (keyof Sections)[];

/** The state in lists, which share its values: what happens later changes neither. */
export const sectionsOf = (state: State): Sections =>
  Object.fromEntries(names.map((name) => [name, sections[name].list(state)])) as unknown as Sections;

/** Fills a state in which nothing has happened. */
export function restoreSections(state: StateFold, kept: Sections): void {
  for (const name of names) restore(name, state, kept);
}

function restore<Name extends keyof Sections>(name: Name, state: StateFold, kept: Sections): void {
  const { add }: Section<Sections[Name][number]> = sections[name];
  for (const item of kept[name]) add(state, item);
}
