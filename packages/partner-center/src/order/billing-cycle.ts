import { type Order, type State, type Subscription, statusView } from '@marketsim/core';
import type { RefusalContract } from '@marketsim/http';
import type { PartnerContext } from '../context.ts';
import { commerceFault, refuseWith } from '../problem.ts';
import { termOf } from '../subscription/resource.ts';
import { wireCycle } from '../wire/values.ts';

/** Why the billing cycle of an order cannot change (PC 5.4). That of SaaS never can, for one reason or another. */
export const cycleRefusals: readonly RefusalContract[] = [
  { status: 400, code: 6000, when: 'the billing cycle is to change, and a subscription is not active' },
  { status: 400, code: 6001, when: 'the billing cycle is to change, and the offer does not have another' },
  { status: 400, code: 800072, when: 'the billing cycle is to change, and another change is open' },
  {
    status: 400,
    code: 800085,
    when: 'the billing cycle is to change, and the subscription has left that of the order',
  },
  {
    ...{
      status: 400,
      code: 800080,
      when: 'the billing cycle is to change, and the subscription is not known to billing',
    },
    onDemand: 'Every subscription is known to billing here.',
  },
];

/** The subscriptions of an order. */
export const orderedIn = (
  { lineItems }: Order,
  { subscriptions }: Pick<State, 'subscriptions'>,
): readonly Subscription[] =>
  lineItems.flatMap(({ subscriptionId }) => subscriptions.get(subscriptionId) ?? []);

/** Ends a request for another billing cycle with what stands in its way first. */
export function refuseCycle({ engine: { state } }: PartnerContext, order: Order): never {
  const ordered = orderedIn(order, state);
  const refuse = (code: number, why: string): never =>
    refuseWith(commerceFault(400, code, `The billing cycle cannot change: ${why}.`));
  if (ordered.some(({ openOperationId }) => openOperationId)) refuse(800072, 'another change is open');
  if (ordered.some((each) => statusView(each, state.settings).partnerCenter !== 'active'))
    refuse(6000, 'a subscription of the order is not active');
  if (ordered.some((each) => termOf(each).billingCycle !== wireCycle(order.billingCycle)))
    refuse(800085, 'the subscription has another than the order by now');
  return refuse(6001, 'the offer does not support another');
}
