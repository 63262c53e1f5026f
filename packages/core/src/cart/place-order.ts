import type { Context, Decision } from '../decision.ts';
import { orderIds } from '../order/system-orders.ts';
import { accept, reject } from '../outcome.ts';
import { purchaseEvents } from '../purchase/purchase.ts';
import type { CartLineRequest } from './cart.ts';
import { buyerRefusal } from './checkout.ts';
import { linesFault, saleFor } from './decide.ts';
import { resolveLine } from './lines.ts';
import { orderLine } from './order-line.ts';

/** Orders one plan without a cart (PC 5.3). */
export interface PlaceOrder {
  readonly type: 'PlaceOrder';
  readonly customerId: string;
  readonly line: CartLineRequest;
  /** Whether the partner attested that its reseller of record may sell. */
  readonly attested?: boolean;
}

/** Refused as a checkout is; a line that a cart would keep with its problem is refused for it. */
export function placeOrder({ customerId, line, attested }: PlaceOrder, context: Context): Decision {
  const sale = saleFor(customerId, context);
  if (!sale) return reject({ code: 'customerNotFound', customerId });
  const refusal = buyerRefusal(sale, context) ?? linesFault([line]);
  if (refusal) return reject(refusal);
  const resolved = resolveLine(line, sale, context);
  const { problem } = resolved;
  if (problem) return reject({ code: 'cartLinesInvalid', problems: [{ line: line.id, problem }] });
  const { ordersOf } = context.state;
  const placed = orderIds(context, 'order', customerId, ordersOf.of(customerId).size);
  const purchase = orderLine(resolved, { sale, earlier: [], placed, attested }, context);
  return purchase.ok ? accept(purchaseEvents(purchase.value, context)) : purchase;
}
