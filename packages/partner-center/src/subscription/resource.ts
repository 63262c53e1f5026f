import {
  actionsOf,
  type Customer,
  catalogItemIdOf,
  causesOf,
  type Instant,
  needsAttention,
  planOf,
  type RefundOption,
  refundOptions,
  refundUntil,
  type Settings,
  type State,
  type Subscription,
  startOf,
  statusView,
  type Term,
  type TermDuration,
  wireEndAt,
} from '@marketsim/core';
import { plansLinks } from '../catalog/links.ts';
import { lineActivationUri } from '../order/resource.ts';
import { linkTo } from '../wire/link.ts';
import { type WireBillingCycle, wireCycle } from '../wire/values.ts';
import { subscriptionEtag } from './etag.ts';

/** What a subscription is shown with: its world and instant, and its customer. */
export interface SubscriptionView {
  readonly state: Pick<State, 'settings' | 'offers' | 'publishers'>;
  readonly now: Instant;
  readonly customer: Customer;
}

export const subscriptionUri = ({ customerId, id }: Pick<Subscription, 'customerId' | 'id'>): string =>
  `/customers/${customerId}/subscriptions/${id}`;

/** The MPN id of the reseller on record, empty when there is none (PC 6.1 `partnerId`). */
export const resellerMpnIdOf = ({ reseller }: Subscription): string =>
  reseller.kind === 'reseller' ? reseller.mpnId : '';

/** Whether it is in its free trial, or will start with it. */
const isInTrial = (subscription: Subscription): boolean =>
  subscription.phase === 'pending'
    ? subscription.startsWithTrial
    : (subscription.term?.trial ?? subscription.startsWithTrial);

interface ShownTerm {
  readonly isTrial: boolean;
  readonly billingCycle: WireBillingCycle;
  readonly termDuration: TermDuration;
  readonly renewalTermDuration: TermDuration | '';
}

/** The running commitment: of a trial it says nothing but what the trial turns into. */
export function termOf(subscription: Subscription): ShownTerm {
  const { paidTerm } = subscription;
  if (!isInTrial(subscription)) {
    return {
      isTrial: false,
      billingCycle: wireCycle(paidTerm.billingCycle),
      termDuration: paidTerm.duration,
      renewalTermDuration: '',
    };
  }
  return { isTrial: true, billingCycle: 'none', termDuration: 'P1M', renewalTermDuration: paidTerm.duration };
}

interface Ends {
  readonly commitmentEndDate?: Instant;
  readonly billingCycleEndDate?: Instant;
}

/** The ends of term and billing period: the last day included, at the start's time of day (GEN-02). */
export function endsOf(subscription: Subscription): Ends {
  if (subscription.phase === 'pending') return {};
  const { startedAt, term, period } = subscription;
  if (!startedAt || !term || !period) return {};
  const start = termStartOf({ startedAt, term });
  return {
    commitmentEndDate: wireEndAt(term.end, start),
    billingCycleEndDate: wireEndAt(period.end, start),
  };
}

/** The first term starts with the activation, later ones at midnight of their first day (GEN-05, REN-05). */
const termStartOf = ({ startedAt, term }: { readonly startedAt: Instant; readonly term: Term }): Instant =>
  term.number === 1 ? startedAt : startOf(term.start);

/** The start of the running or last term; before activation the order, for want of a better (PC 6.3). */
function effectiveStart(subscription: Subscription): Instant {
  if (subscription.phase === 'pending') return subscription.orderedAt;
  const { startedAt, term, orderedAt } = subscription;
  return startedAt && term ? termStartOf({ startedAt, term }) : orderedAt;
}

function nextTermOf(subscription: Subscription) {
  if (subscription.phase === 'ended' || !isInTrial(subscription)) return undefined;
  const { productId, skuId, availabilityId, paidTerm, quantity } = subscription;
  const { duration, billingCycle } = paidTerm;
  const product = { productId, skuId, availabilityId, billingCycle: wireCycle(billingCycle) };
  return { product: { ...product, termDuration: duration }, quantity };
}

function linksOf(subscription: Subscription, { customer, state }: SubscriptionView) {
  const { customerId, orderId: id } = subscription;
  const activationLinks = linkTo(lineActivationUri({ customerId, id }, subscription));
  return {
    ...plansLinks(subscription, customer, state),
    activationLinks: subscription.phase === 'ended' ? undefined : activationLinks,
    self: linkTo(subscriptionUri(subscription)),
  };
}

/** Who took access away, while it is off (PC 6.1 `suspensionReasons`). */
const suspensionReasonsOf = (subscription: Subscription) =>
  subscription.phase === 'running' && subscription.suspension
    ? causesOf(subscription.suspension).map(({ cause }) => cause)
    : undefined;

/** Names of what was bought, and of who made it. */
function namesOf(subscription: Subscription, { state }: SubscriptionView) {
  const { publisherId, friendlyName } = subscription;
  const plan = planOf(subscription, state);
  return {
    offerName: plan?.title ?? friendlyName,
    publisherName: state.publishers.get(publisherId)?.name ?? '',
  };
}

/** What can be given back; of a subscription that ended inside its window still what could be before (PC 6.5). */
function shownRefunds(subscription: Subscription, now: Instant, settings: Settings): readonly RefundOption[] {
  if (subscription.phase !== 'ended') return refundOptions(subscription, now, settings);
  const { windowEndsAt: expiresAt, endedAt } = subscription;
  return expiresAt !== undefined && endedAt < expiresAt ? [refundUntil(expiresAt, settings)] : [];
}

/** A subscription as the wire has it (PC 6.1); what is undefined is left out there. */
export function subscriptionResource(subscription: Subscription, view: SubscriptionView) {
  const { now, state } = view;
  const { settings } = state;
  const { windowEndsAt } = subscription;
  const { offerName, publisherName } = namesOf(subscription, view);
  const { commitmentEndDate, billingCycleEndDate } = endsOf(subscription);
  const { isTrial, billingCycle, termDuration, renewalTermDuration } = termOf(subscription);
  return {
    id: subscription.id,
    offerId: catalogItemIdOf({ offer: subscription, plan: subscription }),
    offerName,
    publisherName,
    friendlyName: subscription.friendlyName,
    productType: { id: 'Azure', displayName: 'Azure' },
    quantity: subscription.quantity,
    unitType: 'License(s)',
    hasPurchasableAddons: false,
    creationDate: subscription.orderedAt,
    effectiveStartDate: effectiveStart(subscription),
    commitmentEndDate,
    commitmentEndDateTime: commitmentEndDate,
    billingCycleEndDate,
    billingCycleEndDateTime: billingCycleEndDate,
    cancellationAllowedUntilDate: windowEndsAt,
    status: statusView(subscription, settings).partnerCenter,
    suspensionReasons: suspensionReasonsOf(subscription),
    autoRenewEnabled: subscription.autoRenew,
    billingType: 'license',
    isTrial,
    billingCycle,
    termDuration,
    renewalTermDuration,
    scheduledNextTermInstructions: nextTermOf(subscription),
    refundOptions: shownRefunds(subscription, now, settings),
    isMicrosoftProduct: false,
    partnerId: resellerMpnIdOf(subscription),
    attentionNeeded: needsAttention(subscription),
    actionTaken: subscription.firstResolvedAt !== undefined,
    actions: actionsOf(subscription, now, settings),
    contractType: 'subscription',
    orderId: subscription.orderId,
    links: linksOf(subscription, view),
    attributes: { etag: subscriptionEtag(subscription), objectType: 'Subscription' },
  };
}
