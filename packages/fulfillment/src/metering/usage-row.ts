import {
  addQuantities,
  type DailyUsage,
  type Day,
  durationMs,
  later,
  offerOf,
  planOf,
  plusMs,
  type State,
  type Subscription,
} from '@marketsim/core';
import { z } from 'zod';
import { wireOfferId } from '../resources/offer-id.ts';
import { wireMidnight } from '../resources/time.ts';
import { azureSubscriptionId } from './resource-uri.ts';

/** States of a day's use on its way to the invoice; the last two the documentation alone knows (SF 6.4, SF 9 C31). */
export const reconStatuses = [
  'Submitted',
  'Accepted',
  'Rejected',
  'Mismatch',
  'TestHeaders',
  'DryRun',
] as const;

/** The use of one dimension of a subscription under one plan on one day (SF 6.4). */
export const usageRow = z
  .strictObject({
    usageDate: z.string(),
    usageResourceId: z.guid(),
    dimension: z.string(),
    planId: z.string(),
    planName: z.string(),
    offerId: z.string(),
    offerName: z.string(),
    offerType: z.literal('SaaS'),
    azureSubscriptionId: z.guid(),
    reconStatus: z.enum(reconStatuses),
    submittedQuantity: z.number(),
    processedQuantity: z.number(),
    submittedCount: z.int(),
  })
  .meta({ id: 'UsageRow' });

/** A row of a reply. */
export type UsageRow = z.output<typeof usageRow>;

/** The parts of a day's use that differ in price or month only: to the publisher they are one. */
const joined = (a: DailyUsage, b: DailyUsage): DailyUsage => ({
  ...a,
  quantity: addQuantities(a.quantity, b.quantity),
  count: a.count + b.count,
  lastAcceptedAt: later(a.lastAcceptedAt, b.lastAcceptedAt),
});

function rowBody(use: DailyUsage, subscription: Subscription, { state, now }: Seen): UsageRow {
  const [offer, plan] = [offerOf(use, state), planOf(use, state)];
  const processedAt = plusMs(use.lastAcceptedAt, durationMs(state.settings['metering.reconDelay']));
  const isProcessed = now >= processedAt;
  const quantity = Number(use.quantity);
  return {
    usageDate: wireMidnight(use.day),
    usageResourceId: use.subscriptionId,
    dimension: use.dimensionId,
    planId: plan?.planId ?? '',
    planName: isProcessed ? (plan?.title ?? '') : '',
    offerId: offer ? wireOfferId(offer, state) : '',
    offerName: isProcessed ? (offer?.title ?? '') : '',
    offerType: 'SaaS',
    azureSubscriptionId: azureSubscriptionId(subscription),
    reconStatus: isProcessed ? 'Accepted' : 'Submitted',
    submittedQuantity: quantity,
    processedQuantity: isProcessed ? quantity : 0,
    submittedCount: use.count,
  };
}

/** What the rows depend on beside the use itself. */
type Seen = { readonly state: State; readonly now: string };

/** The rows of a subscription for some days, in the order in which they began. */
export function usageRowsOf(
  subscription: Subscription,
  isMeant: (day: Day) => boolean,
  seen: Seen,
): readonly UsageRow[] {
  const rows = new Map<string, DailyUsage>();
  for (const use of seen.state.ledger.dailyUsageOf(subscription.id)) {
    if (!isMeant(use.day)) continue;
    const key = JSON.stringify([use.day, use.dimensionId, use.skuId]);
    const known = rows.get(key);
    rows.set(key, known ? joined(known, use) : use);
  }
  return [...rows.values()].map((use) => rowBody(use, subscription, seen));
}
