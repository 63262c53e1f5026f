import type { CommandOf, DomainEvent, EventOf, TermChoice } from '@marketsim/core';
import type { CheckedOut } from '../model/checkout.ts';
import type { Wish } from '../model/purchase.ts';
import type { BuyStep, FillStep } from '../scenario/step.ts';
import type { Judged } from '../witness.ts';
import { customerNamed } from '../world/parties.ts';
import { catalogItemOf } from '../world/plans.ts';
import { inWords, type Performed, type Problems, surprise } from './performed.ts';
import type { Stage } from './stage.ts';

const termOf = ({ term }: Pick<BuyStep, 'term'>): TermChoice => {
  const [duration, billingCycle] = term.split('/') as [TermChoice['duration'], TermChoice['billingCycle']];
  return { duration, billingCycle };
};

/** Whether a customer buys for itself. */
export const isDirect = ({ customer, directly }: BuyStep): boolean =>
  directly === true || customerNamed(customer).channel === 'direct';

const wishOf = (buy: BuyStep): Wish => ({
  ...buy,
  channel: isDirect(buy) ? 'direct' : 'csp',
  term: termOf(buy),
});

type Line = CommandOf<'CreateCart'>['lines'][number];

const itemOf = (buy: BuyStep): Pick<Line, 'catalogItemId' | 'quantity' | 'term'> => ({
  ...{ catalogItemId: catalogItemOf(buy.publisher, buy.plan), quantity: buy.quantity, term: termOf(buy) },
});

function lineOf(buy: BuyStep, id: number): Line {
  const { renewsTo, note, reseller } = buy;
  const participants = reseller === undefined ? [] : [{ key: 'transaction_reseller', value: reseller }];
  const provisioningContext = note === undefined ? {} : { note };
  return { id, ...itemOf(buy), participants, provisioningContext, ...(renewsTo && { renewsTo }) };
}

/** What the order of a purchase says otherwise than was asked for (PUR-19). */
function misread(
  { quantity, reseller, renewsTo, term, note }: BuyStep,
  { order: { lineItems } }: EventOf<'OrderPlaced'>,
  { subscription }: EventOf<'SubscriptionPurchased'>,
): Problems {
  const [item] = lineItems;
  // Who has had its trial already buys what the trial would turn into.
  const [asked] = term.split('/');
  const duration = subscription.startsWithTrial ? asked : (renewsTo ?? asked);
  const [wanted, found] = [
    [quantity, reseller, renewsTo, duration, note].join(' '),
    [
      item?.quantity,
      item?.partnerIdOnRecord,
      item?.renewsTo,
      item?.termDuration,
      item?.provisioningContext?.['note'],
    ].join(' '),
  ];
  return wanted === found ? [] : [`ordered is ${found}, asked for ${wanted}`];
}

/** What became of each line: `bought`, or why its order failed (PUR-14). */
function linesOf(facts: readonly DomainEvent[], count: number): readonly string[] {
  const failures = facts.flatMap((fact) => {
    if (fact.type === 'CartOrdered') return fact.checkout.failures;
    return fact.type === 'CheckoutFailed' ? fact.failures : [];
  });
  return Array.from({ length: count }, (_, id) => {
    const failure = failures.find(({ orderGroup }) => orderGroup === String(id));
    return failure?.error.code ?? 'bought';
  });
}

/** Takes over what was bought, beside what was foretold of it; says where the lines went another way. */
function bought(
  buys: readonly BuyStep[],
  facts: readonly DomainEvent[],
  { stage, foretold }: { readonly stage: Stage; readonly foretold: CheckedOut },
): Problems {
  const lines = 'lines' in foretold ? foretold.lines : [];
  const [wanted, found] = [
    lines.map((line) => ('failed' in line ? line.failed : 'bought')).join(),
    linesOf(facts, buys.length).join(),
  ];
  if (wanted !== found) return [`lines are ${found}, foretold ${wanted}`];
  const orders = facts.filter((fact) => fact.type === 'OrderPlaced');
  const purchases = facts.filter((fact) => fact.type === 'SubscriptionPurchased');
  const problems: string[] = [];
  for (const [place, line] of lines.entries()) {
    const [buy, purchase, order] = [buys[place], purchases[0], orders[0]];
    if ('failed' in line || !buy) continue;
    if (!purchase || !order) return [...problems, 'something bought is missing'];
    stage.model.add(purchase.subscription.id, wishOf(buy), line.subscription);
    stage.ids.push(purchase.subscription.id);
    problems.push(...misread(buy, order, purchase));
    purchases.shift();
    orders.shift();
  }
  return purchases.length === 0 ? problems : [...problems, 'more was bought than foretold'];
}

/** What came of the command that buys, beside what was foretold of each line. */
function judged(
  buys: readonly BuyStep[],
  { outcome, violations }: Judged,
  { stage, foretold }: { readonly stage: Stage; readonly foretold: CheckedOut },
): Performed {
  return {
    accepted: outcome.ok,
    problems: [
      ...violations.map(inWords),
      ...surprise(outcome, 'refused' in foretold ? foretold : 'accepted'),
      ...(outcome.ok ? bought(buys, outcome.value, { stage, foretold }) : []),
    ],
  };
}

/** Several carts of a customer: all of them are filled, then one after the other is checked out (PUR-08, PUR-14). */
export function performFill({ customer, carts }: FillStep, stage: Stage): Performed {
  const { witness, engine, model, ids } = stage;
  const begun = ids.length;
  const all = carts.map((lines) => lines.map((line): BuyStep => ({ ...line, customer })));
  const filled = all.map((buys) => {
    const lines = buys.map(lineOf);
    const { violations } = witness.execute({ type: 'CreateCart', customerId: customer, by: 'agent', lines });
    return { buys, violations, cartId: [...engine.state.cartsOf.of(customer)].at(-1) ?? '' };
  });
  const checked = filled.map(({ buys, cartId }) => {
    const foretold = model.checkOut(buys.map(wishOf), new Set(ids.slice(begun)));
    const outcome = witness.execute({ type: 'CheckOutCart', customerId: customer, cartId });
    return judged(buys, outcome, { stage, foretold });
  });
  return {
    accepted: checked.every(({ accepted }) => accepted),
    problems: [
      ...filled.flatMap(({ violations }) => violations.map(inWords)),
      ...checked.flatMap(({ problems }) => problems),
    ],
  };
}

/** A purchase: what became of it, and what its order says. */
export function performBuy(buy: BuyStep, stage: Stage): Performed {
  const { customer, directly: _, ...line } = buy;
  if (!isDirect(buy)) return performFill({ customer, carts: [[line]] }, stage);
  const foretold = stage.model.checkOut([wishOf(buy)]);
  const command = { type: 'PurchaseDirect', customerId: customer, ...itemOf(buy) } as const;
  return judged([buy], stage.witness.execute(command), { stage, foretold });
}
