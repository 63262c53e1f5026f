import { second } from '../text/instant.ts';
import { type Column, table } from '../text/table.ts';
import { lastAnswer, type PartnerWebhook } from './partners.ts';
import { type Delivery, lastAnswer as lastAnswerOf } from './view.ts';

/** What a list shows of a webhook, whoever is told. */
interface Row {
  readonly queuedAt: string;
  readonly action: string;
  readonly state: string;
  readonly tried: number;
  readonly answer: string;
  readonly receiver: string;
  readonly id: string;
}

/** Webhooks of both kinds. */
export interface Webhooks {
  readonly deliveries: readonly Delivery[];
  readonly partnerWebhooks: readonly PartnerWebhook[];
}

const columns: readonly Column<Row>[] = [
  { head: 'QUEUED', cell: ({ queuedAt }) => second(queuedAt) },
  { head: 'ACTION', cell: ({ action }) => action },
  { head: 'STATE', cell: ({ state }) => state },
  { head: 'TRIES', align: 'right', cell: ({ tried }) => String(tried) },
  { head: 'ANSWER', cell: ({ answer }) => answer },
  { head: 'RECEIVER', cell: ({ receiver }) => receiver },
  { head: 'ID', cell: ({ id }) => id },
];

const deliveryRow = (delivery: Delivery): Row => ({
  ...delivery,
  answer: lastAnswerOf(delivery),
  receiver: delivery.publisherId,
});

const partnerRow = (webhook: PartnerWebhook): Row => ({
  ...webhook,
  action: webhook.event,
  tried: webhook.tries.length,
  answer: lastAnswer(webhook),
  receiver: `partner ${webhook.partnerId}`,
});

const byAge = (a: { readonly queuedAt: string }, b: { readonly queuedAt: string }): number =>
  a.queuedAt.localeCompare(b.queuedAt, 'en');

/** The newest of both kinds together. */
export function newest({ deliveries, partnerWebhooks }: Webhooks, most: number): Webhooks {
  const all = [...deliveries, ...partnerWebhooks].toSorted(byAge);
  const kept = new Set<object>(all.slice(Math.max(0, all.length - most)));
  return {
    deliveries: deliveries.filter((delivery) => kept.has(delivery)),
    partnerWebhooks: partnerWebhooks.filter((webhook) => kept.has(webhook)),
  };
}

/** How many there are. */
export const countOf = ({ deliveries, partnerWebhooks }: Webhooks): number =>
  deliveries.length + partnerWebhooks.length;

/** Webhooks as a table, oldest first. */
export function webhooksText({ deliveries, partnerWebhooks }: Webhooks): string {
  const rows = [...deliveries.map(deliveryRow), ...partnerWebhooks.map(partnerRow)].toSorted(byAge);
  return rows.length === 0 ? 'no webhooks' : table(rows, columns);
}
