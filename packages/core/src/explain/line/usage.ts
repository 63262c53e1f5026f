import type { Charge } from '../../billing/charge.ts';
import { wholePercent } from '../../money.ts';
import { effectivePrice, whole } from '../../pricing/unit-amount.ts';
import type { State } from '../../state/state.ts';
import { addQuantities, usageAmount } from '../../usage/quantity.ts';
import type { DailyUsage } from '../../usage/usage.ts';
import { usageLineId } from '../../usage/usage-charges.ts';
import { type Sentence, says } from '../explanation.ts';
import { amountText, counted, percentText, priceText, rateText } from '../words.ts';

/** The use of single days that a line adds up. */
const daysOf = ({ id, subscriptionId }: Charge, { ledger }: Pick<State, 'ledger'>): readonly DailyUsage[] =>
  ledger.dailyUsageOf(subscriptionId).filter((row) => usageLineId(row) === id);

/** How a line of use comes to its amount: added up first, cut off once (MET-08). */
export function usageSentences(charge: Charge, state: Pick<State, 'ledger'>): readonly Sentence[] {
  const rows = daysOf(charge, state);
  const [first, ...more] = rows;
  if (!first) throw new Error(`${charge.id} adds up no use`);
  const quantity = more.reduce((all, row) => addQuantities(all, row.quantity), first.quantity);
  const count = rows.reduce((all, row) => all + row.count, 0);
  const perDay = rows.map((row) => `${row.quantity} on ${row.day}`).join(' + ');
  const { currency, margin, pricingCurrency = currency } = charge;
  const unit = effectivePrice(charge.unitPrice, { margin, share: whole, rounding: 'unitFloor' });
  const result = usageAmount(quantity, charge, currency);
  const text =
    `${quantity} × ${priceText(unit, pricingCurrency)}${conversionText(charge, quantity)}, ` +
    `cut off: ${amountText(result, currency)}`;
  return [
    says(`${counted(count, 'report')} of ${first.dimensionId}, ${quantity} in all: ${perDay}`, ['MET-08']),
    ...(margin === undefined
      ? []
      : [
          says(
            `One unit: ${priceText(charge.unitPrice, pricingCurrency)} × ${percentText(wholePercent - margin)} = ` +
              `${priceText(unit, pricingCurrency)}, cut off after six decimals`,
            ['BIL-20'],
          ),
        ]),
    says(`All of it: ${text}`, ['MET-08', 'BIL-20'], { arithmetic: { text, result, currency } }),
  ];
}

/** An amount is cut off before it is converted, too (BIL-20). */
function conversionText(charge: Charge, quantity: DailyUsage['quantity']): string {
  const { currency: to, pricingCurrency: from, exchangeRate, unitPrice, margin } = charge;
  if (from === undefined || exchangeRate === undefined) return '';
  const unconverted = usageAmount(quantity, { unitPrice, ...(margin !== undefined && { margin }) }, from);
  return `, cut off: ${amountText(unconverted, from)} × ${rateText(exchangeRate, { from, to })}`;
}
