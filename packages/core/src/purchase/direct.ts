import { isTermSold, paidTermOf } from '../cart/lines.ts';
import { itemNamed } from '../catalog/availability.ts';
import { currencyOf, type OfferedPlan, type TermChoice } from '../catalog/catalog.ts';
import { saleRefusal } from '../catalog/sellable.ts';
import type { Context, Decision } from '../decision.ts';
import type { DomainError } from '../errors.ts';
import { orderIds } from '../order/system-orders.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import { isNickname, limitsOf, limitsRefusal, nicknameMaximum } from '../subscription/limits.ts';
import { repeatRefusal } from './one-per-customer.ts';
import { purchaseEvents } from './purchase.ts';
import { trialUsed } from './trial.ts';

export const directPurchaseRules = declareRules({
  'PUR-18': {
    says: 'A customer that buys for itself pays itself, and no partner sees the purchase.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-billing',
    confidence: 'D/P',
  },
});

/**
 * A customer buys a plan for itself, whether or not it also has a partner, and pays for it (PUR-18). The plan is named
 * as carts name it; a plan with a free trial starts with it, once per offer (BIL-26).
 */
export interface PurchaseDirect {
  readonly type: 'PurchaseDirect';
  readonly customerId: string;
  readonly catalogItemId: string;
  readonly quantity: number;
  readonly term: TermChoice;
  readonly friendlyName?: string;
}

/**
 * Makes order and subscription. Refused as at a checkout, without what only a partner must have or may do:
 * customerNotFound, availabilityNotFound, notBoughtHere, noLongerSold, notEligible, notSoldInCountry, alreadyBought,
 * quantityOutOfRange, termNotAllowed, nicknameInvalid.
 */
export function purchaseDirect(command: PurchaseDirect, context: Context): Decision {
  const { customerId, catalogItemId, quantity, term, friendlyName } = command;
  const { state } = context;
  const customer = state.customers.get(customerId);
  if (!customer || customer.deletedAt !== undefined) return reject({ code: 'customerNotFound', customerId });
  const item = itemNamed(catalogItemId, context);
  if (!item) return reject({ code: 'availabilityNotFound', availabilityId: catalogItemId });
  const refusal =
    saleRefusal(item, customer) ??
    repeatRefusal(customerId, item.offer, state) ??
    wishRefusal(command, { item, country: customer.country }, context);
  if (refusal) return reject(refusal);
  return accept(
    purchaseEvents(
      {
        seller: { channel: 'direct' },
        customerId,
        item,
        currency: currencyOf(customer.country),
        wish: { id: 0, quantity, term, ...(friendlyName !== undefined && { friendlyName }) },
        startsWithTrial: item.plan.freeTrial && !trialUsed(customerId, item.offer.productId, state),
        placed: orderIds(context, 'direct', customerId, state.subscriptionsByCustomer.of(customerId).size),
      },
      context,
    ),
  );
}

function wishRefusal(
  { quantity, term, friendlyName }: PurchaseDirect,
  { item, country }: { readonly item: OfferedPlan; readonly country: string },
  { state: { settings } }: Context,
): DomainError | undefined {
  const limits = limitsRefusal(limitsOf(item), quantity);
  if (limits) return limits;
  const paid = paidTermOf(item, { term });
  if (!paid || !isTermSold(item, paid, { currency: currencyOf(country), settings })) {
    return { code: 'termNotAllowed', term };
  }
  return friendlyName === undefined || isNickname(friendlyName)
    ? undefined
    : { code: 'nicknameInvalid', maximumLength: nicknameMaximum };
}
