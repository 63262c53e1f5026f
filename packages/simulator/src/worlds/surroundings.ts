import type { PublisherHost } from '../publishers/publisher-host.ts';
import { createWebhookTokens, type WebhookTokens } from '../tokens/webhook-token.ts';
import type { WorldStore } from './kept-world.ts';
import { memoryStore } from './memory-store.ts';

/** What the worlds of one simulator have in common. */
export interface Surroundings {
  /** Where they are kept. */
  readonly store: WorldStore;
  /** Real milliseconds since 1970. */
  readonly wallClock: () => number;
  readonly webhookTokens: WebhookTokens;
  /** The mock publisher, where one runs. */
  readonly publisherHost?: PublisherHost;
  /** The simulator's own address, without a slash at its end; empty while it does not listen. */
  readonly baseUrl: () => string;
}

/** Surroundings of a world that nobody else shares. */
export const alone = (): Surroundings => ({
  store: memoryStore(),
  wallClock: Date.now,
  webhookTokens: createWebhookTokens({ wallClock: Date.now }),
  baseUrl: () => '',
});
