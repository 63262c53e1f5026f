import {
  type Customer,
  type Offer,
  offerOf,
  type Partner,
  type Plan,
  planOf,
  type State,
  type Subscription,
} from '@marketsim/core';

/** A subscription with everything that its place in the marketplace says about it. */
export type Sold = {
  readonly subscription: Subscription;
  readonly offer: Offer;
  readonly plan: Plan;
  readonly customer: Customer;
  /** Absent for what the customer bought itself. */
  readonly partner?: Partner;
};

/** Gathers what a subscription refers to. Throws when the world lost a part of it, which it never does. */
export function soldOf(subscription: Subscription, state: State): Sold {
  const { id, channel, customerId, partnerId } = subscription;
  const offer = offerOf(subscription, state);
  const plan = planOf(subscription, state);
  const customer = state.customers.get(customerId);
  const partner = channel === 'csp' ? state.partners.get(partnerId ?? '') : undefined;
  if (!offer || !plan || !customer || (channel === 'csp' && !partner))
    throw new Error(`subscription ${id} refers to what is not there`);
  return { subscription, offer, plan, customer, ...(partner && { partner }) };
}
