import type { Context } from '../decision.ts';
import type { EventBody } from '../event.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { noticeOf } from './decide.ts';

/** What a partner is told of a subscription: not of names, and not of steps on the way (PC 8.2). */
const told: ReadonlySet<EventBody['type']> = new Set<EventBody['type']>([
  'SubscriptionPurchased',
  'SubscriptionActivated',
  'QuantityChanged',
  'PlanChanged',
  'AutoRenewChanged',
  'ResellerChanged',
  'SubscriptionSuspended',
  'SubscriptionReinstated',
  'TermStarted',
  'SubscriptionEnded',
]);

function subscriptionIn(event: EventBody): string | undefined {
  if (event.type === 'SubscriptionPurchased') return event.subscription.id;
  return told.has(event.type) && 'subscriptionId' in event ? event.subscriptionId : undefined;
}

/** The notices that the facts of one decision bring to partners: of each resource one (WHK-07, WHK-08). */
export function partnerNotices(
  events: readonly EventBody[],
  subscriptionOf: (id: string) => Subscription | undefined,
  context: Context,
): readonly EventBody[] {
  const { state } = context;
  if (state.webhookRegistrations.size === 0) return [];
  const registered = (partnerId: string | undefined, event: string) => {
    const registration = state.webhookRegistrations.get(partnerId ?? '');
    return registration?.events.includes(event) ? registration : undefined;
  };
  const changed = new Set(events.flatMap((event) => subscriptionIn(event) ?? []));
  const ofSubscriptions = [...changed].flatMap((id) => {
    const event = 'subscription-updated';
    const { partnerId, customerId, version } = subscriptionOf(id) ?? {};
    const registration = registered(partnerId, event);
    const resourcePath = `/webhooks/v1/customers/${customerId}/subscriptions/${id}`;
    const subject = `${id} ${version}`;
    return registration ? [noticeOf({ event, resourcePath, subject }, registration, context)] : [];
  });
  const ofInvoices = events.flatMap((made) => {
    if (made.type !== 'InvoiceIssued') return [];
    const event = 'invoice-ready';
    const { id: subject, payerId } = made.invoice;
    const registration = registered(payerId, event);
    const resourcePath = `/v1/invoices/${subject}`;
    return registration ? [noticeOf({ event, resourcePath, subject }, registration, context)] : [];
  });
  return [...ofSubscriptions, ...ofInvoices];
}
