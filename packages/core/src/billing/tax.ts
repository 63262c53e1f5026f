import { type BasisPoints, type Minor, onePercent, wholePercent } from '../money.ts';
import { halfUp, ratio, times } from '../pricing/rounding.ts';
import { declareRules } from '../rule.ts';
import type { State } from '../state/state.ts';
import type { Subscription } from '../subscription/subscription.ts';

export const taxRules = declareRules({
  'BIL-18': {
    says: 'Tax follows whoever pays, by the rate that held when the line was made; a refund takes back the tax of what it takes back, so that nothing is left of a line refunded in full.',
    parameters: ['tax.rate'],
    source: 'https://learn.microsoft.com/partner-center/modern-invoice-reconciliation-file',
    confidence: 'D/P',
  },
});

/** The tax of a line beside its amount; both absent where no tax is due. */
export interface Taxed {
  readonly taxRate?: BasisPoints;
  /** Whole minor units; of a refund negative. */
  readonly tax?: Minor;
}

const taxOn = (amount: Minor, rate: BasisPoints): Minor =>
  Number(halfUp(times(ratio(amount), rate, wholePercent)));

/** The rate of whoever pays for a subscription: its own, or the world's (BIL-18). */
export const taxRateOf = (
  { partnerId, customerId }: Pick<Subscription, 'partnerId' | 'customerId'>,
  { partners, customers, settings }: Pick<State, 'partners' | 'customers' | 'settings'>,
): BasisPoints =>
  (partnerId === undefined ? customers.get(customerId) : partners.get(partnerId))?.taxRate ??
  settings['tax.rate'] * onePercent;

/** The tax of a charge (BIL-18). */
export const taxOf = (amount: Minor, taxRate: BasisPoints): Taxed =>
  taxRate === 0 ? {} : { taxRate, tax: taxOn(amount, taxRate) };

/** The tax that a refund takes back: that of what was left of its line, without that of what is left then (BIL-18). */
export function taxRefund(
  { taxRate }: Taxed,
  { left, refunded }: { readonly left: Minor; readonly refunded: Minor },
): Taxed {
  if (taxRate === undefined) return {};
  return { taxRate, tax: taxOn(left - refunded, taxRate) - taxOn(left, taxRate) };
}
