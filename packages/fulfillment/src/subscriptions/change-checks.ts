import { seatsAtMost } from '@marketsim/core';
import type { FulfillmentProblem } from '../problem.ts';
import { availablePlans } from '../resources/available-plans.ts';
import type { Sold } from '../resources/sold.ts';
import { allowedCustomerOperations } from '../resources/subscription.ts';

/** What a publisher asks to change: one of the two (SF 2.8). */
export type Asked = { readonly planId?: string; readonly quantity?: number };

type Check = (asked: Asked, sold: Sold) => FulfillmentProblem | undefined;

const refused = (message: string): FulfillmentProblem => ({ code: 'updateRefused', message });

const somethingAsked: Check = ({ planId, quantity }) =>
  planId === undefined && quantity === undefined
    ? { code: 'updateMalformed', message: 'The request has to say a planId or a quantity' }
    : undefined;

const oneThingAsked: Check = ({ planId, quantity }) =>
  planId !== undefined && quantity !== undefined
    ? refused('Plan and quantity are changed in two requests, not in one')
    : undefined;

const anotherPlan: Check = ({ planId }, { plan }) =>
  planId === plan.planId ? refused(`The subscription is on plan ${planId} already`) : undefined;

const anotherQuantity: Check = ({ quantity }, { subscription }) =>
  quantity === subscription.quantity ? refused(`The subscription has ${quantity} seats already`) : undefined;

const planOnSale: Check = ({ planId }, sold) => {
  if (planId === undefined) return undefined;
  const offered = availablePlans(sold).some((plan) => plan.planId === planId && !plan.isStopSell);
  return offered
    ? undefined
    : { code: 'updateMalformed', message: `Plan ${planId} is not in the catalog of this customer` };
};

const seatsInRange: Check = ({ quantity }, { offer, plan }) => {
  if (quantity === undefined || offer.pricingModel === 'flat') return undefined;
  const maximum = Math.min(plan.maximumQuantity ?? seatsAtMost, seatsAtMost);
  const minimum = Math.max(plan.minimumQuantity, 1);
  return quantity < minimum || quantity > maximum
    ? refused(`Plan ${plan.planId} is sold with ${minimum} to ${maximum} seats, not with ${quantity}`)
    : undefined;
};

const countsSeats: Check = ({ quantity }, { offer }) =>
  quantity !== undefined && offer.pricingModel === 'flat'
    ? { code: 'updateMalformed', message: 'A flat-rate plan has no quantity' }
    : undefined;

/** What the customer may not change its publisher may not either (QTY-17). */
const publisherMayChange: Check = (_, { subscription }) =>
  allowedCustomerOperations(subscription).includes('Update')
    ? undefined
    : { code: 'customerOperationMissing', operation: 'Update', target: 'update' };

const checks: readonly Check[] = [
  somethingAsked,
  oneThingAsked,
  anotherPlan,
  anotherQuantity,
  planOnSale,
  seatsInRange,
  countsSeats,
  publisherMayChange,
];

/** The first reason, in the order of SF 2.8, why a publisher may not make a change. */
export function changeRefusal(asked: Asked, sold: Sold): FulfillmentProblem | undefined {
  for (const check of checks) {
    const problem = check(asked, sold);
    if (problem) return problem;
  }
  return undefined;
}
