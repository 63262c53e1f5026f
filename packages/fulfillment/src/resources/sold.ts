import type { Customer, Offer, Partner, Plan, State, Subscription } from '@marketsim/core';

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
  const { id, productId, skuId, customerId, partnerId } = subscription;
  const offer = state.offers.get(productId);
  const plan = offer?.plans.find((candidate) => candidate.skuId === skuId);
  const customer = state.customers.get(customerId);
  const partner = state.partners.get(partnerId);
  if (!offer || !plan || !customer || !partner)
    throw new Error(`subscription ${id} refers to what is not there`);
  return { subscription, offer, plan, customer, partner };
}
