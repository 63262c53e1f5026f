import type { CartError, CatalogError, OrderError } from '../../errors.ts';
import { listed } from '../words.ts';
import { type Reasons, reason } from './reason.ts';

/** The catalog, carts and orders. */
export const purchaseReasons: Reasons<CatalogError | CartError | OrderError> = {
  productNotFound: ({ productId }) =>
    reason(`There is no product ${productId}`, ['GEN-10'], 'a product of the catalog'),
  skuNotFound: ({ skuId }) => reason(`There is no SKU ${skuId}`, ['GEN-10'], 'a SKU of the product'),
  availabilityNotFound: ({ availabilityId }) =>
    reason(`There is no availability ${availabilityId}`, ['GEN-10'], 'one that the catalog has now'),
  audienceResold: ({ partnerIds }) =>
    reason(
      `Partners have sold the offer and would be left out: ${listed(partnerIds)}`,
      ['PUR-07'],
      'an audience with them in it',
    ),
  notBoughtHere: ({ productId }) =>
    reason(`${productId} is no SaaS, which alone is bought here`, ['PUR-09'], 'an offer that is SaaS'),
  notSoldInSandbox: ({ productId }) =>
    reason(
      `${productId} is not sold to sandbox accounts`,
      ['PUR-06'],
      'another offer, or an account that is no sandbox',
    ),
  alreadyBought: ({ productId }) =>
    reason(
      `The customer has a subscription of ${productId}, of which it can have one`,
      ['PUR-08'],
      'the same once that one has ended; a suspended one is reactivated instead',
    ),
  notEligible: ({ catalogItem }) =>
    reason(
      `${catalogItem} is not there for this partner and customer, is not sold, or is what they have`,
      ['PUR-06', 'PLN-02'],
      'another plan of the offer that is sold where the customer is, and visible to it',
    ),
  noLongerSold: ({ skuId }) =>
    reason(
      `SKU ${skuId} is no longer sold; what was bought of it goes on`,
      ['PUR-06', 'REN-07'],
      'a plan that is sold',
    ),
  notSoldInCountry: ({ country }) =>
    reason(`The plan is not sold in ${country}`, ['PUR-05'], 'a customer in a country where it is sold'),
  offerInvalid: ({ detail }) =>
    reason(`The offer does not hold together: ${detail}`, ['GEN-10'], 'one that does'),
  priceChangeInvalid: ({ detail }) =>
    reason(
      `The prices cannot change so: ${detail}`,
      ['BIL-11'],
      'prices for an instant that the rule allows',
    ),
  marginInvalid: ({ detail }) =>
    reason(`The margin cannot be granted: ${detail}`, ['PUR-20'], 'one within its bounds'),
  exchangeRateInvalid: ({ detail }) =>
    reason(`The rate does not fit: ${detail}`, ['BIL-17'], 'one that does'),
  exchangeRateMissing: ({ from, to }) =>
    reason(
      `It is priced in ${from} and billed in ${to}, and no rate is known`,
      ['BIL-17'],
      `the same once there is a rate from ${from} to ${to} for this month or one before`,
    ),
  termNotAllowed: ({ term: { duration, billingCycle } }, known) =>
    reason(
      `The plan is not sold for ${duration}/${billingCycle}, or not by \`terms.allowed\`` +
        (known ? `, which has ${listed([...known.settings['terms.allowed']])}` : ''),
      ['PUR-12', 'PLN-03'],
      'a pair of term and billing cycle that plan and policy have',
    ),
  cartNotFound: ({ cartId }) =>
    reason(`There is no cart ${cartId}, or it has expired by \`cart.ttl\``, ['PUR-13'], 'a new cart'),
  cartEmpty: () => reason('The cart has no line', ['PUR-13'], 'a cart with at least one line'),
  cartAlreadyOrdered: ({ cartId }) =>
    reason(`Cart ${cartId} has been ordered and stays as it is`, ['PUR-13'], 'a new cart'),
  cartLinesInvalid: ({ problems }) =>
    reason(
      `Lines cannot be bought: ${listed(problems.map(({ line, problem }) => `${line} (${problem.code})`))}`,
      ['PUR-11', 'PUR-12', 'PUR-05'],
      'a cart of lines without a problem',
    ),
  orderNotFound: ({ orderId }) =>
    reason(`There is no order ${orderId}`, ['GEN-10'], 'an order of this customer'),
  orderCancelNotAllowed: () =>
    reason('Only a sandbox account cancels orders', ['CAN-25'], 'the cancellation of the subscription'),
  orderNotCancellable: ({ orderId }) =>
    reason(
      `Order ${orderId} is older than 60 days, or nothing of what it bought is left`,
      ['CAN-25'],
      'an order of the last 60 days with something that runs',
    ),
  orderInProgress: ({ cartId }) =>
    reason(
      `The orders of cart ${cartId} are still being worked on, by \`order.completionDelay\``,
      ['GEN-10'],
      'the same once they are done',
    ),
  lineItemOutOfRange: ({ lineItemNumber, count }) =>
    reason(
      `The order has ${count} lines, and ${lineItemNumber} is none of them`,
      ['GEN-10'],
      `a number below ${count}`,
    ),
};
