import { z } from 'zod';
import type { Control } from '../api/control.ts';
import { second } from '../text/instant.ts';

const partnerWebhookReply = z.looseObject({
  id: z.string(),
  partnerId: z.string(),
  url: z.string(),
  event: z.string(),
  resourcePath: z.string(),
  queuedAt: z.string(),
  state: z.string(),
  nextTryAt: z.string().optional(),
  tries: z.array(
    z.looseObject({ at: z.string(), status: z.int().optional(), failure: z.string().optional() }),
  ),
});

/** A webhook to a partner, with every try; instants are UTC. */
export type PartnerWebhook = z.output<typeof partnerWebhookReply>;

const listReply = z.looseObject({ webhooks: z.array(partnerWebhookReply) });

/** All webhooks to partners, of one subscription where one is given, oldest first. */
export async function partnerWebhooks(
  control: Control,
  subscriptionId?: string,
): Promise<readonly PartnerWebhook[]> {
  const query = new URLSearchParams(subscriptionId === undefined ? {} : { subscriptionId });
  const { webhooks } = await control.call({ path: `/_sim/partner-webhooks?${query}`, reply: listReply });
  return webhooks;
}

/** What a partner answered last, though it may not have been called since. */
export function lastAnswer({ tries }: PartnerWebhook): string {
  const answered = tries.findLast(({ status }) => status !== undefined);
  return tries.length === 0 ? '' : String(answered?.status ?? 'no answer');
}

/** A webhook to a partner in one line. */
function partnerLine(webhook: PartnerWebhook): string {
  const { queuedAt, event, state, tries, id } = webhook;
  const count = `${tries.length} ${tries.length === 1 ? 'try' : 'tries'}`;
  const answer = lastAnswer(webhook);
  return `${second(queuedAt)}  ${event} ${state}, ${count}${answer && `, ${answer}`}  ${id}`;
}

/** A webhook to a partner in full. */
export function partnerText(webhook: PartnerWebhook): string {
  const { partnerId, url, resourcePath, nextTryAt, tries } = webhook;
  return [
    partnerLine(webhook),
    `  partner       ${partnerId}`,
    `  called        ${url}`,
    `  about         ${resourcePath}`,
    ...(nextTryAt ? [`  next try      ${second(nextTryAt)}`] : []),
    ...(tries.length > 0 ? ['tries'] : []),
    ...tries.map(
      ({ at, status, failure }, index) =>
        `  ${String(index + 1).padStart(5)}  ${second(at)}  ${status ?? failure}`,
    ),
  ].join('\n');
}
