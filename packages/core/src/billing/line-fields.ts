import type { BillingCycle, TermDuration } from '../catalog/catalog.ts';
import {
  type BasisPoints,
  type Currency,
  type ExchangeRate,
  exponentOf,
  type Micro,
  type Minor,
  oneMajor,
  parity,
  percentToDecimal,
} from '../money.ts';
import { effectivePrice } from '../pricing/unit-amount.ts';
import { declareRules } from '../rule.ts';
import type { State } from '../state/state.ts';
import type { Charge } from './charge.ts';

export const lineFieldRules = declareRules({
  'BIL-06': {
    says: 'The unit price of a line is the list price; the effective one is after margin and proration, and the reasons are listed beside it.',
    source: 'https://learn.microsoft.com/partner-center/modern-invoice-reconciliation-file',
    confidence: 'D',
  },
  'BIL-08': {
    says: 'No partner earned credit is taken off what SaaS of other publishers costs.',
    source: 'https://learn.microsoft.com/partner-center/azure-plan-billing',
    confidence: 'I',
  },
});

/** What invoices and reconciliation show of a line beside what it holds itself (BIL-32). Amounts are minor units. */
export interface LineFields {
  /** In the currency of the price. */
  readonly effectiveUnitPrice: Micro;
  readonly billableQuantity: number;
  readonly subtotal: Minor;
  readonly taxTotal: Minor;
  readonly totalForCustomer: Minor;
  readonly pricingCurrency: Currency;
  readonly exchangeRate: ExchangeRate;
  /** Why the effective price is not the list price; empty without a reason. */
  readonly priceAdjustments: readonly string[];
  readonly termAndBillingCycle: string;
  /** Empty for what is paid once. */
  readonly billingFrequency: string;
  readonly publisherId: string;
  /** Empty until the line is on an invoice. */
  readonly invoiceNumber: string;
}

const terms: Readonly<Record<TermDuration, string>> = {
  P1M: '1 Month Subscription',
  P1Y: '1 Year Subscription',
  P2Y: '2 Year Subscription',
  P3Y: '3 Year Subscription',
};
const trialTerm = 'One-Month commitment for trial';

const frequencies: Readonly<Record<BillingCycle, string>> = {
  monthly: 'Monthly',
  annual: 'Annual',
  oneTime: '',
  none: '',
};

/** The price that, converted and cut off, is the amount of one unit: of six decimals, the rest rounded up. */
function priceBehind({ unitAmount, currency, exchangeRate = parity }: Charge): Micro {
  const exact = BigInt(unitAmount) * BigInt(oneMajor) * BigInt(parity);
  const unit = BigInt(exchangeRate) * BigInt(10 ** exponentOf(currency));
  return Number((exact + unit - 1n) / unit);
}

/** Of use the unit amount is for show, so its price is taken from the list price. */
function effectiveOf(charge: Charge): Micro {
  const { usage, unitPrice, margin, effectiveUnitPrice } = charge;
  if (usage) return effectivePrice(unitPrice, { margin, rounding: 'unitFloor' });
  return effectiveUnitPrice ?? priceBehind(charge);
}

/** A percentage as reasons spell it: one decimal, two where it has two. */
const percentText = (margin: BasisPoints): string =>
  `${percentToDecimal(margin).toFixed(margin % 10 === 0 ? 1 : 2)}%`;

/** The fields of BIL-32 that follow from a line and what it belongs to. */
export function lineFields(charge: Charge, { offers, ledger }: Pick<State, 'offers' | 'ledger'>): LineFields {
  const { amount, tax = 0, margin, billingCycle } = charge;
  return {
    effectiveUnitPrice: effectiveOf(charge),
    billableQuantity: charge.quantity,
    subtotal: amount,
    taxTotal: tax,
    totalForCustomer: amount + tax,
    pricingCurrency: charge.pricingCurrency ?? charge.currency,
    exchangeRate: charge.exchangeRate ?? parity,
    priceAdjustments: margin === undefined ? [] : [`${percentText(margin)} Private margin`],
    termAndBillingCycle: billingCycle === 'none' ? trialTerm : terms[charge.termDuration],
    billingFrequency: frequencies[billingCycle],
    publisherId: offers.get(charge.productId)?.publisherId ?? '',
    invoiceNumber: ledger.invoiceOf(charge.id) ?? '',
  };
}
