import type { ErrorCode } from '@marketsim/core';
import { productOf } from '../world/plans.ts';
import { becomes, refuses, type Situation } from './effect.ts';
import type { Modelled } from './modelled.ts';
import { type Bought, buy, earlierOf, isCrowded, type Owned, type Wish } from './purchase.ts';
import { type Visit, visitOf } from './visit.ts';

/** What becomes of one line: a subscription, or an order that fails. */
type Line = Exclude<Bought, { refused: unknown }>;

/** What becomes of all lines of a checkout, or why there is none. */
export type CheckedOut = { readonly refused: ErrorCode } | { readonly lines: readonly Line[] };

/** What a checkout is about beside its own lines. */
interface Shop {
  readonly known: readonly Owned[];
  /** Ids of what was bought by carts that were filled together with this one. */
  readonly rivals: ReadonlySet<string>;
  readonly situation: Pick<Situation, 'now' | 'settings'>;
}

/** What is bought by the checkout itself has no id yet. */
const unnamed = '';

function rowFor({ id }: Modelled, { rivals }: Shop) {
  if (id === unnamed) return 'BuyAgain, in one cart';
  return rivals.has(id) ? 'BuyAgain, in another cart' : 'BuyAgain, one per customer';
}

/** The way that another purchase of an offer took that a customer has once, from what it had of it last (PUR-08). */
function againVisit(wish: Wish, one: Bought, shop: Shop): readonly Visit[] {
  const last = earlierOf(wish, shop.known).at(-1);
  if (!last) return [];
  const effected =
    'subscription' in one ? becomes('E31', last) : refuses('failed' in one ? one.failed : one.refused);
  return [visitOf(wish.channel, rowFor(last, shop), { before: last, effected })];
}

/** Foretells a checkout line by line: each sees what those before it have bought (PUR-14), unless there is room for none (PUR-23). */
export function checkOut(
  wishes: readonly Wish[],
  shop: Shop,
): CheckedOut & { readonly visits: readonly Visit[] } {
  const known = [...shop.known];
  const visits: Visit[] = [];
  const lines: Line[] = [];
  for (const wish of wishes) {
    const one = buy(wish, known, shop.situation);
    visits.push(...againVisit(wish, one, { ...shop, known }));
    if ('refused' in one) return { visits, refused: one.refused };
    lines.push(one);
    if (!('subscription' in one)) continue;
    const product = productOf(wish.publisher, wish.plan);
    known.push({ owner: wish.customer, product, x: { ...one.subscription, id: unnamed } });
  }
  const [first] = wishes;
  return first && isCrowded(first, shop.known)
    ? { visits: [], refused: 'sandboxLimitExceeded' }
    : { visits, lines };
}
