import type { EventOf, Order } from '@marketsim/core';
import type { Chronicle } from '../chronicle/chronicle.ts';
import type { Life } from '../chronicle/life.ts';
import type { Moment } from '../chronicle/moment.ts';
import type { Finding, StepLaw } from '../law.ts';
import { availabilityOf } from './labels.ts';

type Item = Order['lineItems'][number];

const isSeats = ({ transaction }: Item): boolean =>
  transaction === 'addQuantity' || transaction === 'removeQuantity';

/** The margin of what an order charges: seats have that of their period, a trial has none (BIL-09, QTY-16). */
function marginOf(item: Item, life: Life, { prices, at }: Chronicle): number | undefined {
  if (isSeats(item)) return life.lastLine?.margin;
  return item.transaction === 'new' && life.startsWithTrial ? undefined : prices.marginAt(life, at);
}

/** A trial is bought for nothing, and by the term that was asked for. */
function wanted(order: Order, item: Item, { life, chronicle }: { life: Life; chronicle: Chronicle }) {
  const isNew = item.transaction === 'new';
  const isTrial = isNew && life.startsWithTrial;
  const completed = !isNew || chronicle.settings['order.completesAt'] === 'checkout';
  return {
    ...{ customerId: life.customerId, partnerId: life.partnerId, createdAt: chronicle.at },
    status: completed ? 'completed' : 'pending',
    transactionType: item.transaction === 'renew' ? 'SystemPurchase' : 'UserPurchase',
    billingCycle: isTrial ? order.billingCycle : life.paidTerm.billingCycle,
    currency: life.pricingCurrency ?? life.currency,
    catalogItemId: [life.productId, life.skuId, availabilityOf(life, chronicle)].join(':'),
    termDuration: isTrial ? item.termDuration : life.paidTerm.duration,
    unitPrice: isTrial ? 0 : life.unitPrice,
    margin: marginOf(item, life, chronicle),
  };
}

function orderFault({ order }: EventOf<'OrderPlaced'>, chronicle: Chronicle): string | undefined {
  const [item, ...more] = order.lineItems;
  const life = chronicle.lives.get(item?.subscriptionId ?? '');
  if (!item || !life || more.length > 0) return 'is not for one subscription';
  const should: Readonly<Record<string, unknown>> = wanted(order, item, { life, chronicle });
  const said: Readonly<Record<string, unknown>> = { ...order, ...item };
  const name = Object.keys(should).find((key) => said[key] !== should[key]);
  return name && `${name} is ${said[name]}, not ${should[name]}`;
}

/** An order by the facts up to the end of its instant; of several for one subscription, the last. */
function placed({ told, chronicle }: Moment): readonly Finding[] {
  const last = new Map<string, EventOf<'OrderPlaced'>>();
  for (const { fact } of told)
    if (fact.type === 'OrderPlaced') last.set(fact.order.lineItems[0]?.subscriptionId ?? '', fact);
  return [...last.values()].flatMap((fact) => {
    const found = orderFault(fact, chronicle);
    return found === undefined ? [] : [{ subject: fact.order.id, found }];
  });
}

/** What orders say (RB 15.3). */
export const orderLaws: readonly StepLaw[] = [
  {
    id: 'INV-75',
    kind: 'step',
    says: 'An order says for whom it is, of what, when, and at which price and margin.',
    rules: ['PUR-19', 'PUR-20', 'BIL-09', 'QTY-16'],
    judge: placed,
  },
];
