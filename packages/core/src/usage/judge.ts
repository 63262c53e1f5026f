import type { Context } from '../decision.ts';
import { declareRules } from '../rule.ts';
import { payerOf, type Subscription, stateOf } from '../subscription/subscription.ts';
import { transitions } from '../subscription/transitions.ts';
import { durationMs, type Instant, later, plusMs } from '../time.ts';
import { usageAmount, usageQuantity } from './quantity.ts';
import { type UsageEvent, type UsageRefusal, type UsageResult, usageEventId } from './usage.ts';
import { usageKeptSince, usageMonth } from './usage-months.ts';
import { planAt, usageRate } from './usage-rate.ts';

const source =
  'https://learn.microsoft.com/partner-center/marketplace-offers/marketplace-metering-service-apis';
const answers =
  'https://learn.microsoft.com/partner-center/marketplace-offers/marketplace-metering-service-apis-faq';

export const usageRules = declareRules({
  'MET-02': {
    says: 'All that is accepted is billed: what the fee includes, the publisher does not report.',
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/saas-metered-billing',
    confidence: 'D',
  },
  'MET-03': {
    says: 'Use is accepted from its instant on until 24 hours after it, that bound included.',
    parameters: ['meter.maxAge'],
    source,
    confidence: 'D/P',
  },
  'MET-04': {
    says: 'A dimension of a subscription is reported once for each UTC hour; who does it again is told the first.',
    parameters: ['meter.keyIncludesDimension'],
    source,
    confidence: 'D/P',
  },
  'MET-06': {
    says: 'Use is accepted of an active subscription only, and from the start of its billing on.',
    source,
    confidence: 'D/P',
  },
  'MET-07': {
    says: 'After the end of a subscription the use before it can still be reported in time.',
    parameters: ['meter.maxAge'],
    source: answers,
    confidence: 'D',
  },
});

/** Use of one dimension of a subscription, as its publisher tells it. */
export interface ReportedUsage {
  readonly subscriptionId: string;
  readonly dimensionId: string;
  readonly quantity: number;
  readonly usedAt: Instant;
  /** The publisher's id of the plan at that instant; absent: whichever it was. */
  readonly planId?: string;
}

/** The report that an event is part of: who tells it, and what of it was accepted already. */
interface Report {
  readonly publisherId: string;
  /** The earliest use that is accepted now. */
  readonly oldest: Instant;
  readonly accepted: readonly UsageEvent[];
}

const refused = (refusal: UsageRefusal): UsageResult => ({ status: 'refused', refusal });

/** In minor units: so that no month's sum can leave the exact whole numbers. */
const highestAmount = 1_000_000_000_000;

/** The earliest use that is accepted now: not too old, and of a month in which every accepted event is remembered. */
export function oldestUse({ now, state }: Context): Instant {
  return later(plusMs(now, -durationMs(state.settings['meter.maxAge'])), usageKeptSince(state));
}

function timeRefusal(usedAt: Instant, oldest: Instant, now: Instant): UsageRefusal | undefined {
  if (usedAt > now) return { code: 'badArgument', argument: 'usedAt' };
  return usedAt < oldest ? { code: 'expired', oldest } : undefined;
}

const wasInUse = (subscription: Subscription, at: Instant): boolean => {
  if (subscription.phase === 'pending' || subscription.startedAt === undefined) return false;
  return at >= subscription.startedAt && (subscription.phase === 'running' || at < subscription.endedAt);
};

/** Why state and instant do not go together (RB 14.1, MET-03, MET-06, MET-07). */
function stateRefusal(
  subscription: Subscription,
  usedAt: Instant,
  { oldest, now }: { readonly oldest: Instant; readonly now: Instant },
): UsageRefusal | undefined {
  const cell = transitions.ReportUsage[stateOf(subscription)];
  if ('refuse' in cell)
    return { code: cell.refuse === 'metering' ? 'invalidDimension' : 'resourceNotActive' };
  const late = timeRefusal(usedAt, oldest, now);
  if (cell.effect === 'acceptLateUsage')
    return late || !wasInUse(subscription, usedAt) ? { code: 'resourceNotActive' } : undefined;
  return late ?? (wasInUse(subscription, usedAt) ? undefined : { code: 'resourceNotActive' });
}

/**
 * Judges one event of a report. The first failing check decides: resource, owner, state, time, plan, dimension,
 * quantity, and that the hour was not reported before (GEN-10).
 */
export function judgeUsage(reported: ReportedUsage, report: Report, context: Context): UsageResult {
  const subscription = context.state.subscriptions.get(reported.subscriptionId);
  if (!subscription) return refused({ code: 'resourceNotFound' });
  if (subscription.publisherId !== report.publisherId) return refused({ code: 'resourceNotAuthorized' });
  const inactive = stateRefusal(subscription, reported.usedAt, { ...report, now: context.now });
  if (inactive) return refused(inactive);
  const event = judgeUse(reported, subscription, context);
  if ('code' in event) return refused(event);
  const first = earlierOf(event, report, context);
  return first ? refused({ code: 'duplicate', first }) : { status: 'accepted', event };
}

/** The event that a use makes by itself, whatever was reported before. */
function judgeUse(
  { subscriptionId, dimensionId, quantity: number, usedAt, planId }: ReportedUsage,
  subscription: Subscription,
  { now, state, ids }: Context,
): UsageEvent | UsageRefusal {
  const { currency, productId } = subscription;
  const item = planAt(subscription, usedAt, state);
  const { skuId } = item.plan;
  if (planId !== undefined && planId !== item.plan.planId) return { code: 'badArgument', argument: 'planId' };
  const rate = usageRate(item, { subscription, dimensionId, usedAt }, state);
  if (!rate) return { code: 'invalidDimension' };
  const quantity = usageQuantity(number);
  if (quantity === undefined || usageAmount(quantity, rate, currency) > highestAmount)
    return { code: 'invalidQuantity' };
  return {
    id: usageEventId({ subscriptionId, dimensionId, usedAt }, ids),
    ...{ subscriptionId, payerId: payerOf(subscription), currency, productId, skuId, dimensionId, rate },
    ...{ month: usageMonth(usedAt, state), quantity, usedAt, acceptedAt: now },
  };
}

/** The event that was accepted for the same hour, if any: of the same dimension, or of whichever (MET-04). */
function earlierOf(event: UsageEvent, { accepted }: Report, { state, ids }: Context): UsageEvent | undefined {
  const { ledger, offers, settings } = state;
  const sharing = settings['meter.keyIncludesDimension']
    ? undefined
    : offers.get(event.productId)?.dimensions;
  const keys = sharing?.map(({ id: dimensionId }) => usageEventId({ ...event, dimensionId }, ids)) ?? [
    event.id,
  ];
  return keys
    .map((key) => ledger.usageEvents.get(key) ?? accepted.find(({ id }) => id === key))
    .find((earlier) => earlier !== undefined);
}
