import type { Instant } from '../time.ts';
import type { WebhookRegistration } from './registration.ts';

/** What partners are told of (PC 8.2). */
export const partnerEvents = ['test-created', 'subscription-updated', 'invoice-ready'] as const;

export type PartnerEvent = (typeof partnerEvents)[number];

/** One try to tell a partner: the status of its answer, or why there was none. */
export interface NoticeTry {
  readonly at: Instant;
  readonly status?: number;
  readonly failure?: string;
}

/** What a partner is told, as it was registered when it happened, and how far that has come. */
export interface PartnerNotice
  extends Pick<WebhookRegistration, 'partnerId' | 'webhookUrl' | 'signatureInOwnHeader'> {
  readonly id: string;
  readonly event: PartnerEvent;
  /** Below the address of the API. */
  readonly resourcePath: string;
  readonly changedAt: Instant;
  readonly tries: readonly NoticeTry[];
  /** When the next try is due; absent once it is over. */
  readonly dueAt?: Instant;
  readonly result?: 'delivered' | 'exhausted';
}
