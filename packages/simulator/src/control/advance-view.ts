import type { DomainEvent } from '@marketsim/core';
import { z } from 'zod';
import type { AdvanceReport } from '../clock/advance-report.ts';
import { partnerCounts, partnerCountsOf } from './partner-webhook-view.ts';

/** Events told in one answer; the rest is read by /_sim/events. */
const eventsTold = 1000;

const summary = z
  .object({ seq: z.int(), at: z.string(), type: z.string(), subscriptionId: z.string().optional() })
  .meta({ id: 'EventSummary' });

/** What became of webhooks on the way. */
export const passCounts = z
  .object({
    sent: z.int().describe('Calls that were made.'),
    accepted: z.int(),
    refused: z.int(),
    failed: z.int().describe('Calls that failed and are repeated.'),
    exhausted: z.int().describe('Deliveries given up after the last try.'),
    cancelled: z.int().describe('Retries ended because their operation was over.'),
  })
  .meta({ id: 'DeliveryCounts' });

const reached = z
  .enum(['target', 'budget', 'cancelled'])
  .describe('Whether it arrived, its real time was up (`clock.realBudget`), or somebody stopped it.');

const notSent = z
  .array(
    z.object({
      publisherId: z.string(),
      url: z.string(),
      deliveries: z.int(),
      attempts: z.int(),
      reason: z.string(),
    }),
  )
  .describe('Tries that count as failed although nobody was called.');

/** Where an advance stands. */
export const advanceProgress = z.object({
  from: z.string(),
  to: z.string().describe('Where the clock was to go.'),
  now: z.string(),
  events: z.int(),
  deliveries: passCounts,
});

/** How an advance ended. */
export const lastAdvance = advanceProgress.extend({
  reached: reached.optional(),
  notSent,
  error: z.string().optional().describe('Why it failed.'),
});

/** What an advance led to. */
export const advanceView = z.object({
  now: z.string(),
  from: z.string(),
  to: z.string().describe('Where the clock was to go.'),
  reached,
  count: z.int().describe('How many events there were.'),
  events: z.array(summary).describe(`The first ${eventsTold} of them.`),
  deliveries: passCounts.describe('Of webhooks to publishers.'),
  partnerWebhooks: partnerCounts.describe('Of webhooks to partners.'),
  notSent,
});

const summaryOf = (event: DomainEvent): z.output<typeof summary> => ({
  seq: event.seq,
  at: event.at,
  type: event.type,
  ...('subscriptionId' in event ? { subscriptionId: event.subscriptionId } : {}),
});

/** An advance in the words of the control API. */
export function advanceBody(report: AdvanceReport): z.output<typeof advanceView> {
  const { events, notSent, ...same } = report;
  return {
    ...same,
    count: events.length,
    events: events.slice(0, eventsTold).map(summaryOf),
    partnerWebhooks: partnerCountsOf(events),
    notSent: [...notSent],
  };
}
