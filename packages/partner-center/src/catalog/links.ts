import { type CatalogItemParts, type Customer, planOf, type State } from '@marketsim/core';
import { linkTo } from '../wire/link.ts';
import { marketOf } from './market.ts';
import { catalogUri } from './product.ts';

/** The links of a purchase to what was bought; to the customer's own catalog for a private plan (PC 4.6, 6.1). */
export function plansLinks(
  { productId, skuId, availabilityId }: CatalogItemParts,
  customer: Customer,
  { offers }: Pick<State, 'offers'>,
) {
  const plan = planOf({ productId, skuId }, { offers });
  const market = plan ? marketOf(plan, customer) : { country: customer.country, base: '' };
  return {
    product: linkTo(catalogUri(market, productId)),
    sku: linkTo(catalogUri(market, `${productId}/skus/${skuId}`)),
    availability: linkTo(catalogUri(market, `${productId}/skus/${skuId}/availabilities/${availabilityId}`)),
  };
}
