import {
  type CommandOf,
  type DimensionPrice,
  day,
  type Ids,
  type Offer,
  type Plan,
  type PlanPrice,
  type PriceInTime,
  price,
} from '@marketsim/core';
import { compact } from '../compact.ts';
import { hostedAddress } from '../publishers/hosted-address.ts';
import type { IdentifiedDefinition } from './identities.ts';
import type { OfferDefinition, PublisherDefinition } from './schema.ts';

type PlanDefinition = OfferDefinition['plans'][number];
type TenantOf = (alias: string) => readonly string[];

const tenantsIn = (members: readonly { readonly alias: string; readonly tenantId: string }[]): TenantOf => {
  const byAlias = new Map(members.map(({ alias, tenantId }) => [alias, [tenantId]]));
  return (alias) => byAlias.get(alias) ?? [];
};

/** Commands that put the offers on sale, with catalog ids spelled as the real ones are (PC 3.4). */
export function catalogCommands(
  identified: IdentifiedDefinition,
  ids: Ids,
): readonly CommandOf<'PublishOffer'>[] {
  const publishers = new Map(identified.publishers.map((each) => [each.alias, each]));
  const partner = tenantsIn(identified.partners);
  const customer = tenantsIn(identified.customers);
  return identified.definition.offers.map((definition) => {
    const { offerId, publisher, title, description, pricingModel, cspAudience } = definition;
    const { kind, localized, onePerCustomer, notInSandbox } = definition;
    const offer: Offer = {
      offerId,
      title,
      description,
      pricingModel,
      ...compact({ kind, localized }),
      ...(onePerCustomer && { onePerCustomer }),
      ...(notInSandbox && { notInSandbox }),
      productId: productIdOf(definition, ids),
      publisherId: publisher,
      ...addressesOf(definition, publishers.get(publisher)),
      cspAudience: typeof cspAudience === 'string' ? cspAudience : { partners: cspAudience.flatMap(partner) },
      dimensions: dimensionsOf(definition),
      plans: definition.plans.map((plan, i) => ({
        ...planOf(plan, customer),
        skuId: skuIdOf(i),
        availabilityId: `DZH318Z0${ids.code(4, 'availability', publisher, offerId, plan.planId)}`,
      })),
    };
    return { type: 'PublishOffer', offer };
  });
}

/** The id of an offer in Partner Center. */
export const productIdOf = (
  { publisher, offerId }: Pick<OfferDefinition, 'publisher' | 'offerId'>,
  ids: Ids,
): string => `DZH318Z0${ids.code(4, 'product', publisher, offerId)}`;

/** The id of the plan at a position of its offer, from 0. */
export const skuIdOf = (position: number): string => String(position + 1).padStart(4, '0');

function addressesOf(
  { publisher, landingPageUrl, webhookUrl }: OfferDefinition,
  owner: PublisherDefinition | undefined,
): Pick<Offer, 'landingPageUrl' | 'webhookUrl'> {
  return {
    landingPageUrl: landingPageUrl ?? owner?.landingPageUrl ?? hostedAddress(publisher, 'landing'),
    ...compact({ webhookUrl: webhookUrl ?? owner?.webhookUrl }),
  };
}

const unitPrices = (prices: OfferDefinition['dimensions'][number]['prices']): readonly DimensionPrice[] =>
  prices.map((entry) => ({ currency: entry.currency, ...priceInTime(entry) }));

const dimensionsOf = ({ dimensions }: OfferDefinition): Offer['dimensions'] =>
  dimensions.map((dimension) => ({ ...dimension, prices: unitPrices(dimension.prices) }));

const meteringOf = ({
  dimensions,
  included,
}: Pick<PlanDefinition, 'dimensions' | 'included'>): Pick<Plan, 'dimensions' | 'included'> => ({
  included: included.map(({ dimension, units, term }) => ({
    dimensionId: dimension,
    units,
    ...compact({ term }),
  })),
  ...(dimensions.length > 0 && {
    dimensions: dimensions.map(({ dimension, enabled, prices }) => ({
      dimensionId: dimension,
      enabled,
      ...compact({ prices: prices && unitPrices(prices) }),
    })),
  }),
});

type Priced = Pick<PlanDefinition['prices'][number], 'price' | 'changes'>;

const priceInTime = ({ price: unit, changes }: Priced): PriceInTime => ({
  unitPrice: price(unit),
  ...(changes.length > 0 && {
    ahead: changes.map((change) => ({ from: day(change.from), unitPrice: price(change.price) })),
  }),
});

/** What a plan costs for a term, as the catalog has it. */
export const planPriceOf = (entry: PlanDefinition['prices'][number]): PlanPrice => ({
  duration: entry.term,
  billingCycle: entry.billingCycle,
  currency: entry.currency,
  ...priceInTime(entry),
  ...(entry.instalments && {
    instalments: entry.instalments.map(({ afterDays, amount }) => ({ afterDays, amount: price(amount) })),
  }),
});

function planOf(plan: PlanDefinition, customer: TenantOf): Omit<Plan, 'skuId' | 'availabilityId'> {
  const { prices, included, dimensions, privateFor, maximumQuantity, ...others } = plan;
  const { blocksChanges, attestation, keeps, localized, ...same } = others;
  return {
    ...same,
    ...compact({ maximumQuantity, blocksChanges, attestation, keeps, localized }),
    ...compact({ privateAudience: privateFor?.flatMap(customer) }),
    prices: prices.map(planPriceOf),
    ...meteringOf({ included, dimensions }),
  };
}
