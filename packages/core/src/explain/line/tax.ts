import { type Taxed, taxOf, taxRefund } from '../../billing/tax.ts';
import { type Sentence, says } from '../explanation.ts';
import type { LineMade } from '../past.ts';
import { amountText, percentText } from '../words.ts';

/** The tax of a line whose amount is known; nothing where there is none (BIL-18). */
export function taxSentences({ charge, left }: Pick<LineMade, 'charge' | 'left'>): readonly Sentence[] {
  const { amount, currency, taxRate } = charge;
  if (taxRate === undefined) return [];
  const [rate, refunded] = [percentText(taxRate), Math.abs(amount)];
  if (left === undefined) {
    const result = taxIn(taxOf(amount, taxRate));
    const text = `${amountText(amount, currency)} × ${rate} = ${amountText(result, currency)}, rounded half up`;
    return [
      says(`Tax by the rate that held: ${text}`, ['BIL-18'], { arithmetic: { text, result, currency } }),
    ];
  }
  const result = taxIn(taxRefund({ taxRate }, { left, refunded }));
  const text =
    `${rate} of the ${amountText(left - refunded, currency)} that stay, less ${rate} of the ` +
    `${amountText(left, currency)} that were left, each rounded half up: ${amountText(result, currency)}`;
  return [says(`The tax of what goes back: ${text}`, ['BIL-18'], { arithmetic: { text, result, currency } })];
}

const taxIn = ({ tax = 0 }: Taxed): number => tax;
