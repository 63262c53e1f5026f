import { z } from 'zod';
import { accountsOf, accountsView } from './accounts-view.ts';
import { offerView, offerViewOf } from './catalog-view.ts';
import { worldEndpoint, worldQuery } from './control-api.ts';

/** CTL-14: who is in the world. */
export const readAccounts = worldEndpoint({
  entry: 'anytime',
  contract: {
    id: 'CTL-14',
    method: 'get',
    path: '/_sim/accounts',
    summary: 'Partners, publishers and customers, with ids and tokens to start with',
    source: 'marketsim',
    tag: 'Inventory',
    params: z.object({}),
    query: worldQuery,
    refusals: [],
    replies: { 200: { description: 'The accounts.', schema: accountsView } },
  },
  handle: (_, { world, auth }) => ({ status: 200, body: accountsOf(world, auth) }),
});

/** CTL-15: what is sold in the world. */
export const readCatalog = worldEndpoint({
  entry: 'anytime',
  contract: {
    id: 'CTL-15',
    method: 'get',
    path: '/_sim/catalog',
    summary: 'Every offer with its plans and prices, the private ones too',
    source: 'marketsim',
    tag: 'Inventory',
    params: z.object({}),
    query: worldQuery,
    refusals: [],
    replies: { 200: { description: 'The offers.', schema: z.object({ offers: z.array(offerView) }) } },
  },
  handle: (_, { world }) => ({
    status: 200,
    body: { offers: [...world.engine.state.offers.values()].map((offer) => offerViewOf(offer, world)) },
  }),
});
