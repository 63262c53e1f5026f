import type { DomainError, DomainEvent } from '@marketsim/core';
import type { Chronicle } from '../chronicle/chronicle.ts';
import type { Life } from '../chronicle/life.ts';
import { ofRequests } from '../judges.ts';
import type { Finding, StepLaw } from '../law.ts';
import type { Request, View } from '../view.ts';

/** A plan that was not bought, and why. */
interface Unbought {
  readonly catalogItemId: string;
  readonly error: DomainError;
}

const failuresIn = (facts: readonly DomainEvent[]) =>
  facts.flatMap((fact) => {
    if (fact.type === 'CartOrdered') return fact.checkout.failures;
    return fact.type === 'CheckoutFailed' ? fact.failures : [];
  });

/** What a command did not buy. */
function unboughtBy({ command, outcome }: Request, { engine }: View): readonly Unbought[] {
  if (command.type === 'CheckOutCart') {
    const lines = engine.state.carts.get(command.cartId)?.lines ?? [];
    return failuresIn(outcome.ok ? outcome.value : []).map(({ orderGroup, error }) => {
      const line = lines.find((one) => one.orderGroup === orderGroup);
      return { catalogItemId: line?.catalogItemId ?? '', error };
    });
  }
  if (outcome.ok) return [];
  if (command.type === 'PurchaseDirect')
    return [{ catalogItemId: command.catalogItemId, error: outcome.error }];
  return command.type === 'PlaceOrder'
    ? [{ catalogItemId: command.line.catalogItemId, error: outcome.error }]
    : [];
}

const has = (customerId: string, productId: string, { lives }: Chronicle): boolean =>
  [...lives.values()].some(
    (life) => life.customerId === customerId && life.productId === productId && !life.ended,
  );

/** Who is told that it has an offer already has it, and may have it once. */
function needlessly(request: Request, view: View): string | undefined {
  const { command } = request;
  if (!('customerId' in command)) return undefined;
  const { chronicle } = view;
  for (const { catalogItemId, error } of unboughtBy(request, view)) {
    if (error.code !== 'alreadyBought') continue;
    const { productId } = error;
    if (!catalogItemId.startsWith(`${productId}:`)) return `${productId} is in the way of ${catalogItemId}`;
    if (!chronicle.offerOf(error)?.onePerCustomer) return `${productId} can be bought again`;
    if (!has(command.customerId, productId, chronicle)) return `${command.customerId} has no ${productId}`;
  }
  return undefined;
}

const endOf = ({ ended }: Life): string => ended?.at ?? '9999';

/** Subscriptions of one customer and offer of which one began before the one before it was over. */
function overlapping([, lives]: readonly [string, readonly Life[]]): readonly Finding[] {
  const inOrder = lives.toSorted((a, b) => (a.orderedAt < b.orderedAt ? -1 : 1));
  return inOrder.slice(1).flatMap((life, i) => {
    const before = inOrder[i];
    return before && life.orderedAt < endOf(before)
      ? [{ subject: life.id, found: `bought ${life.orderedAt}, beside ${before.id} until ${endOf(before)}` }]
      : [];
  });
}

/** What customers may have of an offer (RB 3). */
export const purchaseLaws: readonly StepLaw[] = [
  {
    id: 'INV-77',
    kind: 'step',
    says: 'Of an offer that a customer has once it never has two that are not over, and it is refused another only while it has one.',
    rules: ['PUR-08'],
    look: ofRequests(needlessly),
    review: ({ lives, offerOf }) => {
      const once = [...lives.values()].filter((life) => offerOf(life)?.onePerCustomer);
      const groups = Map.groupBy(once, ({ customerId, productId }) => `${customerId} ${productId}`);
      return [...groups].flatMap(overlapping);
    },
  },
];
