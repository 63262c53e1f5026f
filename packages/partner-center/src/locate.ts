import {
  type Cart,
  type Customer,
  declareRules,
  liveCart,
  type Order,
  type Subscription,
} from '@marketsim/core';
import { z } from 'zod';
import type { PartnerContext } from './context.ts';
import { refuseDomain } from './execute.ts';
import { commerceFault, gatewayFault, refuseWith } from './problem.ts';

export const locateRules = declareRules({
  'PUR-04': {
    says: 'A partner reaches only customers with which it has a commerce relationship.',
    source: 'https://learn.microsoft.com/partner-center/developer/error-codes',
    confidence: 'D',
  },
});

/** Path parameters stay plain text: what they must be is decided in the order of GEN-10, by these functions. */
export const noParams = z.object({});
export const customerParams = z.object({ customerId: z.string() });
export const cartParams = customerParams.extend({ cartId: z.string() });
export const orderParams = customerParams.extend({ orderId: z.string() });
export const subscriptionParams = customerParams.extend({ subscriptionId: z.string() });

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether the caller sold something: what a customer bought itself no partner sees (PUR-18). */
export const isSoldBy = (
  { partner }: Pick<PartnerContext, 'partner'>,
  { partnerId }: Pick<Order | Subscription, 'partnerId'>,
): boolean => partnerId === partner.id;

/** The caller's customer: a GUID in any case, known, and not another partner's; one without a partner is known to none (PC 2.3, PUR-04). */
export function customerAt(
  ctx: PartnerContext,
  { customerId }: z.output<typeof customerParams>,
): { readonly customer: Customer } {
  const id = customerId.toLowerCase();
  if (!guid.test(id)) {
    return refuseWith(gatewayFault(400, 900118, `${customerId} is not a customer id; a GUID is needed.`));
  }
  const customer = ctx.engine.state.customers.get(id);
  if (customer?.partnerId === undefined || customer.deletedAt !== undefined)
    return refuseDomain(ctx, { code: 'customerNotFound', customerId: id });
  if (customer.partnerId !== ctx.partner.id) {
    return refuseDomain(ctx, { code: 'customerForeign', customerId: id });
  }
  return { customer };
}

/** A customer's cart that has not expired (PUR-13). */
export function cartAt(
  ctx: PartnerContext,
  params: z.output<typeof cartParams>,
): { readonly customer: Customer; readonly cart: Cart } {
  const { customer } = customerAt(ctx, params);
  const { state } = ctx.engine;
  const cartId = params.cartId.toLowerCase();
  const cart = liveCart(cartId, customer.id, { state, now: ctx.engine.now() });
  return cart ? { customer, cart } : refuseDomain(ctx, { code: 'cartNotFound', cartId });
}

/** A customer's order; order ids keep their case (PC 5.1). */
export function orderAt(
  ctx: PartnerContext,
  params: z.output<typeof orderParams>,
): { readonly customer: Customer; readonly order: Order } {
  const { customer } = customerAt(ctx, params);
  return { customer, order: orderOf(ctx, customer, params.orderId) };
}

/** The order with this id if the caller placed it for the customer. */
export function orderOf(ctx: PartnerContext, customer: Customer, orderId: string): Order {
  const order = ctx.engine.state.orders.get(orderId);
  return order?.customerId === customer.id && isSoldBy(ctx, order)
    ? order
    : refuseDomain(ctx, { code: 'orderNotFound', orderId });
}

/** A customer's subscription; one of another customer of the same partner is told apart (PC 6.2). */
export function subscriptionAt(
  ctx: PartnerContext,
  params: z.output<typeof subscriptionParams>,
): { readonly customer: Customer; readonly subscription: Subscription } {
  const { customer } = customerAt(ctx, params);
  const subscriptionId = params.subscriptionId.toLowerCase();
  const subscription = ctx.engine.state.subscriptions.get(subscriptionId);
  if (!subscription || !isSoldBy(ctx, subscription)) {
    return refuseDomain(ctx, { code: 'subscriptionNotFound', subscriptionId });
  }
  if (subscription.customerId !== customer.id) {
    const text = `Subscription ${subscriptionId} is not valid for customer ${customer.id}.`;
    return refuseWith(commerceFault(400, 800021, text));
  }
  return { customer, subscription };
}
