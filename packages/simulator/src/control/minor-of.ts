import { type Currency, exponentOf, type Minor, toDecimal } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { type ControlProblem, invalid } from './problem.ts';

/** The minor units of a body's `amount`; ends the request for one that the currency cannot have. */
export function minorOf(decimal: number, currency: Currency): Minor {
  const minor = Math.round(decimal * 10 ** exponentOf(currency));
  return toDecimal(minor, currency) === decimal
    ? minor
    : refuse<ControlProblem>(invalid('amount', `${currency} has ${exponentOf(currency)} decimals`));
}
