import type { Context, Decision } from '../decision.ts';
import type { DomainEvent } from '../event.ts';
import { accept, type Outcome, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import { judgeUsage, oldestUse, type ReportedUsage } from './judge.ts';
import type { UsageEvent, UsageResult } from './usage.ts';

export const usageReportRules = declareRules({
  'MET-05': {
    says: 'A quantity is any number above zero; a batch has at most 25 events, each judged by itself.',
    parameters: ['meter.batchMax', 'metering.foreignBatch'],
    source: 'https://learn.microsoft.com/partner-center/marketplace-offers/marketplace-metering-service-apis',
    confidence: 'D',
  },
});

/**
 * A publisher reports use of what it sold: one event, or several that are judged one by one, in their order (MET-05).
 */
export interface ReportUsage {
  readonly type: 'ReportUsage';
  readonly publisherId: string;
  readonly events: readonly ReportedUsage[];
}

/**
 * Accepts what of a report can be, as one fact with the result of every event. Refused as a whole: usageBatchSize;
 * usageNotAuthorized, where another publisher's resource spoils the batch; usageNotAccepted with the results, when
 * nothing was accepted. `usageResults` reads either.
 */
export function reportUsage({ publisherId, events }: ReportUsage, context: Context): Decision {
  const { settings } = context.state;
  const { length: count } = events;
  const maximum = settings['meter.batchMax'];
  if (count < 1 || count > maximum) return reject({ code: 'usageBatchSize', count, maximum });
  const accepted: UsageEvent[] = [];
  const report = { publisherId, accepted, oldest: oldestUse(context) };
  const results = events.map((reported): UsageResult => {
    const result = judgeUsage(reported, report, context);
    if (result.status === 'accepted') accepted.push(result.event);
    return result;
  });
  if (settings['metering.foreignBatch'] === 'whole' && results.some(isForeign))
    return reject({ code: 'usageNotAuthorized' });
  if (accepted.length === 0) return reject({ code: 'usageNotAccepted', results });
  return accept([{ type: 'UsageReported', publisherId, results }]);
}

const isForeign = (result: UsageResult): boolean =>
  result.status === 'refused' && result.refusal.code === 'resourceNotAuthorized';

/** What became of each event of a report, in their order; nothing when the report was refused as a whole. */
export function usageResults(outcome: Outcome<readonly DomainEvent[]>): readonly UsageResult[] | undefined {
  if (!outcome.ok) return outcome.error.code === 'usageNotAccepted' ? outcome.error.results : undefined;
  return outcome.value.find((event) => event.type === 'UsageReported')?.results;
}
