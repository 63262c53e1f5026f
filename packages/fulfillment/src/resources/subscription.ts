import {
  addMonthsOverflowing,
  type Day,
  type State,
  type Subscription,
  statusView,
  type Term,
  termMonths,
  wireEnd,
} from '@marketsim/core';
import { z } from 'zod';
import { wireOfferId } from './offer-id.ts';
import { party, partyOfCustomer, partyOfPartner } from './party.ts';
import { quantityResource, wireQuantity } from './quantity.ts';
import { type Sold, soldOf } from './sold.ts';
import { wireMidnight, wireTime } from './time.ts';

/** The running term, or the one to come (SF 2.2). */
export const termResource = z.strictObject({
  startDate: z.string().optional(),
  endDate: z.string().optional(),
  termUnit: z.string(),
});

const customerOperation = z.enum(['Read', 'Update', 'Delete']);

/** What the customer of a subscription may do with it at the marketplace (SF 2.2). */
export type CustomerOperation = z.output<typeof customerOperation>;

/** A subscription as replies show it, its members in the order in which they were recorded (SF 2.2). */
export const subscriptionResource = z
  .strictObject({
    id: z.guid(),
    publisherId: z.string(),
    offerId: z.string(),
    name: z.string(),
    saasSubscriptionStatus: z.enum(['PendingFulfillmentStart', 'Subscribed', 'Suspended', 'Unsubscribed']),
    beneficiary: party,
    purchaser: party,
    planId: z.string(),
    term: termResource,
    autoRenew: z.boolean(),
    isTest: z.boolean(),
    isFreeTrial: z.boolean(),
    allowedCustomerOperations: z.array(customerOperation),
    sandboxType: z.enum(['None', 'Csp']),
    created: z.string(),
    lastModified: z.string(),
    quantity: quantityResource.optional(),
    sessionMode: z.enum(['None', 'DryRun']),
  })
  .meta({ id: 'Subscription' });

/** The subscription object of every reply. */
export type SubscriptionResource = z.output<typeof subscriptionResource>;

/** A subscription in the words of this API (SF 2.2). */
export function subscriptionBody(subscription: Subscription, state: State): SubscriptionResource {
  const sold = soldOf(subscription, state);
  const { offer, plan, customer, partner } = sold;
  const beneficiary = partyOfCustomer(customer, subscription.channel);
  return {
    id: subscription.id,
    publisherId: subscription.publisherId,
    offerId: wireOfferId(offer, state),
    name: purchasedName(subscription, state),
    saasSubscriptionStatus: statusView(subscription, state.settings).fulfillment,
    beneficiary,
    purchaser: partner ? partyOfPartner(partner) : beneficiary,
    planId: plan.planId,
    term: termBody(subscription, state),
    autoRenew: true,
    isTest: state.settings['purchase.isTest'],
    isFreeTrial: isFreeTrial(subscription),
    allowedCustomerOperations: [...allowedCustomerOperations(subscription)],
    sandboxType: partner?.sandbox ? 'Csp' : 'None',
    created: wireTime(subscription.orderedAt),
    lastModified: '0001-01-01T00:00:00',
    ...quantityOf(sold, subscription.quantity, state),
    sessionMode: 'None',
  };
}

/** Reading is all that remains where a partner does the buying (SF 2.2). */
export const allowedCustomerOperations = ({ channel }: Subscription): readonly CustomerOperation[] =>
  channel === 'csp' ? ['Read'] : ['Delete', 'Update', 'Read'];

/** The member `quantity` where the offer counts seats; flat-rate plans have none (SF 2.2). */
export const quantityOf = (
  { offer }: Pick<Sold, 'offer'>,
  quantity: number,
  state: Pick<State, 'settings'>,
): Pick<SubscriptionResource, 'quantity'> =>
  offer.pricingModel === 'perUser' ? { quantity: wireQuantity(quantity, state) } : {};

/** The name given at the purchase: a later nickname is the partner's own affair (ACT-19). */
export const purchasedName = (
  { orderId, lineItemNumber, friendlyName }: Subscription,
  state: State,
): string => state.orders.get(orderId)?.lineItems[lineItemNumber]?.friendlyName ?? friendlyName;

/** Dates from the activation on, both at midnight, the end being the last day included (SF 2.2, GEN-02). */
function termBody(subscription: Subscription, state: State): SubscriptionResource['term'] {
  const running = subscription.phase === 'pending' ? undefined : subscription.term;
  if (!running) return { termUnit: subscription.paidTerm.duration };
  return {
    startDate: wireMidnight(running.start),
    endDate: wireMidnight(wireEnd(shownEnd(running, state))),
    termUnit: running.duration,
  };
}

/** The day after the last one of a term; recordings reckon it without regard to the next one (setting `term.monthEnd`). */
const shownEnd = ({ start, end, duration, trial }: Term, { settings }: Pick<State, 'settings'>): Day =>
  settings['term.monthEnd'] === 'anchored' || trial ? end : addMonthsOverflowing(start, termMonths[duration]);

function isFreeTrial(subscription: Subscription): boolean {
  const running = subscription.phase === 'pending' ? undefined : subscription.term;
  return running?.trial ?? subscription.startsWithTrial;
}
