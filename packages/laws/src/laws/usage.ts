import { type Charge, later, type UsageEvent, usageResults } from '@marketsim/core';
import type { Chronicle } from '../chronicle/chronicle.ts';
import { monthAfter } from '../chronicle/invoice-run.ts';
import type { Life } from '../chronicle/life.ts';
import type { Moment } from '../chronicle/moment.ts';
import { costOf, hourKey, keyOfLine, parts, partsOf, type Use, type UsePrice } from '../chronicle/use.ts';
import { ofRequests, ofUsageLines, ofUse } from '../judges.ts';
import type { Finding, StepLaw } from '../law.ts';
import type { View } from '../view.ts';

/** The plan that a subscription had at an instant (MET-12). */
const skuAt = ({ earlier, skuId }: Life, at: string): string =>
  earlier.find(({ until }) => at < until)?.skuId ?? skuId;

/** What a unit of a dimension cost under the plan of an instant, with the margin and the rate of then (MET-10). */
export function priceAt(
  { dimensionId, usedAt: at }: Pick<UsageEvent, 'dimensionId' | 'usedAt'>,
  life: Life,
  chronicle: Chronicle,
): UsePrice | undefined {
  const { prices } = chronicle;
  const sold = { ...life, skuId: skuAt(life, at), currency: life.pricingCurrency ?? life.currency };
  const own = chronicle.planOf(sold)?.dimensions?.find((one) => one.dimensionId === dimensionId);
  const unitPrice = own?.enabled === false ? undefined : prices.dimensionPrice(sold, dimensionId, at);
  if (unitPrice === undefined) return undefined;
  const margin = prices.marginAt(sold, at);
  const { pricingCurrency } = life;
  return {
    unitPrice,
    ...(margin !== undefined && { margin }),
    ...(pricingCurrency && {
      pricingCurrency,
      exchangeRate: prices.rateAt(pricingCurrency, life.currency, at) ?? 0,
    }),
  };
}

const priceText = (price: UsePrice | undefined): string =>
  price
    ? [price.unitPrice, price.margin ?? 0, price.pricingCurrency ?? '', price.exchangeRate ?? ''].join(' ')
    : 'none';

/** The month whose invoice use goes on: its own, or the next that is billed (MET-09). */
function monthFor({ usedAt }: UsageEvent, { run }: Chronicle): string {
  return later(usedAt.slice(0, 7), monthAfter(run.month));
}

const outsideOfLife = ({ usedAt }: UsageEvent, { startedAt, ended }: Life): boolean =>
  startedAt === undefined || usedAt < startedAt || (ended !== undefined && usedAt >= ended.at);

function useFault(event: UsageEvent, life: Life, { chronicle }: Moment): string | undefined {
  if (chronicle.uses.hours.get(hourKey(event)) !== event) return `counts the hour of ${event.usedAt} again`;
  if (outsideOfLife(event, life))
    return `used ${event.usedAt}, billed from ${life.startedAt} to ${life.ended?.at}`;
  const [price, wanted] = [priceText(event.rate), priceText(priceAt(event, life, chronicle))];
  if (price !== wanted) return `at ${price}, not ${wanted}`;
  const month = monthFor(event, chronicle);
  return event.month === month ? undefined : `goes on the invoice of ${event.month}, not ${month}`;
}

/** A line of use is named after what makes it one (MET-08). */
function idOfLine({ subscriptionId, month, price }: Use, { usage }: Charge): string {
  const { unitPrice, margin, exchangeRate } = price;
  const parts = [subscriptionId, month, usage?.dimensionId, unitPrice, margin, exchangeRate];
  return parts.filter((part) => part !== undefined).join('/');
}

function lineFault(charge: Charge, { uses }: Chronicle): string | undefined {
  const use = uses.lines.get(keyOfLine(charge));
  if (!use) return 'charges use that was not accepted';
  if (use.lineId !== charge.id) return `charges again what ${use.lineId} charges`;
  const name = idOfLine(use, charge);
  if (charge.id !== name) return `is named ${charge.id}, not ${name}`;
  const wanted = costOf(use.sum, use.price, charge.currency);
  return charge.amount === wanted && charge.usage?.count === use.count
    ? undefined
    : `${charge.amount} for ${charge.usage?.count} reports, not ${wanted} for ${use.count}`;
}

/** Use that a finished run should have charged. */
function forgotten({ uses, run }: Chronicle, _view: View): readonly Finding[] {
  return [...uses.lines]
    .filter(([, { lineId, month }]) => lineId === undefined && month <= run.month)
    .map(([subject]) => ({ subject, found: `is on no line, though ${run.month} is billed` }));
}

/** What was accepted is what was reported (MET-05). */
const asReported = ofRequests(({ command, outcome }) => {
  if (command.type !== 'ReportUsage') return undefined;
  const results = usageResults(outcome) ?? [];
  const place = results.findIndex((result, n) => {
    const reported = command.events[n];
    if (result.status !== 'accepted' || !reported) return false;
    const { quantity, usedAt, dimensionId, subscriptionId } = result.event;
    const same = usedAt === reported.usedAt && dimensionId === reported.dimensionId;
    return (
      !same || subscriptionId !== reported.subscriptionId || parts(quantity) !== partsOf(reported.quantity)
    );
  });
  return place < 0 ? undefined : `event ${place + 1} is not what was reported`;
});

const usesCounted = ofUse(useFault);
const linesCounted = ofUsageLines(({ charge }, { chronicle }) => lineFault(charge, chronicle));

/** What metered use costs (RB 15.3). */
export const usageLaws: readonly StepLaw[] = [
  {
    id: 'INV-31',
    kind: 'step',
    says: 'Every hour of use that was accepted is charged once, at the price of its instant, in a sum that is cut off once; what was refused costs nothing.',
    rules: ['MET-04', 'MET-05', 'MET-07', 'MET-08', 'MET-09', 'MET-10', 'MET-12'],
    judge: (moment) => [...usesCounted(moment), ...linesCounted(moment)],
    look: asReported,
    review: forgotten,
  },
];
