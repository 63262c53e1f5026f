import { currencyOf } from '@marketsim/core';
import { duplicates } from './duplicates.ts';
import type { Finding } from './problem.ts';
import type { WorldDefinition } from './schema.ts';

/** What is wrong among exchange rates, and the currencies that need some. */
export function checkCurrencies(definition: WorldDefinition): readonly Finding[] {
  const { exchangeRates } = definition;
  const rates = exchangeRates.map(({ from, to, month = 'the start' }, i) => ({
    value: `${from} to ${to} from ${month}`,
    path: ['exchangeRates', i],
  }));
  const own = exchangeRates.flatMap(({ from, to }, i) =>
    from === to ? [{ path: ['exchangeRates', i, 'to'], message: 'a currency has no rate to itself' }] : [],
  );
  return [...duplicates(rates), ...own, ...checkBilling(definition)];
}

/** A partner is billed in another currency than its customers' prices have only where there is a rate (BIL-17). */
function checkBilling({ partners, customers, exchangeRates }: WorldDefinition): readonly Finding[] {
  return partners.flatMap(({ alias, billingCurrency }, i) => {
    if (billingCurrency === undefined) return [];
    const markets = customers.filter(({ partner }) => partner === alias).map(({ country }) => country);
    const prices = new Set(markets.map(currencyOf));
    return [...prices]
      .filter((from) => from !== billingCurrency)
      .filter((from) => !exchangeRates.some((rate) => rate.from === from && rate.to === billingCurrency))
      .map((from) => ({
        path: ['partners', i, 'billingCurrency'],
        message: `customers have prices in ${from}, and exchangeRates has none from ${from} to ${billingCurrency}`,
      }));
  });
}
