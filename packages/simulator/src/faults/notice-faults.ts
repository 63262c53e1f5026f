import type { Engine, PartnerNotice } from '@marketsim/core';
import type { NoticeChange } from './fault-kind.ts';
import { activeFaults, meets } from './meeting.ts';

/** What the faults of a world make of the next try of a partner's webhook; of those that strike the last one counts. */
export function noticeFaults(engine: Engine, notice: PartnerNotice): NoticeChange {
  const { event: route, partnerId } = notice;
  const subscriptionId = subscriptionIn(notice);
  let struck: NoticeChange = {};
  for (const { fault, kind } of activeFaults(engine, { subscriptionId, route, api: 'partnerWebhooks' })) {
    if (!kind.notice || !meets(engine, fault, subscriptionId ?? partnerId)) continue;
    const { parameters, struck: times } = fault;
    const strike = { state: engine.state, now: engine.now(), notice, parameters, struck: times };
    struck = { ...struck, ...kind.notice(strike) };
  }
  return struck;
}

/** The subscription that a notice is about; nothing for one of an invoice, or of nothing. */
const subscriptionIn = ({ event, resourcePath }: PartnerNotice): string | undefined =>
  event === 'subscription-updated' ? resourcePath.split('/').at(-1) : undefined;
