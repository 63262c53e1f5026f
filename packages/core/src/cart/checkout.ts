import { programRefusal } from '../accounts/program.ts';
import { accountRefusal } from '../accounts/vetting.ts';
import { countryRefusal } from '../catalog/sellable.ts';
import type { Context, Decision } from '../decision.ts';
import type { DomainError } from '../errors.ts';
import type { EventBody } from '../event.ts';
import { orderIds } from '../order/system-orders.ts';
import { accept, reject } from '../outcome.ts';
import { type Purchase, purchaseEvents } from '../purchase/purchase.ts';
import { declareRules } from '../rule.ts';
import { durationMs, plusMs } from '../time.ts';
import type { Cart, OrderFailure } from './cart.ts';
import { liveCart, saleFor } from './decide.ts';
import type { Sale } from './lines.ts';
import { limitRefusal, orderLine } from './order-line.ts';

export const checkoutRules = declareRules({
  'PUR-01': {
    says: 'Direct-bill partners and indirect providers buy; an indirect reseller cannot.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-purchase',
    confidence: 'D/P',
  },
  'PUR-02': {
    says: 'The buying partner must have accepted the Microsoft Partner Agreement.',
    source: 'https://learn.microsoft.com/partner-center/developer/error-codes',
    confidence: 'D',
  },
  'PUR-03': {
    says: 'Nothing is ordered before the acceptance of the Microsoft Customer Agreement is recorded.',
    source:
      'https://learn.microsoft.com/partner-center/developer/confirm-customer-consent-customer-agreement',
    confidence: 'D',
  },
  'PUR-14': {
    says: 'Each SaaS line becomes an order and a subscription of its own; a group that fails is reported beside those that succeed.',
    source: 'https://learn.microsoft.com/partner-center/developer/checkout-a-cart',
    confidence: 'D',
  },
});

/** Orders what is in a cart (PC 4.6). Repeating it is answered from the cart's own result. */
export interface CheckOutCart {
  readonly type: 'CheckOutCart';
  readonly customerId: string;
  readonly cartId: string;
}

/** Checks the buyer and whether it may sell one more, then orders group by group; a failed group does not stop the others (PUR-01..03, PUR-14, PUR-23). */
export function checkOutCart({ customerId, cartId }: CheckOutCart, context: Context): Decision {
  const cart = liveCart(cartId, customerId, context);
  const sale = saleFor(customerId, context);
  if (!cart || !sale) return reject({ code: 'cartNotFound', cartId });
  if (cart.checkout) {
    if (isInProgress(cart, context)) return reject({ code: 'orderInProgress', cartId });
    const repeats = context.state.settings['checkout.repeat'] === 'repeatResult';
    return repeats ? accept([]) : reject({ code: 'cartAlreadyOrdered', cartId });
  }
  const refusal = buyerRefusal(sale, context) ?? linesRefusal(cart) ?? limitRefusal(sale, 0, context);
  if (refusal) return reject(refusal);
  return accept(order(cart, sale, context));
}

/** Whether the orders of a cart are still being worked on (PC 0.10). */
const isInProgress = ({ modifiedAt }: Cart, { now, state }: Context): boolean =>
  now < plusMs(modifiedAt, durationMs(state.settings['order.completionDelay']));

/** Why a partner cannot buy at all for this customer (PUR-01..03, PUR-05, PUR-22, PUR-24). */
export function buyerRefusal({ partner, customer }: Sale, { state, now }: Context): DomainError | undefined {
  if (partner.kind === 'indirectReseller') return { code: 'partnerCannotTransact', partnerId: partner.id };
  if (!partner.agreementSigned) return { code: 'partnerAgreementMissing', partnerId: partner.id };
  const agreed =
    customer.directlySigned ||
    [...state.agreements.of(customer.id)].some(({ dateAgreed }) => dateAgreed <= now);
  return (
    programRefusal(partner) ??
    (agreed ? undefined : { code: 'customerAgreementMissing', customerId: customer.id }) ??
    countryRefusal(partner, customer.country) ??
    accountRefusal(customer)
  );
}

function linesRefusal({ lines }: Cart): DomainError | undefined {
  const problems = lines.flatMap(({ id, problem }) => (problem ? [{ line: id, problem }] : []));
  return problems.length > 0 ? { code: 'cartLinesInvalid', problems } : undefined;
}

function order(cart: Cart, sale: Sale, context: Context): readonly EventBody[] {
  const earlier: Purchase[] = [];
  const failures: OrderFailure[] = [];
  for (const line of cart.lines) {
    const placed = orderIds(context, cart.id, line.orderGroup);
    const purchase = orderLine(line, { sale, earlier, placed, attested: cart.attested }, context);
    if (purchase.ok) earlier.push(purchase.value);
    else failures.push({ orderGroup: line.orderGroup, error: purchase.error });
  }
  if (earlier.length === 0) return [{ type: 'CheckoutFailed', cartId: cart.id, failures }];
  const checkout = { orderIds: earlier.map(({ placed }) => placed.id), failures };
  return [
    ...earlier.flatMap((purchase) => purchaseEvents(purchase, context)),
    { type: 'CartOrdered', cartId: cart.id, checkout },
  ];
}
