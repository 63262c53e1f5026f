import { type Customer, planOf, type State } from '@marketsim/core';
import { linkTo } from '../wire/link.ts';
import { marketOf } from './market.ts';
import { catalogUri } from './product.ts';

/** What was bought, by the ids of the catalog. */
interface Bought {
  readonly productId: string;
  readonly skuId: string;
  readonly availabilityId: string;
}

/** What a catalog item id names (PC 3.4). */
export function boughtAs(catalogItemId: string): Bought {
  const [productId = '', skuId = '', availabilityId = ''] = catalogItemId.split(':');
  return { productId, skuId, availabilityId };
}

/** The links of a purchase to what was bought; to the customer's own catalog for a private plan (PC 4.6, 6.1). */
export function plansLinks(
  { productId, skuId, availabilityId }: Bought,
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
