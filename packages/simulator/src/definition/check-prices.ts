import { addDays, day, instalmentFault, price } from '@marketsim/core';
import { planPriceOf } from './catalog-commands.ts';
import { unknownReferences } from './duplicates.ts';
import type { DefinitionPath, Finding } from './problem.ts';
import type { MarginDefinition, OfferDefinition, WorldDefinition } from './schema.ts';

type PlanDefinition = OfferDefinition['plans'][number];
type Priced = Pick<PlanDefinition['prices'][number], 'price' | 'changes'>;

/** What is wrong with what the offers cost: price changes, instalments, margins. */
export function checkPrices(definition: WorldDefinition): readonly Finding[] {
  return definition.offers.flatMap((offer, i) => {
    const path = ['offers', i];
    return [
      ...offer.dimensions.flatMap(({ prices }, j) => checkChanges(prices, [...path, 'dimensions', j])),
      ...offer.plans.flatMap((plan, j) => checkPlan(plan, offer, [...path, 'plans', j])),
      ...offer.margins.flatMap((margin, j) =>
        checkMargin(margin, [...path, 'margins', j], { offer, definition }),
      ),
    ];
  });
}

function checkPlan(plan: PlanDefinition, offer: OfferDefinition, path: DefinitionPath): readonly Finding[] {
  const audience = plan.privateFor && { privateAudience: plan.privateFor };
  return [
    ...checkChanges(plan.prices, path),
    ...plan.dimensions.flatMap(({ prices = [] }, i) => checkChanges(prices, [...path, 'dimensions', i])),
    ...plan.prices.flatMap((entry, i) => {
      const fault = instalmentFault(planPriceOf(entry), { ...audience }, offer);
      if (fault === undefined) return [];
      return [{ path: [...path, 'prices', i, 'instalments'], message: `there are instalments ${fault}` }];
    }),
  ];
}

const isFirst = (date: string): boolean => date.endsWith('-01');

/** Prices change on the first of a month, one after another, and what is free stays free (BIL-11). */
function checkChanges(prices: readonly Priced[], path: DefinitionPath): readonly Finding[] {
  return prices.flatMap(({ price: unit, changes }, i) =>
    changes.flatMap((change, j) => {
      const at = [...path, 'prices', i, 'changes', j];
      const before = changes[j - 1] ?? { from: '', price: unit };
      if (!isFirst(change.from))
        return [{ path: [...at, 'from'], message: 'prices change on the first of a month' }];
      if (change.from <= before.from)
        return [{ path: [...at, 'from'], message: 'is not after the change before it' }];
      return price(before.price) === 0 && price(change.price) > 0
        ? [{ path: [...at, 'price'], message: 'what is free cannot become paid' }]
        : [];
    }),
  );
}

function checkMargin(
  margin: MarginDefinition,
  path: DefinitionPath,
  { offer, definition }: { readonly offer: OfferDefinition; readonly definition: WorldDefinition },
): readonly Finding[] {
  const { partners, customers = [], plans = [] } = margin;
  const named = (member: string, aliases: readonly string[]) =>
    aliases.map((alias, i) => ({ alias, path: [...path, member, i] }));
  const sellers = definition.partners.filter(({ kind }) => kind !== 'indirectReseller');
  const sold = definition.customers.filter(({ partner = '' }) => partners.includes(partner));
  const aliasesOf = (members: readonly { readonly alias: string }[]) =>
    new Set(members.map(({ alias }) => alias));
  return [
    ...unknownReferences(
      'direct-bill partner or indirect provider',
      named('partners', partners),
      aliasesOf(sellers),
    ),
    ...unknownReferences('customer of these partners', named('customers', customers), aliasesOf(sold)),
    ...unknownReferences('plan', named('plans', plans), new Set(offer.plans.map(({ planId }) => planId))),
    ...checkDates(margin, path),
  ];
}

/** A margin holds from the first of a month to the last day of one (PUR-20). */
function checkDates({ from, until }: MarginDefinition, path: DefinitionPath): readonly Finding[] {
  if (from !== undefined && !isFirst(from))
    return [{ path: [...path, 'from'], message: 'is not the first of a month' }];
  if (!isFirst(addDays(day(until), 1)))
    return [{ path: [...path, 'until'], message: 'is not the last day of a month' }];
  return from !== undefined && until < from
    ? [{ path: [...path, 'until'], message: 'is before it starts' }]
    : [];
}
