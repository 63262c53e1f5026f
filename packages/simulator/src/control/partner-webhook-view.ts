import { type DomainEvent, type EventOf, type PartnerNotice, partnerEvents } from '@marketsim/core';
import { z } from 'zod';
import { compact } from '../compact.ts';

/** What became of calls to partners in some time. */
export const partnerCounts = z
  .object({
    tried: z.int().describe('Tries, those included that count as failed without a call.'),
    accepted: z.int(),
    failed: z.int().describe('Tries that failed, whether they are repeated or not.'),
    exhausted: z.int().describe('Webhooks given up after the last try.'),
  })
  .meta({ id: 'PartnerWebhookCounts' });

/** A webhook to a partner, with everything that was tried. */
export const partnerWebhook = z
  .object({
    id: z.string(),
    partnerId: z.string(),
    url: z.string(),
    event: z.enum(partnerEvents),
    resourcePath: z.string().describe('What it is about, below the address of the API.'),
    queuedAt: z.string(),
    state: z.enum(['waiting', 'accepted', 'exhausted']),
    nextTryAt: z.string().optional(),
    tries: z.array(
      z.object({
        at: z.string().describe('World time.'),
        status: z.int().optional().describe('What the partner answered.'),
        failure: z.string().optional().describe('Why there was no answer.'),
      }),
    ),
  })
  .meta({ id: 'PartnerWebhook' });

export type PartnerWebhook = z.output<typeof partnerWebhook>;

type Tried = EventOf<'NoticeTried'>;

const isTried = (event: DomainEvent): event is Tried => event.type === 'NoticeTried';

/** What became of the tries among some facts. */
export function partnerCountsOf(events: readonly DomainEvent[]): z.output<typeof partnerCounts> {
  const tries = events.filter(isTried);
  const ending = (result: Tried['result']): number => tries.filter((tried) => tried.result === result).length;
  const accepted = ending('delivered');
  return {
    tried: tries.length,
    accepted,
    failed: tries.length - accepted,
    exhausted: ending('exhausted'),
  };
}

const queued = ({ id, partnerId, webhookUrl, event, resourcePath, changedAt, dueAt }: PartnerNotice) => ({
  ...{ id, partnerId, url: webhookUrl, event, resourcePath, queuedAt: changedAt, state: 'waiting' as const },
  ...compact({ nextTryAt: dueAt }),
  tries: [],
});

const states = { delivered: 'accepted', exhausted: 'exhausted' } as const;

function afterTry(before: PartnerWebhook, { outcome, dueAt, result }: Tried): PartnerWebhook {
  const { nextTryAt: _, tries, ...same } = before;
  return {
    ...same,
    state: result ? states[result] : 'waiting',
    ...compact({ nextTryAt: dueAt }),
    tries: [...tries, outcome],
  };
}

/** The webhooks to partners that a history tells of, oldest first: the state forgets those that were delivered. */
export function partnerWebhooksOf(events: readonly DomainEvent[]): readonly PartnerWebhook[] {
  const all = new Map<string, PartnerWebhook>();
  for (const event of events) {
    if (event.type === 'NoticeQueued') all.set(event.notice.id, queued(event.notice));
    const before = isTried(event) ? all.get(event.noticeId) : undefined;
    if (isTried(event) && before) all.set(event.noticeId, afterTry(before, event));
  }
  return [...all.values()];
}
