import {
  type BasisPoints,
  type Currency,
  cycleMonths,
  effectivePrice,
  type Micro,
  type Minor,
  priceToDecimal,
  type Settings,
  type TermChoice,
  termMonths,
  toDecimal,
  unitAmount,
  whole,
} from '@marketsim/core';
import { z } from 'zod';
import { amountSchema } from './values.ts';

/** Prices before tax: per unit and billing cycle, list and after margin, and for the whole term (PC 4.1 `pricing`). */
export const pricingSchema = z
  .strictObject({
    listPrice: amountSchema,
    discountedPrice: amountSchema,
    proratedPrice: amountSchema,
    price: amountSchema,
    extendedPrice: amountSchema,
  })
  .meta({ id: 'Pricing' });

/** What is bought at which price. */
export interface Priced {
  readonly unitPrice: Micro;
  readonly margin?: BasisPoints | undefined;
  readonly quantity: number;
  readonly term: TermChoice;
  readonly currency: Currency;
}

/** Unit price after margin times quantity times billing periods of the term, in minor units (PC 4.1 `extendedPrice`). */
export function extendedMinor(
  { unitPrice, margin, quantity, term, currency }: Priced,
  settings: Pick<Settings, 'rounding.mode'>,
): Minor {
  const periods = termMonths[term.duration] / cycleMonths(term);
  const unit = unitAmount(unitPrice, whole, { currency, margin, rounding: settings['rounding.mode'] });
  return unit * quantity * periods;
}

export function pricingOf(priced: Priced, settings: Pick<Settings, 'rounding.mode'>) {
  const { unitPrice, margin } = priced;
  const unit = priceToDecimal(effectivePrice(unitPrice, { margin, rounding: settings['rounding.mode'] }));
  return {
    listPrice: priceToDecimal(unitPrice),
    discountedPrice: unit,
    proratedPrice: unit,
    price: unit,
    extendedPrice: toDecimal(extendedMinor(priced, settings), priced.currency),
  };
}
