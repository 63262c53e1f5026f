import type { Context, Decision } from '../decision.ts';
import type { EventBody } from '../event.ts';
import { accept, reject } from '../outcome.ts';
import { declareRules } from '../rule.ts';
import { durationMs, plusMs } from '../time.ts';
import type { NoticeTry, PartnerEvent } from './notice.ts';
import type { WebhookRegistration } from './registration.ts';

export const noticeRules = declareRules({
  'WHK-07': {
    says: 'A partner that registered for it is told when a subscription that it sold is bought, activated, changed, renewed or ended, some time afterwards where the policy says so.',
    parameters: ['partnerWebhook.delay'],
    source: 'https://learn.microsoft.com/partner-center/developer/partner-center-webhook-events',
    confidence: 'D',
  },
  'WHK-08': {
    says: 'A partner that registered for it is told of each of its invoices once the invoice run has made it.',
    source: 'https://learn.microsoft.com/partner-center/developer/partner-center-webhook-events',
    confidence: 'D',
  },
  'PCW-02': {
    says: 'A partner is told ten times at most, each time after twice as long, from half a minute on; any answer from 200 to 299 ends it.',
    source: 'https://learn.microsoft.com/partner-center/developer/partner-center-webhooks',
    confidence: 'D/P',
  },
});

/** Tries in all, and milliseconds between the first two (PCW-02). */
const mostTries = 10;
const firstPause = durationMs('PT30S');

/** Tells a partner for no reason but to find out whether it hears (PC 8.2 validation events). */
export interface SendTestNotice {
  readonly type: 'SendTestNotice';
  readonly partnerId: string;
}

/** What came of the try that is due. */
export interface RecordNoticeTry {
  readonly type: 'RecordNoticeTry';
  readonly noticeId: string;
  readonly outcome: Omit<NoticeTry, 'at'>;
}

interface Happening {
  readonly event: PartnerEvent;
  /** Below the address of the API; `{id}` stands for the notice's own. */
  readonly resourcePath: string;
  /** Tells it from all others of its kind. */
  readonly subject: string;
}

/** The notice of something to whoever registered, later where `partnerWebhook.delay` says so (WHK-07). */
export function noticeOf(
  { event, resourcePath, subject }: Happening,
  { partnerId, webhookUrl, signatureInOwnHeader }: WebhookRegistration,
  { ids, now, state }: Context,
): EventBody {
  const id = ids.guid('notice', event, subject, now);
  const delay = event === 'subscription-updated' ? state.settings['partnerWebhook.delay'] : 'PT0S';
  return {
    type: 'NoticeQueued',
    notice: {
      ...{ id, partnerId, webhookUrl, signatureInOwnHeader, event, changedAt: now, tries: [] },
      resourcePath: resourcePath.replace('{id}', id),
      dueAt: plusMs(now, durationMs(delay)),
    },
  };
}

export function sendTestNotice({ partnerId }: SendTestNotice, context: Context): Decision {
  const event = 'test-created';
  const { webhookRegistrations, testNotices } = context.state;
  const registration = webhookRegistrations.get(partnerId);
  if (!registration?.events.includes(event)) return reject({ code: 'notRegistered', event });
  const subject = `${partnerId} ${testNotices.size}`;
  const resourcePath = '/webhooks/v1/registration/validationEvents/{id}';
  return accept([noticeOf({ event, resourcePath, subject }, registration, context)]);
}

/** Ends a notice, or plans its next try. One that is over already stays as it is. */
export function recordNoticeTry({ noticeId, outcome }: RecordNoticeTry, { state, now }: Context): Decision {
  const notice = state.noticesAhead.get(noticeId);
  if (!notice) return accept([]);
  const { status = 0 } = outcome;
  const tried = { type: 'NoticeTried', noticeId, outcome: { at: now, ...outcome } } as const;
  if (status >= 200 && status < 300) return accept([{ ...tried, result: 'delivered' }]);
  const tries = notice.tries.length + 1;
  if (tries >= mostTries) return accept([{ ...tried, result: 'exhausted' }]);
  return accept([{ ...tried, dueAt: plusMs(now, firstPause * 2 ** (tries - 1)) }]);
}
