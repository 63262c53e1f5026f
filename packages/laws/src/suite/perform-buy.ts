import type { DomainEvent, TermChoice } from '@marketsim/core';
import type { Wish } from '../model/purchase.ts';
import type { BuyStep } from '../scenario/step.ts';
import type { Judged } from '../witness.ts';
import { customerNamed } from '../world/parties.ts';
import { catalogItemOf } from '../world/plans.ts';
import { inWords, type Performed, type Problems, surprise } from './performed.ts';
import type { Stage } from './stage.ts';

const boughtBy = (facts: readonly DomainEvent[]): string | undefined =>
  facts.find((fact) => fact.type === 'SubscriptionPurchased')?.subscription.id;

/** The commands of a purchase: through a cart where a partner sells. */
function purchase({ buy }: { readonly buy: BuyStep }, { witness, engine }: Stage): readonly Judged[] {
  const { customer, publisher, plan, quantity } = buy;
  const [duration, billingCycle] = buy.term.split('/') as [
    TermChoice['duration'],
    TermChoice['billingCycle'],
  ];
  const wish = { quantity, catalogItemId: catalogItemOf(publisher, plan), term: { duration, billingCycle } };
  if (customerNamed(customer).channel === 'direct')
    return [witness.execute({ type: 'PurchaseDirect', customerId: customer, ...wish })];
  const participants =
    buy.reseller === undefined ? [] : [{ key: 'transaction_reseller', value: buy.reseller }];
  const { renewsTo, note } = buy;
  const provisioningContext = note === undefined ? {} : { note };
  const line = { id: 0, ...wish, participants, provisioningContext, ...(renewsTo && { renewsTo }) };
  const cart = witness.execute({ type: 'CreateCart', customerId: customer, by: 'agent', lines: [line] });
  const cartId = [...engine.state.cartsOf.of(customer)].at(-1) ?? '';
  return [cart, witness.execute({ type: 'CheckOutCart', customerId: customer, cartId })];
}

/** What the order of a purchase says otherwise than was asked for (PUR-19). */
function misread(
  { quantity, reseller, renewsTo, term, note }: BuyStep,
  facts: readonly DomainEvent[],
): Problems {
  const placed = facts.find((fact) => fact.type === 'OrderPlaced');
  const [item] = placed?.order.lineItems ?? [];
  if (!item) return [];
  const bought = facts.find((fact) => fact.type === 'SubscriptionPurchased');
  // Who has had its trial already buys what the trial would turn into.
  const [asked] = term.split('/');
  const duration = bought?.subscription.startsWithTrial ? asked : (renewsTo ?? asked);
  const [wanted, found] = [
    [quantity, reseller, renewsTo, duration, note].join(' '),
    [
      item.quantity,
      item.partnerIdOnRecord,
      item.renewsTo,
      item.termDuration,
      item.provisioningContext?.['note'],
    ].join(' '),
  ];
  return wanted === found ? [] : [`ordered is ${found}, asked for ${wanted}`];
}

/** A purchase: what became of it, and what its order says. */
export function performBuy(step: { readonly buy: BuyStep }, stage: Stage): Performed {
  const { term, ...rest } = step.buy;
  const [duration, billingCycle] = term.split('/') as [TermChoice['duration'], TermChoice['billingCycle']];
  const wish: Wish = { ...rest, term: { duration, billingCycle } };
  const foretold = stage.model.buy(wish);
  const judged = purchase(step, stage);
  const outcome = judged.at(-1)?.outcome;
  const id = outcome?.ok ? boughtBy(outcome.value) : undefined;
  if (id !== undefined && 'subscription' in foretold) {
    stage.model.add(id, wish, foretold.subscription);
    stage.ids.push(id);
  }
  const violations = judged.flatMap((one) => one.violations.map(inWords));
  const isForetold = (id !== undefined) === 'subscription' in foretold;
  return {
    accepted: outcome?.ok === true,
    problems: [
      ...violations,
      ...(outcome?.ok ? misread(step.buy, outcome.value) : []),
      ...(outcome ? surprise(outcome, 'refused' in foretold ? foretold : 'accepted') : []),
      ...(isForetold ? [] : ['another purchase was foretold']),
    ],
  };
}
