import {
  asOffered,
  type CommandOf,
  catalogItemIdOf,
  currencyOf,
  type Instant,
  instant,
  isAllowedPrice,
  itemNamed,
  type OfferedPlan,
  type State,
  type TermChoice,
} from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { compact } from '../compact.ts';
import type { SimulatedWorld } from '../worlds/simulated-world.ts';
import { portalProblem } from './portal-refusals.ts';
import { type ControlProblem, invalid, notThere } from './problem.ts';
import { customerTenant } from './tenant-named.ts';

/** What a customer wants to buy for itself; what is left out is the least that the plan has. */
export const purchaseBody = z.strictObject({
  customer: z.string().describe('Tenant id or alias of the customer, which buys for itself.'),
  catalogItemId: z.string().optional().describe('The plan as carts name it; else offerId and planId.'),
  offerId: z.string().optional(),
  planId: z.string().optional(),
  publisherId: z.string().optional().describe('Where several publishers have an offer of that id.'),
  quantity: z.int().optional().describe('Seats; without it as few as the plan allows.'),
  term: z.enum(['P1M', 'P1Y', 'P2Y', 'P3Y']).optional().describe('Without it the first that the plan has.'),
  billingCycle: z.enum(['monthly', 'annual', 'oneTime']).optional(),
  name: z.string().optional().describe("Without it the plan's title."),
});

type Wish = z.output<typeof purchaseBody>;

/** The purchase that a body asks for; ends the request when it names no plan, or not one. */
export function purchaseFor(wish: Wish, world: SimulatedWorld): CommandOf<'PurchaseDirect'> {
  const { state } = world.engine;
  const customerId = customerTenant(wish.customer, world);
  const item = itemOf(wish, { now: instant(world.engine.now()), state });
  const country = state.customers.get(customerId)?.country ?? '';
  const least = item.offer.pricingModel === 'flat' ? 1 : item.plan.minimumQuantity;
  return {
    type: 'PurchaseDirect',
    customerId,
    catalogItemId: catalogItemIdOf(item),
    quantity: wish.quantity ?? least,
    term: termOf(wish, item, { country, state }),
    ...compact({ friendlyName: wish.name }),
  };
}

function itemOf(wish: Wish, reading: { readonly now: Instant; readonly state: State }): OfferedPlan {
  const { catalogItemId, offerId, planId } = wish;
  if (catalogItemId !== undefined && offerId === undefined && planId === undefined) {
    const item = itemNamed(catalogItemId, reading);
    const unknown = { code: 'availabilityNotFound', availabilityId: catalogItemId } as const;
    return item ?? refuse<ControlProblem>(portalProblem(unknown));
  }
  if (catalogItemId === undefined && offerId !== undefined && planId !== undefined) {
    return asOffered(offeredPlan({ ...wish, offerId, planId }, reading.state), reading);
  }
  return refuse<ControlProblem>(
    invalid('catalogItemId', 'name the plan either by catalogItemId, or by offerId and planId'),
  );
}

type Named = Pick<Wish, 'publisherId'> & { readonly offerId: string; readonly planId: string };

function offeredPlan({ offerId, planId, publisherId }: Named, { offers }: State): OfferedPlan {
  const [offer, ...others] = [...offers.values()].filter(
    (each) => each.offerId === offerId && each.publisherId === (publisherId ?? each.publisherId),
  );
  if (!offer) {
    return refuse<ControlProblem>(notThere('offerNotFound', `there is no offer "${offerId}"`, 'offerId'));
  }
  if (others.length > 0) {
    const owners = [offer, ...others].map((each) => each.publisherId).join(', ');
    return refuse<ControlProblem>(
      invalid('publisherId', `there are offers "${offerId}" of ${owners}: say whose is meant`),
    );
  }
  const plan = offer.plans.find((each) => each.planId === planId);
  return plan ? { offer, plan } : refuse<ControlProblem>(planUnknown(planId, offer));
}

/** That an offer has no such plan, and which it has. */
export const planUnknown = (planId: string, { offerId, plans }: OfferedPlan['offer']): ControlProblem =>
  notThere(
    'planNotFound',
    `offer "${offerId}" has no plan "${planId}"; it has ${plans.map((plan) => plan.planId).join(', ')}`,
    'planId',
  );

/** What is asked for, completed by the first price in the customer's currency that fits it. */
function termOf(
  { term, billingCycle }: Wish,
  { plan }: OfferedPlan,
  { country, state }: { readonly country: string; readonly state: State },
): TermChoice {
  const currency = currencyOf(country);
  const sold = plan.prices.find(
    (price) =>
      price.currency === currency &&
      price.duration === (term ?? price.duration) &&
      price.billingCycle === (billingCycle ?? price.billingCycle) &&
      isAllowedPrice(price, state.settings),
  );
  return {
    duration: sold?.duration ?? term ?? 'P1M',
    billingCycle: sold?.billingCycle ?? billingCycle ?? 'monthly',
  };
}
