import { declareRules } from '../rule.ts';
import type { Settings } from '../settings/registry.ts';
import { dayOf, type Instant } from '../time.ts';
import { awaitsSomebody } from './step.ts';
import { type EngineState, type RunningSubscription, type Subscription, stateOf } from './subscription.ts';
import { firstToEnd } from './suspension-causes.ts';
import { instalmentsDue } from './terms.ts';
import { inWindow } from './window.ts';

export const viewRules = declareRules({
  'ACT-09': {
    says: 'While something is outstanding for partner or customer the status column says Action Needed, with the link beside it.',
    source: 'https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage',
    confidence: 'D/P',
  },
  'CAN-17': {
    says: 'Cancel is offered only while it would end the subscription at once; edit only while it is active.',
    parameters: ['cancel.afterWindow'],
    source: 'https://learn.microsoft.com/partner-center/developer/subscription-resources',
    confidence: 'D/P',
  },
  'SUS-15': {
    says: 'While suspended users have no access, and what they made is kept until the grace is over.',
    parameters: ['suspend.grace.partner', 'suspend.grace.payment'],
    source: 'https://learn.microsoft.com/partner-center/create-a-new-subscription',
    confidence: 'D',
  },
});

/** One subscription's status in the words of every API (RB 4.1). */
export interface StatusView {
  readonly partnerCenter: 'active' | 'pending' | 'suspended' | 'expired' | 'deleted';
  readonly lineProvisioning: 'prefulfillmentPending' | 'fulfilled' | 'unfulfilled';
  readonly provisioning: 'pending' | 'success' | 'failed';
  /** What the Status column of the customer's page says. */
  readonly column: 'Action Needed' | 'Pending' | 'Active' | 'Suspended' | 'Cancelled' | 'Expired';
  readonly fulfillment: 'PendingFulfillmentStart' | 'Subscribed' | 'Suspended' | 'Unsubscribed';
}

const waiting: StatusView = {
  partnerCenter: 'pending',
  lineProvisioning: 'prefulfillmentPending',
  provisioning: 'pending',
  column: 'Pending',
  fulfillment: 'PendingFulfillmentStart',
};

const live: StatusView = {
  partnerCenter: 'active',
  lineProvisioning: 'fulfilled',
  provisioning: 'success',
  column: 'Active',
  fulfillment: 'Subscribed',
};

const gone = (column: 'Cancelled' | 'Expired'): StatusView => ({
  partnerCenter: 'deleted',
  lineProvisioning: 'fulfilled',
  provisioning: 'failed',
  column,
  fulfillment: 'Unsubscribed',
});

const byState: Readonly<Record<EngineState, StatusView>> = {
  PN: waiting,
  PL: waiting,
  PC: waiting,
  TR: live,
  AC: live,
  EN: live,
  SU: { ...live, partnerCenter: 'suspended', column: 'Suspended', fulfillment: 'Suspended' },
  CA: gone('Cancelled'),
  EX: gone('Expired'),
};

/** The status map of RB 4.1, under the world's settings of how things are shown. */
export function statusView(subscription: Subscription, settings: Settings): StatusView {
  const view = byState[stateOf(subscription)];
  const column = needsAttention(subscription) ? 'Action Needed' : view.column;
  if (subscription.phase === 'pending') {
    return { ...view, column, partnerCenter: settings['read.pendingShownAs'] };
  }
  if (subscription.phase === 'running') {
    return { ...view, column, ...(subscription.openOperationId && { provisioning: 'pending' }) };
  }
  const shown = subscription.startedAt ? view : { ...view, lineProvisioning: 'unfulfilled' as const };
  return subscription.reason === 'expired'
    ? { ...shown, partnerCenter: settings['read.expiredShownAs'] }
    : shown;
}

/** Whether partner or customer still has something to do at the publisher (ACT-09). */
export function needsAttention(subscription: Subscription): boolean {
  switch (subscription.phase) {
    case 'pending':
      return subscription.steps?.some(({ before }) => before === 'activation')
        ? awaitsSomebody(subscription, ['activation'])
        : stateOf(subscription) === 'PN';
    case 'running':
      return awaitsSomebody(subscription, ['cancel', 'quantity']);
    case 'ended':
      return false;
  }
}

/** Whether cancelling now would end the subscription at once (CAN-15, CAN-17). */
function endsAtOnce(subscription: RunningSubscription, now: Instant, settings: Settings): boolean {
  const { term, suspension } = subscription;
  if (term.trial || inWindow(subscription, now)) return true;
  const policy = settings['cancel.afterWindow'];
  const lapsed = suspension !== undefined && dayOf(now) >= term.end;
  return policy === 'terminate' ? !instalmentsDue(subscription, now) : policy === 'schedule' && lapsed;
}

/** Whether users can work with what was bought, and until when data must at least be kept if they cannot (SUS-15). */
export type Access =
  | { readonly granted: true }
  | { readonly granted: false; readonly dataKeptUntil?: Instant };

/** The access to a subscription (SUS-15): none before its activation, while suspended, and after its end. */
export function accessTo(subscription: Subscription): Access {
  if (subscription.phase !== 'running') return { granted: false };
  const { suspension } = subscription;
  return suspension ? { granted: false, dataKeptUntil: firstToEnd(suspension).endsAt } : { granted: true };
}

/** Whether what is not active yet cannot be cancelled (CAN-11). */
const isHeldBefore = ({ phase }: Subscription, settings: Settings): boolean =>
  phase === 'pending' && settings['cancel.beforeActivation'] === 'refuse';

/** What the customer's page offers now (CAN-17). */
export function actionsOf(
  subscription: Subscription,
  now: Instant,
  settings: Settings,
): readonly ('edit' | 'cancel')[] {
  if (subscription.phase === 'ended') return [];
  if (subscription.phase === 'pending') return isHeldBefore(subscription, settings) ? [] : ['cancel'];
  const cancels = endsAtOnce(subscription, now, settings);
  if (subscription.suspension) return cancels ? ['cancel'] : [];
  return cancels ? ['edit', 'cancel'] : ['edit'];
}

/** A refund that cancelling before `expiresAt` brings (CAN-09). */
export interface RefundOption {
  readonly type: 'Full' | 'Partial';
  readonly expiresAt: Instant;
}

/** The refund that is open now, if any (CAN-09). */
export function refundOptions(
  subscription: Subscription,
  now: Instant,
  settings: Settings,
): readonly RefundOption[] {
  const { windowEndsAt } = subscription;
  if (subscription.phase === 'ended' || isHeldBefore(subscription, settings)) return [];
  if (windowEndsAt === undefined || !inWindow(subscription, now)) return [];
  return [refundUntil(windowEndsAt, settings)];
}

/** What cancelling inside a window that ends then gives back, as the world's policy has it (CAN-09). */
export const refundUntil = (expiresAt: Instant, settings: Settings): RefundOption => ({
  type: settings['cancel.refund'] === 'full' ? 'Full' : 'Partial',
  expiresAt,
});
