import type { Instant } from '@marketsim/core';
import { after, lengthOf } from '../../calendar.ts';
import { dimensionsOfPlan, type PlanName } from '../../world/plans.ts';
import type { UsageCode } from '../cells.ts';
import type { Situation } from '../effect.ts';
import { type Modelled, stateOfModelled } from '../modelled.ts';

/** Use of one dimension, as a publisher reports it. */
export interface Reported {
  readonly subscriptionId: string;
  /** Whether it comes to more than one report may; the model knows no amounts itself. */
  readonly isTooDear: boolean;
  readonly dimension: string;
  readonly quantity: number;
  readonly usedAt: Instant;
}

/** A subscription after a report, or why that was not accepted. */
export type Counted = { readonly next: Modelled } | { readonly refused: UsageCode };

const planAt = ({ earlier, plan }: Modelled, at: Instant): PlanName =>
  earlier.find(({ until }) => at < until)?.plan ?? plan;

const wasInUse = ({ startedAt, endedAt }: Modelled, at: Instant): boolean =>
  startedAt !== undefined && at >= startedAt && (endedAt === undefined || at < endedAt);

const refuses = (refused: UsageCode): Counted => ({ refused });

/** What state and instant make of a report (MET-03, MET-06, MET-07). */
function untimely(x: Modelled, usedAt: Instant, { now, settings }: Situation): UsageCode | undefined {
  const state = stateOfModelled(x);
  if (state === 'TR') return 'invalidDimension';
  if (!x.pace || state === 'SU') return 'resourceNotActive';
  const isOld = usedAt < after(now, -lengthOf(settings['meter.maxAge']));
  const isOver = x.ended !== undefined && (isOld || usedAt > now);
  if (isOver) return 'resourceNotActive';
  if (usedAt > now) return 'badArgument';
  if (isOld) return 'expired';
  return wasInUse(x, usedAt) ? undefined : 'resourceNotActive';
}

/** Above zero, below 10^15, and written with at most twenty decimals (MET-05). */
const isQuantity = (quantity: number): boolean =>
  quantity > 0 && quantity < 1e15 && Number(quantity.toFixed(20)) === quantity;

/** E22: state, time, dimension, quantity and hour, in this order (MET-01 to MET-07). */
export function countUsage(x: Modelled, reported: Reported, situation: Situation): Counted {
  const { dimension, quantity, usedAt } = reported;
  const code = untimely(x, usedAt, situation);
  if (code) return refuses(code);
  if (!dimensionsOfPlan(planAt(x, usedAt)).includes(dimension)) return refuses('invalidDimension');
  if (!isQuantity(quantity) || reported.isTooDear) return refuses('invalidQuantity');
  const hour = usedAt.slice(0, 13);
  const isEach = situation.settings['meter.keyIncludesDimension'];
  const isTaken = x.hours.some((one) => one.hour === hour && (!isEach || one.dimension === dimension));
  return isTaken ? refuses('duplicate') : { next: { ...x, hours: [...x.hours, { dimension, hour }] } };
}
