import type { Offer, State } from '@marketsim/core';
import { z } from 'zod';
import { linkSchema, linkTo } from '../wire/link.ts';
import type { Market } from './market.ts';
import { textsIn } from './texts.ts';

/** A product: an offer of an independent software vendor (PC 3.1). Catalog items have no `attributes` (PC 0.7). */
export const productSchema = z
  .strictObject({
    id: z.string().min(1),
    title: z.string(),
    description: z.string(),
    productType: z.strictObject({
      id: z.string(),
      displayName: z.string(),
      subType: z.strictObject({ id: z.string(), displayName: z.string() }),
    }),
    isMicrosoftProduct: z.literal(false),
    publisherName: z.string(),
    links: z.strictObject({ skus: linkSchema, self: linkSchema }),
  })
  .meta({ id: 'Product' });

/** By the last of these clients recognise SaaS (PC 3.1); the others are bought in the Azure portal (PUR-09). */
const subTypes = {
  virtualMachine: { id: 'VirtualMachines', displayName: 'Virtual machines' },
  container: { id: 'Containers', displayName: 'Containers' },
  azureApplication: { id: 'AzureApplications', displayName: 'Azure applications' },
  saas: { id: 'SaaS', displayName: 'SaaS' },
} as const satisfies Readonly<Record<NonNullable<Offer['kind']> | 'saas', unknown>>;

/** Addresses below `products`; the country goes with every one of them (PC 0.7). */
export const catalogUri = ({ base, country }: Market, path: string): string =>
  `${base}/products/${path}?country=${country}`;

export const productResource = (offer: Offer, market: Market, { publishers }: Pick<State, 'publishers'>) => ({
  id: offer.productId,
  ...textsIn(offer, market.locale),
  productType: { id: 'Azure', displayName: 'Azure', subType: subTypes[offer.kind ?? 'saas'] },
  isMicrosoftProduct: false,
  publisherName: publishers.get(offer.publisherId)?.name ?? '',
  links: {
    skus: linkTo(catalogUri(market, `${offer.productId}/skus`)),
    self: linkTo(catalogUri(market, offer.productId)),
  },
});
