import { z } from 'zod';
import { second } from '../text/instant.ts';

const counts = z.looseObject({
  sent: z.int(),
  accepted: z.int(),
  refused: z.int(),
  failed: z.int(),
  exhausted: z.int(),
  cancelled: z.int(),
});

/** How a clock stands; instants are UTC. */
export const clockReply = z.looseObject({
  now: z.string(),
  mode: z.enum(['frozen', 'live']),
  startsAt: z.string(),
  nextDueAt: z.string().optional(),
  nextTryAt: z.string().optional(),
  advance: z
    .looseObject({ from: z.string(), to: z.string(), now: z.string(), events: z.int(), deliveries: counts })
    .optional(),
});

export type Clock = z.output<typeof clockReply>;

/** What an advance led to. */
export const advanceReply = z.looseObject({
  now: z.string(),
  from: z.string(),
  to: z.string(),
  reached: z.enum(['target', 'budget', 'cancelled']),
  count: z.int(),
  deliveries: counts,
  partnerWebhooks: z.looseObject({
    tried: z.int(),
    accepted: z.int(),
    failed: z.int(),
    exhausted: z.int(),
  }),
  notSent: z.array(
    z.looseObject({ url: z.string(), deliveries: z.int(), attempts: z.int(), reason: z.string() }),
  ),
});

export type AdvanceReport = z.output<typeof advanceReply>;

/** A number with what it counts. */
const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Where an advance is, in one line. */
export const progressLine = ({ now, to, events, deliveries }: NonNullable<Clock['advance']>): string =>
  `${second(now)} on the way to ${second(to)}: ${counted(events, 'event')}, ${counted(deliveries.sent, 'webhook')}`;

/** A clock in one line. */
export const clockLine = ({ now, mode, advance }: Clock): string =>
  advance ? progressLine(advance) : `${second(now)} UTC, ${mode}`;

/** A clock with what lies ahead. */
export function clockText(clock: Clock): string {
  const { startsAt, nextDueAt, nextTryAt } = clock;
  return [
    clockLine(clock),
    `  began             ${second(startsAt)}`,
    ...(nextDueAt ? [`  due next          ${second(nextDueAt)}`] : []),
    ...(nextTryAt ? [`  webhook is tried  ${second(nextTryAt)}`] : []),
  ].join('\n');
}

const reachedWords: { readonly [R in AdvanceReport['reached']]: (to: string) => string } = {
  target: () => 'arrived',
  budget: (to) => `stopped on the way to ${second(to)}: its real time was up (setting clock.realBudget)`,
  cancelled: (to) => `cancelled on the way to ${second(to)}`,
};

/** Nothing where no partner was to be told. */
function partnerLines({
  tried,
  accepted,
  failed,
  exhausted,
}: AdvanceReport['partnerWebhooks']): readonly string[] {
  if (tried === 0) return [];
  const tries = `${tried} ${tried === 1 ? 'try' : 'tries'}`;
  const ended = exhausted > 0 ? [`, ${exhausted} given up`] : [];
  return [`  partners  ${tries}: ${accepted} accepted, ${failed} failed${ended}`];
}

/** What an advance led to, and why it ended. */
export function advanceText(report: AdvanceReport): string {
  const { from, now, to, reached, count, deliveries, partnerWebhooks, notSent } = report;
  const { sent, accepted, refused, failed, exhausted, cancelled } = deliveries;
  const ended = exhausted + cancelled > 0 ? [`  given up  ${exhausted}, cancelled ${cancelled}`] : [];
  return [
    `${second(from)} -> ${second(now)} UTC, ${reachedWords[reached](to)}`,
    `  events    ${count}`,
    `  webhooks  ${sent} sent: ${accepted} accepted, ${refused} refused, ${failed} failed`,
    ...ended,
    ...partnerLines(partnerWebhooks),
    ...notSent.map(
      ({ url, deliveries: webhooks, attempts, reason }) =>
        `  not sent  ${counted(attempts, 'call')} for ${counted(webhooks, 'webhook')} to ${url}: ${reason}`,
    ),
  ].join('\n');
}
