import type { Charge } from '../../billing/charge.ts';
import { rateAt } from '../../pricing/monthly-rate.ts';
import type { State } from '../../state/state.ts';
import { type Sentence, says } from '../explanation.ts';
import type { LineMade } from '../past.ts';
import { cycleText, percentText, priceText, rateText } from '../words.ts';

/** What a line is priced at, as it was recorded when the line, or the first of its period, was made. */
export function priceSentences(made: LineMade, state: Pick<State, 'exchangeRates'>): readonly Sentence[] {
  const { charge } = made;
  return [...listPrice(made), ...marginOf(charge), ...conversionOf(charge, state)];
}

function listPrice({ charge, subscription }: LineMade): readonly Sentence[] {
  const { usage, unitPrice, instalment, currency, pricingCurrency = currency, skuId, parentId } = charge;
  const price = priceText(unitPrice, pricingCurrency);
  if (usage) return [says(`A unit of ${usage.dimensionId} cost ${price} when it was used`, ['MET-10'])];
  if (charge.billingCycle === 'none') return [says('Nothing is asked for a trial', ['BIL-24'])];
  const number = subscription.phase === 'pending' ? undefined : subscription.period?.instalment;
  const list = says(
    `Plan ${skuId} costs ${price} a licence for ${instalment === undefined ? cycleText[charge.billingCycle] : 'the term'}` +
      `; the price is fixed for the term`,
    ['BIL-06', 'BIL-10'],
  );
  if (parentId !== undefined)
    return [says(`Priced like the line that it takes back from: ${price}`, ['QTY-12'])];
  return instalment === undefined
    ? [list]
    : [
        list,
        says(`Instalment ${number ?? 1} of it is ${priceText(instalment, pricingCurrency)}`, ['BIL-31']),
      ];
}

const marginOf = ({ margin }: Charge): readonly Sentence[] =>
  margin === undefined
    ? []
    : [
        says(`A private margin takes ${percentText(margin)} off, for the whole of what the charge pays for`, [
          'PUR-20',
          'BIL-09',
        ]),
      ];

function conversionOf(
  { pricingCurrency: from, exchangeRate, currency: to, createdAt }: Charge,
  state: Pick<State, 'exchangeRates'>,
): readonly Sentence[] {
  if (from === undefined || exchangeRate === undefined) return [];
  const known = rateAt({ from, to }, createdAt, state);
  const month = known?.rate === exchangeRate ? `, known since ${known.month}` : '';
  return [
    says(`It is priced in ${from} and billed in ${to}, at ${rateText(exchangeRate, { from, to })}${month}`, [
      'BIL-17',
    ]),
  ];
}
