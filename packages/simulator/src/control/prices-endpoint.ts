import { type NewPrice, type Offer, price } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { compact } from '../compact.ts';
import { currencyField, priceField } from '../definition/fields.ts';
import { offerView, offerViewOf } from './catalog-view.ts';
import { worldEndpoint, worldQuery } from './control-api.ts';
import { offerAt, offerParams, offerUnknown, planNamed } from './offer-named.ts';
import { type ControlProblem, domainProblem, invalid } from './problem.ts';

const newPrice = z.strictObject({
  planId: z.string().optional().describe('The plan; with `dimension`, the one whose own price it is.'),
  term: z.enum(['P1M', 'P1Y', 'P2Y', 'P3Y']).optional().describe('Of a plan.'),
  billingCycle: z.enum(['monthly', 'annual', 'oneTime']).optional().describe('Of a plan.'),
  dimension: z.string().optional().describe('What is metered, in place of term and billing cycle.'),
  currency: currencyField,
  price: priceField,
});

type Wanted = z.output<typeof newPrice>;

/** The price that an entry of the body is about; ends the request for one that names neither a plan's nor a dimension's. */
function priceOf(wanted: Wanted, at: number, offer: Offer): NewPrice {
  const { planId, term, billingCycle, dimension, currency } = wanted;
  const unitPrice = price(wanted.price);
  const skuId = planId === undefined ? undefined : planNamed(planId, offer).skuId;
  const isTermed = term !== undefined || billingCycle !== undefined;
  if (dimension !== undefined && !isTermed)
    return { dimensionId: dimension, currency, unitPrice, ...compact({ skuId }) };
  if (dimension === undefined && skuId !== undefined && term && billingCycle)
    return { skuId, duration: term, billingCycle, currency, unitPrice };
  const message = 'names planId, term and billingCycle, or a dimension and no term';
  return refuse<ControlProblem>(invalid(`prices[${at}]`, message));
}

/** CTL-53: a publisher publishes new prices of an offer (BIL-11). */
export const changePrices = worldEndpoint({
  contract: {
    id: 'CTL-53',
    method: 'post',
    path: '/_sim/catalog/:productId/prices',
    summary: 'Publishes new prices, which take effect when the rules of price changes say',
    source: 'BIL-11',
    tag: 'Money',
    params: offerParams,
    query: worldQuery,
    body: z.strictObject({ prices: z.array(newPrice).min(1) }),
    replies: {
      200: { description: 'The offer; `changes` of its prices are what is published.', schema: offerView },
    },
    refusals: [
      offerUnknown,
      { status: 404, code: 'planNotFound', when: 'the offer has no such plan' },
      { status: 400, code: 'invalid', when: 'an entry names neither a price of a plan nor of a dimension' },
      {
        status: 400,
        code: 'priceChangeInvalid',
        when: 'the prices cannot become these; the message says why',
      },
    ],
  },
  locate: offerAt,
  handle: ({ found, body }, { world }) => {
    const { engine } = world;
    const prices = body.prices.map((wanted, i) => priceOf(wanted, i, found));
    const outcome = engine.execute({ type: 'ChangePrices', productId: found.productId, prices });
    if (!outcome.ok) return refuse<ControlProblem>({ ...domainProblem(outcome.error), target: 'prices' });
    const offer = engine.state.offers.get(found.productId) ?? found;
    return { status: 200, body: offerViewOf(offer, world) };
  },
});
