import type { Subscription } from '../subscription/subscription.ts';
import type { Instant } from '../time.ts';
import type { OperationAction } from './operation.ts';

/**
 * How the sending of a webhook ended: answered with 2xx, answered with 4xx, given up after the last retry, or given
 * up because its operation had ended.
 * Attempts in between are the sender's affair (SF 4.4, 4.5).
 */
export type DeliveryResult = 'accepted' | 'refused' | 'exhausted' | 'cancelled';

/** One thing that a publisher must be told: an operation, with the subscription as the payload shows it (SF 4.3). */
export interface Delivery {
  readonly id: string;
  readonly operationId: string;
  readonly subscriptionId: string;
  readonly publisherId: string;
  readonly action: OperationAction;
  /** When it happened or was asked for: the first attempt is due then, and retries are counted from it (SF 4.5). */
  readonly queuedAt: Instant;
  /** When the sender gives up (QTY-08). */
  readonly giveUpAt: Instant;
  /** Before the change for a question, after it for a notice. */
  readonly snapshot: Subscription;
  readonly result?: DeliveryResult;
}
