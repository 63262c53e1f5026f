import {
  type Customer,
  catalogItemParts,
  declareRules,
  durationMs,
  type Instant,
  instant,
  type LineTransaction,
  type Order,
  type OrderLineItem,
  plusMs,
  price,
  type State,
  symbolOf,
  toDecimal,
} from '@marketsim/core';
import { z } from 'zod';
import { remarkFields } from '../cart/remarks.ts';
import { plansLinks } from '../catalog/links.ts';
import { etagOf } from '../etag.ts';
import { exampleIds } from '../wire/example.ts';
import { etagAttributesSchema, linkSchema, linkTo } from '../wire/link.ts';
import { extendedMinor, type Priced, pricingOf, pricingSchema } from '../wire/pricing.ts';
import {
  amountSchema,
  billingCycleSchema,
  instantSchema,
  termDurationSchema,
  wireCycle,
} from '../wire/values.ts';

export const orderRules = declareRules({
  'PUR-21': {
    says: 'The confirmation of a purchase leads to the activation link; nobody gets a mail with it.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage',
    confidence: 'D',
  },
});

const lineSchema = z.strictObject({
  lineItemNumber: z.int().nonnegative(),
  offerId: z.string(),
  subscriptionId: z.guid(),
  termDuration: termDurationSchema,
  transactionType: z.enum(['New', 'Renew', 'AddQuantity', 'RemoveQuantity', 'Convert']),
  friendlyName: z.string(),
  quantity: z.int(),
  renewsTo: z.strictObject({ termDuration: termDurationSchema }).optional(),
  partnerIdOnRecord: z.string().optional(),
  additionalPartnerIdsOnRecord: z.array(z.string()).optional(),
  provisioningContext: z.record(z.string(), z.string()).optional(),
  ...remarkFields,
  pricing: pricingSchema,
  links: z.strictObject({
    product: linkSchema,
    sku: linkSchema,
    availability: linkSchema,
    activationLinks: linkSchema.optional(),
  }),
});

/** An order (PC 5.1). */
export const orderSchema = z
  .strictObject({
    id: z.string().min(1),
    alternateId: z.string(),
    referenceCustomerId: z.guid(),
    billingCycle: billingCycleSchema,
    currencyCode: z.string(),
    currencySymbol: z.string(),
    lineItems: z.array(lineSchema),
    creationDate: instantSchema,
    status: z.enum(['pending', 'completed', 'cancelled']),
    transactionType: z.enum(['UserPurchase', 'SystemPurchase']),
    totalPrice: amountSchema,
    partnerOnRecordAttestationAccepted: z.boolean().optional(),
    links: z.strictObject({ self: linkSchema, provisioningStatus: linkSchema, patchOperation: linkSchema }),
    client: z.strictObject({
      marketplaceCountry: z.string().optional(),
      deviceFamily: z.string().optional(),
      name: z.string().optional(),
    }),
    attributes: etagAttributesSchema('Order'),
  })
  .meta({ id: 'Order' });

/** What an order is shown with: the world it is in, and its customer. */
export interface OrderView {
  readonly state: Pick<State, 'settings' | 'offers' | 'subscriptions'>;
  readonly customer: Customer;
  readonly now: Instant;
}

const transactions: Readonly<Record<LineTransaction, string>> = {
  new: 'New',
  renew: 'Renew',
  addQuantity: 'AddQuantity',
  removeQuantity: 'RemoveQuantity',
  convert: 'Convert',
};

/** An order changes by its status alone, so its status counts its versions. */
const versions: Readonly<Record<Order['status'], number>> = { pending: 1, completed: 2, cancelled: 3 };

export const orderEtag = ({ id, status }: Order): string => etagOf({ id, version: versions[status] });

const orderUri = ({ customerId, id }: Pick<Order, 'customerId' | 'id'>): string =>
  `/customers/${customerId}/orders/${id}`;

/** Where the activation links of an order's line are read (PC 5.6). */
export const lineActivationUri = (
  order: Pick<Order, 'customerId' | 'id'>,
  { lineItemNumber }: Pick<OrderLineItem, 'lineItemNumber'>,
): string => `${orderUri(order)}/lineitems/${lineItemNumber}/activationlinks`;

const pricedLine = (order: Order, line: OrderLineItem): Priced => ({
  unitPrice: line.unitPrice,
  margin: line.margin,
  quantity: line.quantity,
  term: { duration: line.termDuration, billingCycle: order.billingCycle },
  currency: order.currency,
});

