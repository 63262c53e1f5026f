import { isSoldIn, isVisibleTo, type Plan } from '@marketsim/core';
import type { Sold } from './sold.ts';

/** Plans of the offer sold in the customer's market and visible to its tenant, and the current one in any case (SF 2.6). */
export const availablePlans = ({ offer, plan: current, customer }: Sold): readonly Plan[] =>
  offer.plans.filter(
    (plan) => plan === current || (isSoldIn(plan, customer.country) && isVisibleTo(plan, customer.id)),
  );
