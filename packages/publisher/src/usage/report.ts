import type { UsageEvent, UsageVerdict } from '../client/metering.ts';
import type { House } from '../house.ts';
import type { ReportedUse } from './usage-log.ts';

/** So many events fit into one report (SF 6.3). */
export const batchMax = 25;

/** How events are sent: each by itself, or as many together as one report takes. */
export type Manner = 'single' | 'batch';

async function sendOneByOne({ metering }: House, events: readonly UsageEvent[]): Promise<UsageVerdict[]> {
  const verdicts: UsageVerdict[] = [];
  for (const event of events) verdicts.push(await metering.report(event));
  return verdicts;
}

/** A batch that was refused as a whole for one of its events is sent again one by one, so that the good ones count (F48). */
async function sendTogether(house: House, events: readonly UsageEvent[]): Promise<readonly UsageVerdict[]> {
  const verdicts = await house.metering.reportBatch(events);
  const isRefusedWhole = events.length > 1 && verdicts.every(({ status }) => status === 'Forbidden');
  return isRefusedWhole ? sendOneByOne(house, events) : verdicts;
}

const chunksOf = (events: readonly UsageEvent[]): readonly (readonly UsageEvent[])[] =>
  Array.from({ length: Math.ceil(events.length / batchMax) }, (_, index) =>
    events.slice(index * batchMax, (index + 1) * batchMax),
  );

/** Reports events in their order and writes down what became of each. */
export async function reportUsage(
  house: House,
  events: readonly UsageEvent[],
  { as, by }: { readonly as: Manner; readonly by: ReportedUse['by'] },
): Promise<readonly ReportedUse[]> {
  const sentAt = new Date(await house.clock.now()).toISOString();
  const reported: ReportedUse[] = [];
  for (const chunk of chunksOf(events)) {
    const verdicts = await (as === 'batch' ? sendTogether : sendOneByOne)(house, chunk);
    for (const [index, event] of chunk.entries()) {
      const verdict = verdicts[index] ?? { status: 'NotSent' };
      reported.push({ ...event, ...verdict, sentAt, by });
    }
  }
  for (const one of reported) house.usageLog.add(one);
  return reported;
}