/** Whether a line leads to a publisher: the one that made a subscription which has not ended (PC 5.1, 5.6). */
export const hasActivationLinks = (
  line: OrderLineItem,
  { subscriptions }: Pick<State, 'subscriptions'>,
): boolean => line.transaction === 'new' && subscriptions.get(line.subscriptionId)?.phase !== 'ended';

function lineOf(order: Order, line: OrderLineItem, { state, customer }: OrderView) {
  const { renewsTo, partnerIdOnRecord, furtherMpnIds, provisioningContext } = line;
  const { addonItems: _, ...remarks } = line.remarks ?? {};
  const activationLinks = linkTo(lineActivationUri(order, line));
  return {
    lineItemNumber: line.lineItemNumber,
    offerId: line.catalogItemId,
    subscriptionId: line.subscriptionId,
    termDuration: line.termDuration,
    transactionType: transactions[line.transaction],
    friendlyName: line.friendlyName,
    quantity: line.quantity,
    ...(renewsTo && { renewsTo: { termDuration: renewsTo } }),
    ...(partnerIdOnRecord && { partnerIdOnRecord }),
    ...(furtherMpnIds && { additionalPartnerIdsOnRecord: furtherMpnIds }),
    ...(provisioningContext && { provisioningContext }),
    ...remarks,
    pricing: pricingOf(pricedLine(order, line), state.settings),
    links: {
      ...plansLinks(catalogItemParts(line.catalogItemId), customer, state),
      ...(hasActivationLinks(line, state) && { activationLinks }),
    },
  };
}

export function orderResource(order: Order, view: OrderView) {
  const total = order.lineItems
    .map((line) => extendedMinor(pricedLine(order, line), view.state.settings))
    .reduce((sum, amount) => sum + amount, 0);
  const self = orderUri(order);
  return {
    id: order.id,
    alternateId: order.alternateId,
    referenceCustomerId: order.customerId,
    billingCycle: wireCycle(order.billingCycle),
    currencyCode: order.currency,
    currencySymbol: symbolOf(order.currency),
    lineItems: order.lineItems.map((line) => lineOf(order, line, view)),
    creationDate: order.createdAt,
    status: shownStatus(order, view),
    transactionType: order.transactionType,
    totalPrice: toDecimal(total, order.currency),
    ...(order.attested !== undefined && { partnerOnRecordAttestationAccepted: order.attested }),
    links: {
      self: linkTo(self),
      provisioningStatus: linkTo(`${self}/provisioningstatus`),
      patchOperation: { ...linkTo(self), method: 'PATCH' },
    },
    client: order.transactionType === 'UserPurchase' ? clientIn(view.customer) : {},
    attributes: { etag: orderEtag(order), objectType: 'Order' },
  };
}

/** Whether a new order has come to where orders are listed (PUR-16). */
export const isListed = (
  { createdAt }: Order,
  { state, now }: { readonly state: Pick<State, 'settings'>; readonly now: Instant },
): boolean => now >= plusMs(createdAt, durationMs(state.settings['order.listDelay']));

/** Whether an order is still worked on (PC 6.3). */
export const isWorkedOn = (
  { transactionType, createdAt }: Order,
  { state, now }: { readonly state: Pick<State, 'settings'>; readonly now: Instant },
): boolean =>
  transactionType === 'UserPurchase' &&
  now < plusMs(createdAt, durationMs(state.settings['order.completionDelay']));

/** An order that counts as completed is shown as pending while it is worked on (PC 6.3). */
export const shownStatus = (order: Order, seen: Parameters<typeof isWorkedOn>[1]): Order['status'] =>
  order.status === 'completed' && isWorkedOn(order, seen) ? 'pending' : order.status;

const clientIn = ({ country }: Customer) => ({
  marketplaceCountry: country,
  deviceFamily: 'UniversalStore-PartnerCenter',
  name: 'Partner Center API',
});

/** The order of the examples. */
export const exampleOrder: Order = {
  id: exampleIds.order,
  alternateId: '7c41d09be2a5',
  customerId: exampleIds.customer,
  partnerId: exampleIds.partner,
  createdAt: instant('2026-01-05T09:21:00Z'),
  status: 'pending',
  transactionType: 'UserPurchase',
  billingCycle: 'monthly',
  currency: 'USD',
  lineItems: [
    {
      lineItemNumber: 0,
      catalogItemId: exampleIds.catalogItem,
      subscriptionId: exampleIds.subscription,
      termDuration: 'P1M',
      transaction: 'new',
      friendlyName: 'Bakery rota',
      quantity: 5,
      unitPrice: price('12.00'),
      partnerIdOnRecord: exampleIds.resellerMpnId,
    },
  ],
};
