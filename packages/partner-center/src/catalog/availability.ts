import {
  catalogItemIdOf,
  currencyOf,
  mayResell,
  type OfferedPlan,
  type State,
  symbolOf,
} from '@marketsim/core';
import { z } from 'zod';
import { linkTo, selfLinksSchema } from '../wire/link.ts';
import type { Market } from './market.ts';
import { catalogUri, productResource, productSchema } from './product.ts';
import { skuResource, skuSchema } from './sku.ts';
import { termSchema, termsOf } from './terms.ts';

/** What of a SKU can be bought in a market, by which id, for which terms (PC 3.4). */
export const availabilitySchema = z
  .strictObject({
    id: z.string().min(1),
    productId: z.string(),
    skuId: z.string(),
    catalogItemId: z.string(),
    defaultCurrency: z.strictObject({ code: z.string(), symbol: z.string() }),
    segment: z.literal('commercial'),
    country: z.string(),
    isPurchasable: z.boolean(),
    isRenewable: z.boolean(),
    terms: z.array(termSchema),
    product: productSchema,
    sku: skuSchema,
    links: selfLinksSchema,
  })
  .meta({ id: 'Availability' });

/** Who looks at an availability, and the world it is looked at in. */
export interface AvailabilityView {
  readonly state: Pick<State, 'settings' | 'publishers'>;
  readonly partnerId: string;
}

export function availabilityResource(
  item: OfferedPlan,
  market: Market,
  { state, partnerId }: AvailabilityView,
) {
  const { offer, plan } = item;
  const { settings } = state;
  const currency = currencyOf(market.country);
  return {
    id: plan.availabilityId,
    productId: offer.productId,
    skuId: plan.skuId,
    catalogItemId: catalogItemIdOf(item),
    defaultCurrency: { code: currency, symbol: symbolOf(currency) },
    segment: 'commercial',
    country: market.country,
    isPurchasable: !plan.isStopSell && mayResell(offer, partnerId),
    isRenewable: plan.isRenewable,
    terms: termsOf(plan, market.country, settings),
    product: productResource(offer, market, state),
    sku: skuResource(item, market, settings),
    links: {
      self: linkTo(
        catalogUri(market, `${offer.productId}/skus/${plan.skuId}/availabilities/${plan.availabilityId}`),
      ),
    },
  };
}
