import { duplicates, unknownReferences } from './duplicates.ts';
import type { DefinitionPath, Finding } from './problem.ts';
import type { OfferDefinition, WorldDefinition } from './schema.ts';

type PlanDefinition = OfferDefinition['plans'][number];

const aliasesOf = (members: readonly { readonly alias: string }[]): ReadonlySet<string> =>
  new Set(members.map(({ alias }) => alias));

/** What is wrong in the catalog, beyond its shape. */
export function checkCatalog(definition: WorldDefinition): readonly Finding[] {
  const { offers, publishers } = definition;
  const names = offers.map(({ publisher, offerId }, i) => ({
    value: `${publisher}.${offerId}`,
    path: ['offers', i, 'offerId'],
  }));
  const references = offers.map(({ publisher }, i) => ({
    alias: publisher,
    path: ['offers', i, 'publisher'],
  }));
  return [
    ...duplicates(names),
    ...unknownReferences('publisher', references, aliasesOf(publishers)),
    ...offers.flatMap((offer, i) => checkOffer(offer, ['offers', i], definition)),
  ];
}

function checkOffer(
  offer: OfferDefinition,
  path: DefinitionPath,
  definition: WorldDefinition,
): readonly Finding[] {
  const { cspAudience, dimensions, plans } = offer;
  const partners = typeof cspAudience === 'string' ? [] : cspAudience;
  const resellable = partners.map((alias, i) => ({ alias, path: [...path, 'cspAudience', i] }));
  return [
    ...checkDimensions(offer, path),
    ...unknownReferences('partner', resellable, aliasesOf(definition.partners)),
    ...duplicates(dimensions.map(({ id }, i) => ({ value: id, path: [...path, 'dimensions', i, 'id'] }))),
    ...dimensions.flatMap(({ prices }, i) => checkUnitPrices(prices, [...path, 'dimensions', i])),
    ...duplicates(plans.map(({ planId }, i) => ({ value: planId, path: [...path, 'plans', i, 'planId'] }))),
    ...plans.flatMap((plan, i) => checkPlan(plan, [...path, 'plans', i], { offer, definition })),
  ];
}

/** Metered dimensions go with a flat rate and without a trial (MET-01, BIL-24). */
function checkDimensions(
  { pricingModel, dimensions, plans }: OfferDefinition,
  path: DefinitionPath,
): readonly Finding[] {
  if (dimensions.length === 0) return [];
  const model = {
    path: [...path, 'pricingModel'],
    message: 'must be flat: the offer has metered dimensions',
  };
  const trials = plans.flatMap(({ freeTrial }, i) =>
    freeTrial
      ? [{ path: [...path, 'plans', i, 'freeTrial'], message: 'does not go with metered dimensions' }]
      : [],
  );
  return pricingModel === 'flat' ? trials : [model, ...trials];
}

function checkPlan(
  plan: PlanDefinition,
  path: DefinitionPath,
  { offer, definition }: { readonly offer: OfferDefinition; readonly definition: WorldDefinition },
): readonly Finding[] {
  const { minimumQuantity, maximumQuantity, privateFor = [], prices } = plan;
  const audience = privateFor.map((alias, i) => ({ alias, path: [...path, 'privateFor', i] }));
  const terms = prices.map(({ term, billingCycle, currency }, i) => ({
    value: `${term}/${billingCycle} in ${currency}`,
    path: [...path, 'prices', i],
  }));
  const limits =
    maximumQuantity === undefined || maximumQuantity >= minimumQuantity
      ? []
      : [{ path: [...path, 'maximumQuantity'], message: `is below the minimum of ${minimumQuantity}` }];
  return [
    ...limits,
    ...unknownReferences('customer', audience, aliasesOf(definition.customers)),
    ...checkMetering(plan, path, offer),
    ...duplicates(terms),
  ];
}

/** One price per currency. */
const checkUnitPrices = (
  prices: readonly { readonly currency: string }[],
  path: DefinitionPath,
): readonly Finding[] =>
  duplicates(
    prices.map(({ currency }, i) => ({ value: currency, path: [...path, 'prices', i, 'currency'] })),
  );

/** What a plan says about dimensions: each is one of the offer's, and named once (MET-01). */
function checkMetering(
  { dimensions, included }: PlanDefinition,
  path: DefinitionPath,
  offer: OfferDefinition,
): readonly Finding[] {
  const named = (member: string) => (entry: { readonly dimension: string }, i: number) => ({
    alias: entry.dimension,
    path: [...path, member, i, 'dimension'],
  });
  const references = [...dimensions.map(named('dimensions')), ...included.map(named('included'))];
  return [
    ...unknownReferences('dimension', references, new Set(offer.dimensions.map(({ id }) => id))),
    ...duplicates(
      dimensions.map(({ dimension }, i) => ({
        value: dimension,
        path: [...path, 'dimensions', i, 'dimension'],
      })),
    ),
    ...dimensions.flatMap(({ prices = [] }, i) => checkUnitPrices(prices, [...path, 'dimensions', i])),
  ];
}
