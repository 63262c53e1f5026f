import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { compact } from '../compact.ts';
import { offerView, offerViewOf } from './catalog-view.ts';
import { worldEndpoint, worldQuery } from './control-api.ts';
import { offerAt, offerParams, offerUnknown, planNamed } from './offer-named.ts';
import { type ControlProblem, domainProblem } from './problem.ts';

const saleBody = z.strictObject({
  isStopSell: z.boolean().optional().describe('Whether it is sold no more.'),
  markets: z.array(z.string().regex(/^[A-Z]{2}$/)).optional(),
  minimumQuantity: z.int().optional(),
  maximumQuantity: z.int().optional(),
});

/** CTL-59: a publisher sells a plan otherwise, or no more (PUR-05, PUR-11). Carts that lie ready learn of it at their checkout. */
export const changeSale = worldEndpoint({
  contract: {
    id: 'CTL-59',
    method: 'patch',
    path: '/_sim/catalog/:productId/plans/:planId',
    summary: 'How a plan is sold: whether at all, where, in which quantities; what is left out stays',
    source: 'PUR-05, PUR-11',
    tag: 'Inventory',
    params: offerParams.extend({ planId: z.string() }),
    query: worldQuery,
    body: saleBody,
    replies: { 200: { description: 'The offer.', schema: offerView } },
    refusals: [
      offerUnknown,
      { status: 404, code: 'planNotFound', when: 'the offer has no such plan' },
      { status: 400, code: 'offerInvalid', when: 'no plan can be sold so; the message says why' },
    ],
  },
  locate: offerAt,
  handle: ({ found, params: { planId }, body }, { world }) => {
    const { engine } = world;
    const { productId } = found;
    const { skuId } = planNamed(planId, found);
    const outcome = engine.execute({ type: 'ChangeSale', productId, skuId, sale: compact(body) });
    if (!outcome.ok) return refuse<ControlProblem>(domainProblem(outcome.error));
    return { status: 200, body: offerViewOf(engine.state.offers.get(productId) ?? found, world) };
  },
});
