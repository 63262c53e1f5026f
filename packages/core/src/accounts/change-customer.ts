import type { Context, Decision } from '../decision.ts';
import type { EventBody } from '../event.ts';
import { cancelledOrder } from '../order/system-orders.ts';
import { accept, reject } from '../outcome.ts';
import { abandonOperation } from '../subscription/abandon.ts';
import type { Subscription } from '../subscription/subscription.ts';
import type { Address, BillingProfile, Customer, Qualification } from './customer.ts';
import type { CustomerUser } from './user.ts';
import type { Vetting } from './vetting.ts';

/** Replaces what a partner keeps for billing a customer; the country stays (PC 2.5). */
export interface ReplaceBillingProfile {
  readonly type: 'ReplaceBillingProfile';
  readonly customerId: string;
  readonly profile: Omit<BillingProfile, 'address'> & { readonly address: Omit<Address, 'country'> };
}

/** States in which segment a customer buys (PC 2.7). */
export interface QualifyCustomer {
  readonly type: 'QualifyCustomer';
  readonly customerId: string;
  readonly qualification: Qualification;
}

/** States anew what Microsoft knows of a customer that can stand in the way of a sale (PUR-10, PUR-22). */
export interface VetCustomer {
  readonly type: 'VetCustomer';
  readonly customerId: string;
  readonly vetting: Vetting;
}

/** Makes an account in a customer's tenant, or puts another in the place of the one with its id (PC 2.10). */
export interface KeepUser {
  readonly type: 'KeepUser';
  /** Without an id a new one. */
  readonly user: Omit<CustomerUser, 'id'> & { readonly id?: string };
}

/** Removes a customer of a sandbox account with all that it has (PC 2.4). */
export interface DeleteCustomer {
  readonly type: 'DeleteCustomer';
  readonly customerId: string;
}

/** The customer, unless it is unknown or was deleted. */
const presentCustomer = (customerId: string, { state }: Context): Customer | undefined => {
  const customer = state.customers.get(customerId);
  return customer?.deletedAt === undefined ? customer : undefined;
};

export function replaceBillingProfile(command: ReplaceBillingProfile, context: Context): Decision {
  const { customerId, profile } = command;
  const customer = presentCustomer(customerId, context);
  if (!customer) return reject({ code: 'customerNotFound', customerId });
  const address = { ...profile.address, country: customer.country };
  return accept([{ type: 'BillingProfileReplaced', customerId, profile: { ...profile, address } }]);
}

export function qualifyCustomer(command: QualifyCustomer, context: Context): Decision {
  const { customerId, qualification } = command;
  const customer = presentCustomer(customerId, context);
  if (!customer) return reject({ code: 'customerNotFound', customerId });
  const same = customer.qualification?.value === qualification;
  return accept(same ? [] : [{ type: 'CustomerQualified', customerId, qualification }]);
}

export function vetCustomer({ customerId, vetting }: VetCustomer, context: Context): Decision {
  const customer = presentCustomer(customerId, context);
  if (!customer) return reject({ code: 'customerNotFound', customerId });
  return accept([{ type: 'CustomerVetted', customerId, vetting }]);
}

export function keepUser({ user }: KeepUser, context: Context): Decision {
  const { customerId } = user;
  const { ids, state } = context;
  if (!presentCustomer(customerId, context)) return reject({ code: 'customerNotFound', customerId });
  const { id = ids.guid('user', customerId, state.usersOf.of(customerId).size) } = user;
  return accept([{ type: 'UserKept', user: { ...user, id } }]);
}

/** Ends what the customer has, without a word to publishers, and then the customer (PC 2.4, 13.30). */
export function deleteCustomer({ customerId }: DeleteCustomer, context: Context): Decision {
  const { state } = context;
  const customer = presentCustomer(customerId, context);
  if (!customer) return reject({ code: 'customerNotFound', customerId });
  if (!state.partners.get(customer.partnerId ?? '')?.sandbox) return reject({ code: 'notSandbox' });
  const living = [...state.subscriptionsByCustomer.of(customerId)]
    .flatMap((id) => state.subscriptions.get(id) ?? [])
    .filter(({ phase }) => phase !== 'ended');
  return accept([
    ...living.flatMap((subscription) => endOf(subscription, context)),
    { type: 'CustomerDeleted', customerId },
  ]);
}

const endOf = (subscription: Subscription, context: Context): readonly EventBody[] => [
  ...abandonOperation(subscription),
  { type: 'SubscriptionEnded', subscriptionId: subscription.id, reason: 'cancelled' },
  ...cancelledOrder(subscription, context),
];
