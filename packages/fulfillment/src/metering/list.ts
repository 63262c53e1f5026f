import { type Day, dayOf } from '@marketsim/core';
import { refuse } from '@marketsim/http';
import { z } from 'zod';
import { versionQuery } from '../api-version.ts';
import { endpoint, type PublisherContext } from '../context.ts';
import { examples } from '../examples.ts';
import type { FulfillmentProblem } from '../problem.ts';
import { readMoment } from './moment.ts';
import { badUsageBody } from './usage-error.ts';
import { reconStatuses, type UsageRow, usageRow, usageRowsOf } from './usage-row.ts';

const filters = z.object({
  offerId: z.string().optional(),
  planId: z.string().optional(),
  dimension: z.string().optional(),
  azureSubscriptionId: z.string().optional(),
  reconStatus: z.enum(reconStatuses).optional(),
});

/** What a publisher reported, by day, newest first; both dates are included (SF 6.4). */
export const listUsage = endpoint({
  contract: {
    id: 'M3',
    method: 'get',
    path: '/api/usageEvents',
    summary: 'List reported use by day',
    source: 'SF 6.4',
    access: 'publisher',
    tag: 'Metering',
    params: z.object({}),
    query: versionQuery
      .extend({ usageStartDate: z.string(), UsageEndDate: z.string().optional() })
      .extend(filters.shape),
    replies: {
      200: {
        description: 'A row for each day, resource, dimension and plan',
        schema: z.array(usageRow),
        example: examples.usageRows,
      },
    },
    refusals: [
      { status: 400, code: 'BadArgument', when: 'the first date is missing, or a date or status is none' },
    ],
  },
  handle: ({ query }, ctx) => {
    const from = dayIn('usageStartDate', query.usageStartDate);
    const to = query.UsageEndDate === undefined ? undefined : dayIn('UsageEndDate', query.UsageEndDate);
    const isMeant = (day: Day): boolean => day >= from && (to === undefined || day <= to);
    const rows = rowsOf(ctx, isMeant).filter((row) => matches(row, query));
    return { status: 200, body: rows.toSorted((a, b) => b.usageDate.localeCompare(a.usageDate)) };
  },
});

function rowsOf(
  { engine, publisher }: PublisherContext,
  isMeant: (day: Day) => boolean,
): readonly UsageRow[] {
  const { state } = engine;
  const seen = { state, now: engine.now() };
  return [...state.subscriptionsByPublisher.of(publisher.id)].flatMap((id) => {
    const subscription = state.subscriptions.get(id);
    return subscription ? usageRowsOf(subscription, isMeant, seen) : [];
  });
}

function dayIn(target: string, text: string): Day {
  const moment = readMoment(text);
  if (moment) return dayOf(moment);
  const error = badUsageBody([{ target, message: `The ${target} is not a date.` }]);
  return refuse<FulfillmentProblem>({ code: 'usageRefused', error });
}

const matches = (row: UsageRow, asked: z.output<typeof filters>): boolean =>
  filters.keyof().options.every((name) => {
    const wanted = asked[name];
    return wanted === undefined || row[name].toLowerCase() === wanted.toLowerCase();
  });
