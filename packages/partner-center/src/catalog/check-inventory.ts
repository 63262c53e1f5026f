import { z } from 'zod';
import type { PartnerContext } from '../context.ts';
import { endpoint } from '../contract.ts';
import { noParams } from '../locate.ts';
import { exampleIds } from '../wire/example.ts';
import { countryMarket, type Market, plansIn } from './market.ts';
import { countryQuery } from './query.ts';

const targetSchema = z.strictObject({ productId: z.string().min(1), skuId: z.string().min(1) });

const inventorySchema = z.array(
  z
    .strictObject({
      productId: z.string(),
      skuId: z.string(),
      isRestricted: z.boolean(),
      restrictions: z.array(
        z.strictObject({
          reasonCode: z.string(),
          description: z.string(),
          properties: z.record(z.string(), z.string()),
        }),
      ),
    })
    .meta({ id: 'InventoryItem' }),
);

/** What an item that the market does not have is restricted by (PC 11: 400072, told inside a 200). */
const notAvailable = { reasonCode: '400072', description: 'The item is not available.', properties: {} };

/** CAT-6: whether items can be had. SaaS is never short; what the market does not have is restricted. */
export const checkInventory = endpoint({
  contract: {
    id: 'CAT-6',
    method: 'post',
    path: '/v1/extensions/product/checkInventory',
    summary: 'Check the inventory',
    source: 'PC 3.6',
    tag: 'Catalog',
    access: 'A+U',
    right: 'read',
    params: noParams,
    query: countryQuery,
    body: z
      .strictObject({
        targetItems: z.array(targetSchema).min(1),
        inventoryContext: z.record(z.string(), z.string()).optional(),
      })
      .meta({ id: 'InventoryCheck' }),
    replies: {
      200: {
        description: 'Each item with its restrictions.',
        schema: inventorySchema,
        example: [
          {
            ...{ productId: exampleIds.product, skuId: exampleIds.sku },
            ...{ isRestricted: false, restrictions: [] },
          },
        ],
      },
    },
    gaps: [
      {
        ...{ status: 200, code: 400072, when: 'the item is not available' },
        why: 'It is told as the reason of a restriction, as text.',
      },
    ],
    refusals: [{ status: 403, code: 2030, when: 'nothing can be sold in the country' }],
  },
  handle: ({ query, body: { targetItems } }, ctx) => {
    const market = countryMarket(query.country);
    return { status: 200, body: targetItems.map((item) => inventoryOf(item, market, ctx)) };
  },
});

function inventoryOf(item: z.output<typeof targetSchema>, market: Market, { engine }: PartnerContext) {
  const offer = engine.state.offers.get(item.productId.toUpperCase());
  const isThere = offer && plansIn(offer, market).some(({ skuId }) => skuId === item.skuId);
  return { ...item, isRestricted: !isThere, restrictions: isThere ? [] : [notAvailable] };
}
