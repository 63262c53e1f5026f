import type { SubscriptionChange } from '@marketsim/core';
import { expect } from 'vitest';
import { ids, item } from './fixtures.ts';
import type { Simulation } from './simulation.ts';

export const monthly = { billingCycle: 'monthly', termDuration: 'P1M' } as const;
export const yearly = { billingCycle: 'annual', termDuration: 'P1Y' } as const;

export const line = (rest: Readonly<Record<string, unknown>> = {}) => ({
  catalogItemId: item('TIDE'),
  quantity: 10,
  ...monthly,
  ...rest,
});

type Purchase = {
  readonly customer?: string;
  readonly who?: string;
  readonly lines?: readonly Readonly<Record<string, unknown>>[];
};

export const carts = (customer: string): string => `/v1/customers/${customer}/carts`;

/** Puts lines into a cart and answers its id. */
export async function fillCart(sim: Simulation, purchase: Purchase = {}): Promise<string> {
  const { customer = ids.customer, who, lines = [line()] } = purchase;
  const { body } = await sim.as(who).post(carts(customer)).send({ lineItems: lines }).expect(201);
  return String(body.id);
}

/** Buys and answers the ids of the first order and its subscription. */
export async function buy(sim: Simulation, purchase: Purchase = {}) {
  const { customer = ids.customer, who } = purchase;
  const cart = await fillCart(sim, purchase);
  const { body } = await sim
    .as(who)
    .post(`${carts(customer)}/${cart}/checkout`)
    .expect(201);
  const [order] = body.orders;
  expect(order).toBeDefined();
  const orderId = String(order.id);
  const subscriptionId = String(order.lineItems[0].subscriptionId);
  return {
    cart,
    orderId,
    subscriptionId,
    order: `/v1/customers/${customer}/orders/${orderId}`,
    subscription: `/v1/customers/${customer}/subscriptions/${subscriptionId}`,
  };
}

/** What publisher or engine does to a subscription. */
export const change = (
  sim: Simulation,
  subscriptionId: string,
  ...changes: readonly SubscriptionChange[]
): void => sim.run({ type: 'ChangeSubscription', subscriptionId, changes });

/** Buys, and the publisher activates. */
export async function buyActive(sim: Simulation, purchase: Purchase = {}) {
  const bought = await buy(sim, purchase);
  change(sim, bought.subscriptionId, { type: 'ConfirmActivation' });
  return bought;
}
