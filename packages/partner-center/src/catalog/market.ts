import {
  asOffered,
  type Customer,
  isSoldIn,
  isVisibleTo,
  type Offer,
  type OfferedPlan,
  type Plan,
} from '@marketsim/core';
import type { PartnerContext } from '../context.ts';
import { refuseDomain } from '../execute.ts';
import { commerceFault, refuseWith } from '../problem.ts';
import { isCountry } from '../wire/country.ts';

/** Where the catalog is looked at from: a country, or one customer who may have plans of its own. */
export interface Market {
  readonly country: string;
  /** What links start with: nothing, or the customer. */
  readonly base: string;
  readonly customer?: Customer;
  /** The language in which things are told, as it was asked for; absent: that of the world. */
  readonly locale?: string;
}

/** The market of a country (PC 3.1); ends the request for a country in which nothing can be sold. */
export function countryMarket(country: string): Market {
  const code = country.toUpperCase();
  if (!isCountry(code)) {
    refuseWith(commerceFault(403, 2030, `The partner is not onboarded to sell in ${country}.`));
  }
  return { country: code, base: '' };
}

/** The market of a customer: its country, and the private plans that were made for it (PC 3.5). */
export const customerMarket = (customer: Customer): Market => ({
  country: customer.country,
  base: `/customers/${customer.id}`,
  customer,
});

/** The market in which links of a purchase lead somewhere: private plans show for their customer alone. */
export const marketOf = (plan: Plan, customer: Customer): Market =>
  plan.privateAudience === undefined ? { country: customer.country, base: '' } : customerMarket(customer);

const isVisible = (plan: Plan, { customer, country }: Market): boolean =>
  isSoldIn(plan, country) && (customer ? isVisibleTo(plan, customer.id) : plan.privateAudience === undefined);

/** The plans of an offer that the market shows; none of an offer that is not for resale at all (PUR-05, PUR-06). */
export const plansIn = (offer: Offer, market: Market): readonly Plan[] =>
  offer.cspAudience === 'none' ? [] : offer.plans.filter((plan) => isVisible(plan, market));

/** The offer behind a product id, if the market shows anything of it. */
export function offerIn(ctx: PartnerContext, market: Market, productId: string): Offer {
  const id = productId.toUpperCase();
  const offer = ctx.engine.state.offers.get(id);
  if (offer && plansIn(offer, market).length > 0) return offer;
  return refuseDomain(ctx, { code: 'productNotFound', productId: id });
}

/** A plan of an offer by its SKU id, as it is offered now. */
export function planIn(
  ctx: PartnerContext,
  market: Market,
  { productId, skuId }: { readonly productId: string; readonly skuId: string },
): OfferedPlan {
  const offer = offerIn(ctx, market, productId);
  const plan = plansIn(offer, market).find((found) => found.skuId.toLowerCase() === skuId.toLowerCase());
  if (!plan) return refuseDomain(ctx, { code: 'skuNotFound', skuId });
  const { engine } = ctx;
  return asOffered({ offer, plan }, { now: engine.now(), state: engine.state });
}
