import { isSaas, type Offer, type OfferedPlan } from '@marketsim/core';
import type { RequestInfo } from '@marketsim/http';
import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { refuseDomain } from '../execute.ts';
import { customerParams } from '../locate.ts';
import { collection } from '../wire/collection.ts';
import { type AvailabilityView, availabilityResource } from './availability.ts';
import { type Market, offerIn, planIn, plansIn } from './market.ts';
import { productResource } from './product.ts';
import type { Holds } from './query.ts';
import { skuResource } from './sku.ts';

/** Path parameters of the catalog's tree, by country and by customer. */
export const productParams = z.object({ productId: z.string() });
export const skuParams = productParams.extend({ skuId: z.string() });
export const availabilityParams = skuParams.extend({ availabilityId: z.string() });
export const customerProductParams = customerParams.extend(productParams.shape);
export const customerSkuParams = customerParams.extend(skuParams.shape);
export const customerAvailabilityParams = customerParams.extend(availabilityParams.shape);

type ProductAt = z.output<typeof productParams>;
type SkuAt = z.output<typeof skuParams>;
type AvailabilityAt = z.output<typeof availabilityParams>;

/** Where somebody looks, and who looks. */
export type Look = { readonly market: Market; readonly ctx: PartnerContext };

/** The market in the language of the call (PC 0.4). */
function told({ market, ctx: { request } }: Look): Market {
  const locale = request.header('x-locale');
  return locale === undefined ? market : { ...market, locale };
}

/** The products of a market of which something is still sold, in the order of their publication. */
export function productsPage(look: Look, request: RequestInfo, holds: Holds) {
  const { state } = look.ctx.engine;
  const market = told(look);
  const listed = (offer: Offer): boolean => holds === (isSaas(offer) ? 'saas' : 'azure');
  const offers = [...state.offers.values()].filter(listed);
  const shown = offers.filter((offer) => plansIn(offer, market).some(({ isStopSell }) => !isStopSell));
  return collection(
    shown.map((offer) => productResource(offer, market, state)),
    request,
  );
}

export const productPage = (look: Look, { productId }: ProductAt) =>
  productResource(offerIn(look.ctx, look.market, productId), told(look), look.ctx.engine.state);

export function skusPage(look: Look, { productId }: ProductAt, request: RequestInfo) {
  const market = told(look);
  const offer = offerIn(look.ctx, market, productId);
  const { settings } = look.ctx.engine.state;
  return collection(
    plansIn(offer, market).map((plan) => skuResource({ offer, plan }, market, settings)),
    request,
  );
}

export const skuPage = (look: Look, at: SkuAt) =>
  skuResource(planIn(look.ctx, look.market, at), told(look), look.ctx.engine.state.settings);

const viewOf = ({ engine, partner }: PartnerContext): AvailabilityView => ({
  state: engine.state,
  partnerId: partner.id,
});

/** A plan has one availability in each market. */
export const availabilitiesPage = (look: Look, at: SkuAt, request: RequestInfo) =>
  collection(
    [availabilityResource(planIn(look.ctx, look.market, at), told(look), viewOf(look.ctx))],
    request,
  );

export function availabilityPage(look: Look, at: AvailabilityAt) {
  const { market, ctx } = look;
  const item: OfferedPlan = planIn(ctx, market, at);
  const { availabilityId } = at;
  if (item.plan.availabilityId.toLowerCase() !== availabilityId.toLowerCase()) {
    return refuseDomain(ctx, { code: 'availabilityNotFound', availabilityId });
  }
  return availabilityResource(item, told(look), viewOf(ctx));
}
