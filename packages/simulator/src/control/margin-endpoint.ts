import { addDays, day, dayOf, type Margin, type Offer, percent, percentToDecimal } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { compact } from '../compact.ts';
import { dateField, marginField } from '../definition/fields.ts';
import { worldEndpoint, worldQuery } from './control-api.ts';
import { offerAt, offerParams, offerUnknown, planNamed } from './offer-named.ts';
import { type ControlProblem, domainProblem } from './problem.ts';
import { customerTenant, partnerTenant } from './tenant-named.ts';

const marginBody = z.strictObject({
  percent: marginField,
  partners: z.array(z.string()).min(1).describe('Aliases or tenant ids of the partners that get it.'),
  customers: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Aliases or tenant ids of their customers; else all.'),
  plans: z.array(z.string()).min(1).optional().describe('Ids of the plans; without it all.'),
  from: dateField.optional().describe('First of a month; without it now.'),
  until: dateField.describe('Last day of a month.'),
});

const marginView = z
  .object({
    id: z.string(),
    productId: z.string(),
    percent: z.number(),
    partnerIds: z.array(z.string()),
    customerIds: z.array(z.string()).optional().describe('Absent: for all of them.'),
    planIds: z.array(z.string()).optional().describe('Absent: for all of them.'),
    from: z.string().describe('The first instant at which it holds.'),
    until: z.string().describe('The last day on which it holds.'),
  })
  .meta({ id: 'SimulatedMargin' });

const viewOf = (margin: Margin, { plans }: Offer): z.output<typeof marginView> => {
  const { id, productId, basisPoints, partnerIds, customerIds, skuIds, from, until } = margin;
  const planIds = skuIds && plans.flatMap(({ skuId, planId }) => (skuIds.includes(skuId) ? [planId] : []));
  return {
    ...{ id, productId, percent: percentToDecimal(basisPoints), partnerIds: [...partnerIds] },
    ...compact({ customerIds: customerIds && [...customerIds], planIds }),
    ...{ from, until: addDays(dayOf(until), -1) },
  };
};

/** CTL-54: a publisher sells to partners below the list price for some time (PUR-20). */
export const grantMargin = worldEndpoint({
  contract: {
    id: 'CTL-54',
    method: 'post',
    path: '/_sim/catalog/:productId/margins',
    summary: 'Grants partners a margin on an offer; of several that hold the highest is taken',
    source: 'PUR-20, BIL-09',
    tag: 'Money',
    params: offerParams,
    query: worldQuery,
    body: marginBody,
    replies: { 201: { description: 'The margin.', schema: marginView } },
    refusals: [
      offerUnknown,
      { status: 404, code: 'planNotFound', when: 'the offer has no such plan' },
      { status: 404, code: 'partnerNotFound', when: 'there is no such partner' },
      { status: 404, code: 'customerNotFound', when: 'there is no such customer' },
      { status: 409, code: 'customerForeign', when: 'a customer is of none of these partners' },
      {
        status: 400,
        code: 'marginInvalid',
        when: 'its dates, or its numbers, cannot be; the message says why',
      },
    ],
  },
  locate: offerAt,
  handle: ({ found: offer, body }, { world }) => {
    const { partners, customers, plans, from } = body;
    const outcome = world.engine.execute({
      type: 'GrantMargin',
      productId: offer.productId,
      basisPoints: percent(body.percent),
      partnerIds: partners.map((name) => partnerTenant(name, world)),
      endsOn: day(body.until),
      ...compact({
        customerIds: customers?.map((name) => customerTenant(name, world)),
        skuIds: plans?.map((planId) => planNamed(planId, offer).skuId),
        startsOn: from === undefined ? undefined : day(from),
      }),
    });
    if (!outcome.ok) return refuse<ControlProblem>(domainProblem(outcome.error));
    const granted = outcome.value.find((event) => event.type === 'MarginGranted');
    if (!granted) throw new Error('a margin was granted and is not there');
    return { status: 201, body: viewOf(granted.margin, offer) };
  },
});
