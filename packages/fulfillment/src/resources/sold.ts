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
  readonly partner: Partner;
};

/** Gathers what a subscription refers to. Throws when the world lost a part of it, which it never does. */
export function soldOf(subscription: Subscription, state: State): Sold {
  const { id, customerId, partnerId } = subscription;
  const offer = offerOf(subscription, state);
  const plan = planOf(subscription, state);
  const customer = state.customers.get(customerId);
  const partner = state.partners.get(partnerId);
  if (!offer || !plan || !customer || !partner)
    throw new Error(`subscription ${id} refers to what is not there`);
  return { subscription, offer, plan, customer, partner };
}
