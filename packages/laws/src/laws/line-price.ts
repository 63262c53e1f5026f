import type { LinePrice } from '@marketsim/core';
import { isCoverage, isRefund, type Posted } from '../chronicle/books.ts';
import type { Chronicle } from '../chronicle/chronicle.ts';

const members = ['unitPrice', 'instalment', 'margin', 'pricingCurrency', 'exchangeRate'] as const;

/** Whether two lines are priced alike. */
export const samePrice = (a: LinePrice, b: LinePrice): boolean =>
  members.every((name) => a[name] === b[name]);

const priceText = (price: LinePrice): string =>
  members
    .filter((name) => price[name] !== undefined)
    .map((name) => `${name} ${price[name]}`)
    .join(', ');

/** What a charge that is made now is priced at: margin and rate of the instant, the price of the term (BIL-09, BIL-10, BIL-17). */
function priceNow({ charge, life }: Posted, { prices }: Chronicle): LinePrice {
  const at = charge.createdAt;
  const margin = prices.marginAt(life, at);
  const { pricingCurrency, term, unitPrice, period } = life;
  const instalment = term?.instalments?.[(period?.instalment ?? 0) - 1];
  return {
    unitPrice,
    ...(instalment && { instalment: instalment.amount }),
    ...(margin !== undefined && { margin }),
    ...(pricingCurrency && {
      pricingCurrency,
      exchangeRate: prices.rateAt(pricingCurrency, life.currency, at) ?? 0,
    }),
  };
}

/** What a licence line must be priced at: a refund like its line, more or fewer seats like the line before them (QTY-16). */
function wanted(posted: Posted, chronicle: Chronicle): LinePrice {
  const { charge, entry, life } = posted;
  if (isRefund(charge)) return (entry.parent ?? entry).charge;
  if (entry.trial) return { unitPrice: 0 };
  return isCoverage(charge) || charge.type === 'convert'
    ? priceNow(posted, chronicle)
    : (life.lastLine ?? charge);
}

/** What is wrong with the price of a line. */
export function priceFault(posted: Posted, chronicle: Chronicle): string | undefined {
  const price = wanted(posted, chronicle);
  return samePrice(posted.charge, price)
    ? undefined
    : `priced at ${priceText(posted.charge)}; should be ${priceText(price)}`;
}
