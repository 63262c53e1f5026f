import type { Day, EventOf } from '@marketsim/core';
import { daysAfter, daysFrom, monthsAfter } from '../calendar.ts';
import type { Chronicle } from '../chronicle/chronicle.ts';
import type { Moment } from '../chronicle/moment.ts';
import { ofChanges } from '../judges.ts';
import type { Finding, StepLaw } from '../law.ts';

const firstOf = (date: Day): Day => `${date.slice(0, 8)}01` as Day;
const [notice, ahead] = [4, 90];

/** From when a change that is published on a date holds (BIL-11). */
function fromDate(published: Day, rises: boolean): Day {
  const next = monthsAfter(firstOf(published), 1);
  const counted = daysFrom(published, next) > notice ? published : next;
  if (!rises) return monthsAfter(firstOf(counted), 1);
  const earliest = daysAfter(counted, ahead);
  return earliest === firstOf(earliest) ? earliest : monthsAfter(firstOf(earliest), 1);
}

type Published = EventOf<'PriceChangePublished'>;

/** Whether the prices of a change are above those of its day; it has all of them on one side. */
function directionsOf(
  { productId, prices, at }: Published,
  { prices: book }: Chronicle,
): ReadonlySet<boolean> {
  const before = prices.map((price) => {
    const sold = { productId, skuId: price.skuId ?? '', currency: price.currency };
    return 'dimensionId' in price
      ? book.dimensionPrice(sold, price.dimensionId, at)
      : book.planPrice(sold, price, at);
  });
  return new Set(prices.map(({ unitPrice }, n) => unitPrice > (before[n] ?? 0)));
}

const published = ({ told, chronicle }: Moment): readonly Finding[] =>
  told.flatMap(({ fact }) => {
    if (fact.type !== 'PriceChangePublished') return [];
    const directions = directionsOf(fact, chronicle);
    const from = fromDate(fact.at.slice(0, 10) as Day, directions.has(true));
    return directions.size === 1 && fact.from === from
      ? []
      : [{ subject: fact.productId, found: `published ${fact.at}, from ${fact.from}, not ${from}` }];
  });

/** A line for a period is made when something happens to its subscription, never because a price changes (BIL-10). */
const lineAlone = ofChanges(({ told, posted }) =>
  posted.length > 0 && told.length === 0 ? `${posted.length} lines, and nothing happened to it` : undefined,
);

/** New prices, and what they do not touch (RB 15.3). */
export const priceChangeLaws: readonly StepLaw[] = [
  {
    id: 'INV-40',
    kind: 'step',
    says: 'New prices hold from the first of a month that is far enough ahead, and make no line by themselves.',
    rules: ['BIL-10', 'BIL-11'],
    judge: (moment) => [...published(moment), ...lineAlone(moment)],
  },
];
