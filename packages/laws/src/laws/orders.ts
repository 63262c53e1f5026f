import type { EventOf, Order } from '@marketsim/core';
import { after } from '../calendar.ts';
import type { Chronicle } from '../chronicle/chronicle.ts';
import type { Life } from '../chronicle/life.ts';
import type { Moment } from '../chronicle/moment.ts';
import { ofRequests } from '../judges.ts';
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

const cancellableFor = 60 * 86_400_000;

/** What is wrong with the cancelling of an order, by what it bought (CAN-25). */
function cancelFault({ orderId, at }: EventOf<'OrderClosed'>, chronicle: Chronicle): string | undefined {
  const { orders, lives, partners } = chronicle;
  const order = orders.get(orderId);
  const life = lives.get(order?.lineItems[0]?.subscriptionId ?? '');
  if (!order || life?.orderId !== orderId) return 'is cancelled, and bought nothing';
  if (life.ended?.at !== at) return `is cancelled ${at}, what it bought ended ${life.ended?.at ?? 'never'}`;
  if (!life.startedAt) return undefined;
  if (life.ended.reason !== 'cancelled') return `is cancelled, what it bought is over: ${life.ended.reason}`;
  if (!partners.get(order.partnerId ?? '')?.sandbox) return 'is cancelled, and of no sandbox account';
  return at < after(order.createdAt, cancellableFor)
    ? undefined
    : `is cancelled ${at}, ordered ${order.createdAt}`;
}

const closed = ({ told, chronicle }: Moment): readonly Finding[] =>
  told.flatMap(({ fact }) => {
    if (fact.type !== 'OrderClosed' || fact.status !== 'cancelled') return [];
    const found = cancelFault(fact, chronicle);
    return found === undefined ? [] : [{ subject: fact.orderId, found }];
  });

/** Nobody asks a publisher (PC 1.6); who cannot cancel an order is told whether that is because seats are sold (PC 5.4). */
const cancelling = ofRequests(({ command, outcome }, { chronicle }) => {
  if (command.type !== 'CancelOrder') return undefined;
  if (outcome.ok)
    return outcome.value.some(({ type }) => type === 'OperationOpened') ? 'opens an operation' : undefined;
  if (outcome.error.code !== 'orderCancelNotAllowed') return undefined;
  const { orders, lives, offerOf } = chronicle;
  const life = lives.get(orders.get(command.orderId)?.lineItems[0]?.subscriptionId ?? '');
  const isOfSeats = life !== undefined && offerOf(life)?.pricingModel === 'perUser';
  return outcome.error.perUser === isOfSeats ? undefined : `an order of seats: ${outcome.error.perUser}`;
});

/** What orders say, and which can be cancelled (RB 15.3). */
export const orderLaws: readonly StepLaw[] = [
  {
    id: 'INV-75',
    kind: 'step',
    says: 'An order says for whom it is, of what, when, and at which price and margin.',
    rules: ['PUR-19', 'PUR-20', 'BIL-09', 'QTY-16'],
    judge: placed,
  },
  {
    id: 'INV-78',
    kind: 'step',
    says: 'An order is cancelled with what it bought, which never began, or which a sandbox account ordered less than 60 days ago; who cannot is told whether seats are sold.',
    rules: ['CAN-25', 'CAN-11', 'ACT-14'],
    judge: closed,
    look: cancelling,
  },
];
