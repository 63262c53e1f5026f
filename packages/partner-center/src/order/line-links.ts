import type { Order, OrderLineItem } from '@marketsim/core';
import { activationLinksOf } from '../activation/links.ts';
import type { PartnerContext } from '../context.ts';
import { hasActivationLinks } from './resource.ts';

/** The activation links of one line; none for a line that made no subscription. */
export function lineLinks(ctx: PartnerContext, line: OrderLineItem) {
  const { state } = ctx.engine;
  const subscription = state.subscriptions.get(line.subscriptionId);
  return subscription && hasActivationLinks(line, state) ? activationLinksOf(ctx, subscription) : [];
}

/** The line with this number as a path spells it, if the order has it. */
export const lineOf = ({ lineItems }: Order, number: string): OrderLineItem | undefined =>
  /^\d+$/.test(number)
    ? lineItems.find(({ lineItemNumber }) => lineItemNumber === Number(number))
    : undefined;
