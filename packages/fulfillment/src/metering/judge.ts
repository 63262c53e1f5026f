import {
  type ReportedUsage,
  type Settings,
  type UsageEvent,
  type UsageRefusal,
  type UsageResult,
  usageResults,
} from '@marketsim/core';
import { refuse } from '@marketsim/http';
import type { PublisherContext } from '../context.ts';
import type { FulfillmentProblem } from '../problem.ts';
import { readUsage, type UsageFault, type UsageRead, type UsageRequest } from './usage-request.ts';

/** Statuses of an event that is a bad argument in one way or another (SF 6.2). */
export const faultyStatuses = [
  'BadArgument',
  'Expired',
  'ResourceNotFound',
  'ResourceNotActive',
  'InvalidDimension',
  'InvalidQuantity',
] as const;

/** What became of one event, in the words of SF 6.2. */
export type Judged = { readonly status: 'Accepted'; readonly event: UsageEvent } | Refused;

/** One that was not accepted; `refusal` is there where the engine refused it. */
type Refused = Refusal & { readonly refusal?: UsageRefusal };

type Refusal =
  | { readonly status: 'Duplicate'; readonly first: UsageEvent }
  | { readonly status: 'ResourceNotAuthorized' }
  | { readonly status: (typeof faultyStatuses)[number]; readonly faults: readonly UsageFault[] };

const resourceFault: UsageFault = {
  target: 'resourceId',
  message: 'The resourceId value provided cannot be found or this resource is not active.',
};
const timeFault: UsageFault = {
  target: 'effectiveStartTime',
  message: 'The effective time provided is has expired or is in future.',
};

function judgedRefusal(refusal: UsageRefusal, settings: Settings): Refusal {
  switch (refusal.code) {
    case 'duplicate':
      return { status: 'Duplicate', first: refusal.first };
    case 'resourceNotAuthorized':
      return { status: 'ResourceNotAuthorized' };
    case 'resourceNotFound':
      return { status: 'ResourceNotFound', faults: [resourceFault] };
    case 'resourceNotActive':
      return { status: settings['metering.inactiveStatus'], faults: [resourceFault] };
    case 'expired':
      return { status: 'Expired', faults: [timeFault] };
    case 'badArgument':
      return refusal.argument === 'usedAt'
        ? { status: 'Expired', faults: [timeFault] }
        : {
            status: 'BadArgument',
            faults: [{ target: 'planId', message: 'The payload planId is invalid.' }],
          };
    case 'invalidDimension':
      return {
        status: 'InvalidDimension',
        faults: [{ target: 'dimension', message: 'The payload dimension is invalid.' }],
      };
    case 'invalidQuantity':
      return {
        status: 'InvalidQuantity',
        faults: [{ target: 'quantity', message: 'The quantity must be a number above 0.' }],
      };
  }
}

const judgedResult = (result: UsageResult, settings: Settings): Judged =>
  result.status === 'accepted'
    ? { status: 'Accepted', event: result.event }
    : { ...judgedRefusal(result.refusal, settings), refusal: result.refusal };

/**
 * Reports the events of one call, in their order, and tells what became of each. Refuses the call as a whole when
 * there are too many or none, and where a foreign resource spoils the others (SF 6.3, SF 9 C39).
 */
export function judge(sent: readonly UsageRequest[], ctx: PublisherContext): readonly Judged[] {
  const { settings } = ctx.engine.state;
  const maximum = settings['meter.batchMax'];
  if (sent.length < 1 || sent.length > maximum)
    refuse<FulfillmentProblem>({ code: 'usageBatchSize', count: sent.length, maximum });
  const reads = sent.map(readUsage);
  if (
    settings['metering.foreignBatch'] === 'whole' &&
    reads.some(({ kind }) => kind === 'managedApplication')
  )
    refuse<FulfillmentProblem>({ code: 'usageNotAuthorized' });
  const results = report(
    reads.flatMap((read) => (read.kind === 'usage' ? [read.usage] : [])),
    ctx,
  ).values();
  return reads.map((read) =>
    read.kind === 'usage' ? judgedResult(next(results), settings) : judgedUnread(read),
  );
}

/** Wrong for a SaaS subscription: the marketplace looks among the managed applications, and finds none of the caller's. */
const judgedUnread = (read: Exclude<UsageRead, { kind: 'usage' }>): Judged =>
  read.kind === 'incomplete'
    ? { status: 'BadArgument', faults: read.faults }
    : { status: 'ResourceNotAuthorized' };

function report(
  events: readonly ReportedUsage[],
  { engine, publisher }: PublisherContext,
): readonly UsageResult[] {
  if (events.length === 0) return [];
  const outcome = engine.execute({ type: 'ReportUsage', publisherId: publisher.id, events });
  const results = usageResults(outcome);
  if (results) return results;
  if (!outcome.ok) return refuse<FulfillmentProblem>(outcome.error);
  throw new Error('a report was accepted without results');
}

function next(results: IterableIterator<UsageResult>): UsageResult {
  const { value, done } = results.next();
  if (done) throw new Error('an event was reported without a result');
  return value;
}
