import { type Cart, catalogItemParts, type OrderFailure, planOf, type State } from '@marketsim/core';
import { soldTerms } from '../catalog/terms.ts';
import { faultOf } from '../errors.ts';
import { commerceFault, type Fault } from '../problem.ts';
import { lineProblemText } from './line-error.ts';

/**
 * Why a group was not ordered. A quantity is told as one of the offer, not of a subscription. Of a term that does not fit, the billing cycle is to blame where the plan still
 * sells the duration in another cycle (PC 11: 400/6001), else the duration (403/800028).
 */
export function failureFault({ orderGroup, error }: OrderFailure, cart: Cart, state: State): Fault {
  const { settings, customers } = state;
  if (error.code === 'termNotAllowed') {
    const line = cart.lines.find((each) => each.orderGroup === orderGroup);
    const plan = line && planOf(catalogItemParts(line.catalogItemId), state);
    const country = customers.get(cart.customerId)?.country ?? '';
    const { duration, billingCycle } = error.term;
    const sold = plan ? soldTerms(plan, country, settings) : [];
    if (sold.some((term) => term.duration === duration)) {
      const text = `The billing cycle ${billingCycle} is not offered for the term ${duration}.`;
      return commerceFault(400, 6001, text);
    }
  }
  if (error.code === 'quantityOutOfRange') return commerceFault(400, 900275, lineProblemText(error));
  return faultOf(error, settings['error.list']);
}
