import { availabilityIdAt, type Charge, type Order } from '@marketsim/core';
import { isCoverage, isRefund, type Posted } from '../chronicle/books.ts';
import type { Chronicle } from '../chronicle/chronicle.ts';
import type { Life } from '../chronicle/life.ts';

/** What a line says of itself, in one text that can be compared. */
type Labels = Readonly<Record<string, unknown>>;

/** The reseller that a line shows (MPN-03, MPN-04). */
function resellerOf({ reseller, partnerId }: Life, { partners }: Chronicle): string {
  if (reseller.kind === 'reseller') return reseller.mpnId;
  return reseller.kind === 'removed' ? '-1' : (partners.get(partnerId ?? '')?.mpnId ?? '');
}

/** A refund shows what its line shows (MPN-05). */
const labelsOfParent = ({ mpnId, resellerMpnId, skuId, availabilityId }: Charge): Labels => ({
  ...{ mpnId, resellerMpnId, skuId, availabilityId },
});

/** The id by which the availability of a subscription was sold (PC 3.4). */
export function availabilityOf(life: Life, chronicle: Chronicle): string | undefined {
  const plan = chronicle.planOf(life);
  return plan && availabilityIdAt(plan, life.sold.at, life.sold.settings);
}

/** The labels that a line of now has. */
export const labelsNow = (life: Life, chronicle: Chronicle): Labels => ({
  mpnId: chronicle.partners.get(life.partnerId ?? '')?.mpnId ?? '',
  resellerMpnId: resellerOf(life, chronicle),
  skuId: life.skuId,
  availabilityId: availabilityOf(life, chronicle),
});

/** What a licence line must say (BIL-32). A refund belongs to the term that its line belongs to, or to the one that ends it. */
function wanted({ charge, life, entry }: Posted, chronicle: Chronicle): Labels {
  const { productId, customerId, currency, term } = life;
  return {
    ...{ productId, customerId, currency },
    ...(entry.parent ? labelsOfParent(entry.parent.charge) : labelsNow(life, chronicle)),
    ...(!entry.parent && term && termLabels(term)),
    ...(isCoverage(charge) && { quantity: life.quantity }),
  };
}

const termLabels = ({ number, start, end, duration, billingCycle }: NonNullable<Life['term']>): Labels => ({
  ...{ term: number, termStart: start, termEnd: end, termDuration: duration, billingCycle },
});

const ordered: Readonly<Record<string, Order['lineItems'][number]['transaction']>> = {
  renew: 'renew',
  addQuantity: 'addQuantity',
  removeQuantity: 'removeQuantity',
  convert: 'convert',
};

/** Whether a line's order is that of its subscription, or the one placed with it (PC 6.3). */
function orderFault({ charge, life }: Posted, { orders }: Chronicle): string | undefined {
  const transaction = ordered[charge.type];
  const order = orders.get(charge.orderId);
  const [item] = order?.lineItems ?? [];
  if (!order || item?.subscriptionId !== life.id || order.customerId !== life.customerId)
    return `its order is ${charge.orderId}, of somebody else`;
  if (transaction === undefined) return undefined;
  const fits =
    item.transaction === transaction &&
    order.createdAt === charge.createdAt &&
    (isRefund(charge) || item.quantity === charge.quantity);
  return fits
    ? recordFault(life, order)
    : `its order is a ${item.transaction} of ${item.quantity} from ${order.createdAt}`;
}

/** Whether an order that is placed now shows the reseller that is on record. */
export function recordFault({ reseller }: Life, { lineItems: [item] }: Order): string | undefined {
  const mpnId = reseller.kind === 'reseller' ? reseller.mpnId : undefined;
  return item?.partnerIdOnRecord === mpnId
    ? undefined
    : `its order is by the sale of ${item?.partnerIdOnRecord}, not ${mpnId}`;
}

/** What is wrong with what a licence line says of itself. */
export function labelFault(posted: Posted, chronicle: Chronicle): string | undefined {
  const { charge } = posted;
  const labels = wanted(posted, chronicle);
  const name = Object.keys(labels).find((key) => charge[key as keyof Charge] !== labels[key]);
  return name === undefined
    ? orderFault(posted, chronicle)
    : `${name} is ${charge[name as keyof Charge]}, not ${labels[name]}`;
}
