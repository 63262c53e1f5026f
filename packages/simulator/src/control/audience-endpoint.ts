import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { offerView, offerViewOf } from './catalog-view.ts';
import { worldEndpoint, worldQuery } from './control-api.ts';
import { offerAt, offerParams, offerUnknown } from './offer-named.ts';
import { type ControlProblem, domainProblem } from './problem.ts';
import { partnerTenant } from './tenant-named.ts';

const audienceBody = z.strictObject({
  cspAudience: z
    .union([z.enum(['any', 'none']), z.array(z.string()).min(1)])
    .describe('Any partner, none, or these: aliases or tenant ids.'),
});

/** CTL-56: a publisher decides anew which partners may resell its offer (PUR-06, PUR-07). */
export const changeAudience = worldEndpoint({
  contract: {
    id: 'CTL-56',
    method: 'put',
    path: '/_sim/catalog/:productId/audience',
    summary: 'Which partners may resell an offer',
    source: 'PUR-06, PUR-07',
    tag: 'Inventory',
    params: offerParams,
    query: worldQuery,
    body: audienceBody,
    replies: { 200: { description: 'The offer.', schema: offerView } },
    refusals: [
      offerUnknown,
      { status: 404, code: 'partnerNotFound', when: 'there is no such partner' },
      { status: 409, code: 'audienceResold', when: 'a partner would be left out that has sold the offer' },
    ],
  },
  locate: offerAt,
  handle: ({ found: { productId }, body }, { world }) => {
    const { engine } = world;
    const { cspAudience: wanted } = body;
    const cspAudience =
      typeof wanted === 'string' ? wanted : { partners: wanted.map((name) => partnerTenant(name, world)) };
    const outcome = engine.execute({ type: 'ChangeAudience', productId, cspAudience });
    if (!outcome.ok)
      return refuse<ControlProblem>({ ...domainProblem(outcome.error), target: 'cspAudience' });
    const offer = engine.state.offers.get(productId);
    if (!offer) throw new Error(`offer ${productId} is gone`);
    return { status: 200, body: offerViewOf(offer, world) };
  },
});
