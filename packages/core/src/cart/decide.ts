import type { Context, Decision } from '../decision.ts';
import type { DomainError } from '../errors.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import { nicknameMaximum } from '../subscription/limits.ts';
import { durationMs, type Instant, plusMs } from '../time.ts';
import type { Cart, CartLineRequest } from './cart.ts';
import { resolveLine, type Sale } from './lines.ts';

export const cartRules = declareRules({
  'PUR-13': {
    says: 'A cart can be changed and checked out until it expires; once ordered it stays as it is.',
    parameters: ['cart.ttl', 'checkout.repeat'],
    source: 'https://learn.microsoft.com/partner-center/developer/cart-resources',
    confidence: 'D/I',
  },
});

/** Puts lines into a new cart; lines that cannot be bought are kept with their problem (PC 4.2). */
export interface CreateCart {
  readonly type: 'CreateCart';
  readonly customerId: string;
  /** User or application that acts. */
  readonly by: string;
  readonly lines: readonly CartLineRequest[];
  /** Whether the partner attested that its reseller of record may sell. */
  readonly attested?: boolean;
}

/** Replaces the lines of a cart (PC 4.4). */
export interface ReplaceCart {
  readonly type: 'ReplaceCart';
  readonly customerId: string;
  readonly cartId: string;
  readonly by: string;
  readonly lines: readonly CartLineRequest[];
  readonly attested?: boolean;
}

const isLive = (cart: Cart, now: Instant): boolean => cart.checkout !== undefined || now < cart.expiresAt;

/** The cart of a customer that has not expired, if there is one (PUR-13). */
export function liveCart(
  cartId: string,
  customerId: string,
  { state, now }: Pick<Context, 'state' | 'now'>,
): Cart | undefined {
  const cart = state.carts.get(cartId);
  return cart && cart.customerId === customerId && isLive(cart, now) ? cart : undefined;
}

/** Customer and partner of a sale; both must be known. A customer without a partner is in no sale. */
export function saleFor(customerId: string, { state }: Context): Sale | undefined {
  const customer = state.customers.get(customerId);
  if (!customer || customer.deletedAt !== undefined) return undefined;
  const partner = state.partners.get(customer.partnerId ?? '');
  return partner && { customer, partner };
}

/** What is wrong with lines whatever the catalog says: none, an id used twice, a nickname too long. */
export function linesFault(lines: readonly CartLineRequest[]): DomainError | undefined {
  if (lines.length === 0) return { code: 'cartEmpty' };
  const twice = lines.find(({ id }, i) => lines.findIndex((line) => line.id === id) < i);
  if (twice) return { code: 'idTaken', kind: 'cart line', id: String(twice.id) };
  const tooLong = lines.some(({ friendlyName = '' }) => [...friendlyName].length > nicknameMaximum);
  return tooLong ? { code: 'nicknameInvalid', maximumLength: nicknameMaximum } : undefined;
}

export function createCart(command: CreateCart, context: Context): Decision {
  const { customerId, by, lines, attested } = command;
  const sale = saleFor(customerId, context);
  if (!sale) return reject({ code: 'customerNotFound', customerId });
  const fault = linesFault(lines);
  if (fault) return reject(fault);
  const { now, state, ids } = context;
  const cart: Cart = {
    id: ids.guid('cart', customerId, state.cartsOf.of(customerId).size),
    customerId,
    partnerId: sale.partner.id,
    createdAt: now,
    modifiedAt: now,
    expiresAt: plusMs(now, durationMs(state.settings['cart.ttl'])),
    modifiedBy: by,
    lines: lines.map((line) => resolveLine(line, sale, context)),
    ...(attested !== undefined && { attested }),
  };
  return accept([{ type: 'CartCreated', cart }]);
}

export function replaceCart(command: ReplaceCart, context: Context): Decision {
  const { customerId, cartId, by, lines, attested } = command;
  const cart = liveCart(cartId, customerId, context);
  const sale = saleFor(customerId, context);
  if (!cart || !sale) return reject({ code: 'cartNotFound', cartId });
  if (cart.checkout) return reject({ code: 'cartAlreadyOrdered', cartId });
  const fault = linesFault(lines);
  if (fault) return reject(fault);
  const resolved = lines.map((line) => resolveLine(line, sale, context));
  const { attested: _, ...kept } = cart;
  const changed: Cart = { ...kept, modifiedAt: context.now, modifiedBy: by, lines: resolved };
  return accept([
    { type: 'CartReplaced', cart: { ...changed, ...(attested !== undefined && { attested }) } },
  ]);
}
