import { type CommandOf, day, exchangeRate, type Ids, percent } from '@marketsim/core';
import { compact } from '../compact.ts';
import { productIdOf, skuIdOf } from './catalog-commands.ts';
import type { IdentifiedDefinition } from './identities.ts';
import type { MarginDefinition, OfferDefinition, WorldDefinition } from './schema.ts';

/** Commands that set the exchange rates, in their order. */
export const exchangeRateCommands = ({
  exchangeRates,
}: Pick<WorldDefinition, 'exchangeRates'>): readonly CommandOf<'SetExchangeRate'>[] =>
  exchangeRates.map(({ from, to, rate, month }) => ({
    type: 'SetExchangeRate',
    ...{ from, to, rate: exchangeRate(rate) },
    ...compact({ month }),
  }));

/** Commands that grant the margins of all offers. */
export function marginCommands(
  identified: IdentifiedDefinition,
  ids: Ids,
): readonly CommandOf<'GrantMargin'>[] {
  const tenants = new Map(
    [...identified.partners, ...identified.customers].map(({ alias, tenantId }) => [alias, tenantId]),
  );
  const tenantsOf = (aliases: readonly string[]) => aliases.flatMap((alias) => tenants.get(alias) ?? []);
  return identified.definition.offers.flatMap((offer) =>
    offer.margins.map((margin) => ({
      type: 'GrantMargin',
      productId: productIdOf(offer, ids),
      basisPoints: percent(margin.percent),
      partnerIds: tenantsOf(margin.partners),
      ...compact({
        customerIds: margin.customers && tenantsOf(margin.customers),
        skuIds: skuIdsOf(margin, offer),
        startsOn: margin.from === undefined ? undefined : day(margin.from),
      }),
      endsOn: day(margin.until),
    })),
  );
}

const skuIdsOf = ({ plans }: MarginDefinition, offer: OfferDefinition): readonly string[] | undefined =>
  plans && offer.plans.flatMap(({ planId }, i) => (plans.includes(planId) ? [skuIdOf(i)] : []));
