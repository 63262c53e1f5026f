import type { Context, Decision } from '../decision.ts';
import { accept, reject } from '../outcome.ts';

/** Where a partner wants to be told, and of what (PC 8.2). A partner has one; another takes its place. */
export interface WebhookRegistration {
  readonly partnerId: string;
  readonly subscriberId: string;
  readonly webhookUrl: string;
  /** Names of events; some never come about. */
  readonly events: readonly string[];
  /** Whether the signature comes in `x-ms-signature` instead of `Authorization`. */
  readonly signatureInOwnHeader: boolean;
}

/** Registers a partner's webhook, or replaces the one that it has. */
export interface RegisterWebhook extends Omit<WebhookRegistration, 'subscriberId'> {
  readonly type: 'RegisterWebhook';
}

export function registerWebhook({ type: _, ...given }: RegisterWebhook, { state, ids }: Context): Decision {
  const { partnerId } = given;
  if (!state.partners.has(partnerId)) return reject({ code: 'partnerNotFound', partnerId });
  const subscriberId = ids.guid('webhook', partnerId);
  return accept([{ type: 'WebhookRegistered', registration: { ...given, subscriberId } }]);
}
