import type { Request, Response } from 'express';
import { z } from 'zod';
import type { UsageEvent } from '../client/metering.ts';
import type { House } from '../house.ts';
import { wordsOf } from '../shape-words.ts';
import { strictly } from '../strictly.ts';
import { batchMax, reportUsage } from '../usage/report.ts';
import { backOf, isForm, refuseDesk } from './reply.ts';

const idOf = (req: Request): string => String(req.params['id']);

/** What is metered steadily and what has been reported of a subscription. */
const usageOf = ({ steadyUse, usageLog }: House, id: string): object => ({
  steady: steadyUse.of(id).map(({ dimension, perHour, nextHour, left, lost }) => ({
    ...{ dimension, perHour, left, lost },
    nextHour: new Date(nextHour).toISOString(),
  })),
  reported: usageLog.of(id),
});

/** `GET …/subscriptions/{id}/usage`: what is used steadily, and what has been reported, oldest first. */
export function readUsage(house: House, req: Request, res: Response): void {
  res.json(usageOf(house, idOf(req)));
}

/** Only the shape is checked here: what is wrong with an event the marketplace is to say. */
const event = strictly({
  dimension: z.string().min(1).max(200),
  quantity: z.coerce.number(),
  hour: z.string().max(40).optional(),
  planId: z.string().max(200).optional(),
});

const report = strictly({
  events: z
    .array(event)
    .min(1, 'Give at least one event a quantity.')
    .max(batchMax * 4),
  as: z.enum(['single', 'batch']).optional(),
});

/** A form has its lines side by side: `dimension`, `quantity` and `hour` of each; empty ones are none. */
function linesOf(body: unknown): unknown {
  const columns = z
    .object({
      dimension: z.array(z.string()),
      quantity: z.array(z.string()),
      hour: z.array(z.string()),
      as: z.string().optional(),
    })
    .safeParse(body);
  if (!columns.success) return undefined;
  const { dimension, quantity, hour, as } = columns.data;
  const lines = dimension.map((name, index) => ({
    dimension: name,
    quantity: quantity[index],
    hour: hour[index],
  }));
  const filled = lines.filter(({ quantity: text }) => text !== undefined && text.trim() !== '');
  const events = filled.map(({ hour: at, ...line }) => ({ ...line, ...(at ? { hour: at } : {}) }));
  return { events, ...(as ? { as } : {}) };
}

async function eventsOf(
  house: House,
  id: string,
  lines: z.output<typeof report>['events'],
): Promise<readonly UsageEvent[]> {
  const read = await house.marketplace.get(id);
  const bought = (read.ok ? read.value.planId : house.records.of(id).planId) ?? '';
  const now = new Date(await house.clock.now()).toISOString();
  return lines.map(({ dimension, quantity, hour, planId }) => ({
    ...{ resourceId: id, planId: planId ?? bought, dimension, quantity },
    effectiveStartTime: hour ?? now,
  }));
}

/**
 * `POST …/subscriptions/{id}/usage`: reports use, of this moment unless an hour is given; several events go together
 * unless `as` says otherwise. Answers what became of each.
 */
export async function postUsage(house: House, req: Request, res: Response): Promise<void> {
  const read = report.safeParse(isForm(req) ? linesOf(req.body) : req.body);
  if (!read.success) return refuseDesk({ house, req, res }, 400, wordsOf(read.error));
  const { events, as = events.length > 1 ? 'batch' : 'single' } = read.data;
  const reported = await reportUsage(house, await eventsOf(house, idOf(req), events), { as, by: 'hand' });
  if (isForm(req)) return res.redirect(303, `${backOf(house, req, idOf(req))}#usage-title`);
  res.json({ reported });
}

const steady = strictly({
  dimension: z.string().min(1).max(200),
  perHour: z.coerce.number().min(0).max(1_000_000_000),
});

/** `PUT …/subscriptions/{id}/usage/steady`: what is used each hour of world time, reported as the hours pass; 0 ends it. */
export async function putSteadyUse(house: House, req: Request, res: Response): Promise<void> {
  const read = steady.safeParse(req.body);
  if (!read.success) return refuseDesk({ house, req, res }, 400, wordsOf(read.error));
  await house.steadyUse.set({ subscriptionId: idOf(req), ...read.data });
  if (isForm(req)) return res.redirect(303, `${backOf(house, req, idOf(req))}#usage-title`);
  res.json(usageOf(house, idOf(req)));
}
