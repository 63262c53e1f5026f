import type { Command, CommandOf, Day, ErrorCode, Instant } from '@marketsim/core';
import { dateOf, daysAfter } from '../calendar.ts';
import { customerNamed, customerNames, partners } from '../world/parties.ts';
import { offers } from '../world/plans.ts';

const partnerIds: readonly string[] = Object.values(partners).map(({ id }) => id);

const sellerOf = (customerId: string): string | undefined => {
  const name = customerNames.find((known) => known === customerId);
  return name && (customerNamed(name).seller ?? '');
};

/** Who or what a margin names that is not there, or that is no matter of its partners (PUR-20). */
function unknownTo(margin: CommandOf<'GrantMargin'>): ErrorCode | undefined {
  const offer = offers.find(({ productId }) => productId === margin.productId);
  if (!offer) return 'productNotFound';
  if (!margin.partnerIds.every((id) => partnerIds.includes(id))) return 'partnerNotFound';
  const skus = new Set(offer.plans.map(({ skuId }) => skuId));
  if (margin.skuIds?.some((id) => !skus.has(id))) return 'skuNotFound';
  const sellers = margin.customerIds?.map(sellerOf) ?? [];
  if (sellers.includes(undefined)) return 'customerNotFound';
  return sellers.every((seller) => margin.partnerIds.includes(seller ?? '')) ? undefined : 'customerForeign';
}

const isFirstOfMonth = (day: Day): boolean => day.slice(8) === '01';

/** Whether more customers of one partner are named than a margin can be for (PUR-20). */
const isCrowded = (customerIds: readonly string[]): boolean =>
  [...Map.groupBy(customerIds, sellerOf).values()].some(({ length }) => length > 25);

/** Whether a margin is one: for somebody, above nothing, for whole months of which the last is not over (PUR-20). */
function isMargin(margin: CommandOf<'GrantMargin'>, now: Instant): boolean {
  const { basisPoints, startsOn, endsOn, skuIds, customerIds } = margin;
  const begins = startsOn ?? dateOf(now);
  return (
    Number.isInteger(basisPoints) &&
    basisPoints >= 1 &&
    basisPoints <= 10_000 &&
    (startsOn === undefined || isFirstOfMonth(startsOn)) &&
    isFirstOfMonth(daysAfter(endsOn, 1)) &&
    endsOn >= begins &&
    endsOn >= dateOf(now) &&
    [margin.partnerIds, skuIds, customerIds].every((ids) => ids === undefined || ids.length > 0) &&
    (skuIds?.length ?? 0) <= 10 &&
    !isCrowded(customerIds ?? [])
  );
}

const isRate = ({ from, to, rate }: CommandOf<'SetExchangeRate'>): boolean =>
  from !== to && Number.isInteger(rate) && rate >= 1 && rate <= 100_000_000_000_000;

/** What a command about margins and rates leads to; nothing where another command is not foretold. */
export function foretoldOfPrices(
  command: Command,
  now: Instant,
): 'accepted' | { refused: ErrorCode } | undefined {
  switch (command.type) {
    case 'GrantMargin': {
      const refused = unknownTo(command) ?? (isMargin(command, now) ? undefined : 'marginInvalid');
      return refused ? { refused } : 'accepted';
    }
    case 'SetExchangeRate':
      return isRate(command) ? 'accepted' : { refused: 'exchangeRateInvalid' };
    default:
      return undefined;
  }
}
