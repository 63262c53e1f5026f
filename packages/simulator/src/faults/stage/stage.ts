import type { SettingOverrides, SubscriptionChange } from '@marketsim/core';

/** What was bought, and how. */
export interface Wanted {
  /** `deck`, `bridge` and `swift` are sold per user, `echo-basic` and the foreign `sweep` at a flat rate. */
  readonly plan: 'deck' | 'bridge' | 'swift' | 'echo-basic' | 'sweep';
  readonly channel: 'csp' | 'direct';
  readonly quantity: number;
  readonly term: 'P1M' | 'P1Y';
}

/** A call that was made, or a webhook as it would come, for people to look at. */
export interface Exchange {
  readonly method: string;
  /** Below the simulator's address; `webhook` for what the publisher is sent. */
  readonly path: string;
  /** What was sent, as far as it matters. */
  readonly sent?: unknown;
  /** Headers that were sent, without the bearer. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
  /** What came back; text where it was no JSON, or why nothing did. */
  readonly body?: unknown;
}

/** How a call is made; as the first publisher, unless it is given another token or header. */
export interface CallOptions {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * A fresh world in which a pitfall is played. Its webhooks are held back meanwhile: the play itself answers in its
 * publisher's place, so that it goes the same way whoever stands behind the publisher.
 */
export interface Stage {
  /** A purchase, one seat of `deck` by the customer itself for a month unless told otherwise; the subscription's id. */
  buy(wanted?: Partial<Wanted>): string;
  /** The same, activated. */
  active(wanted?: Partial<Wanted>): string;
  /** Changes that customer, partner or publisher make; throws when they are refused. */
  change(subscriptionId: string, ...changes: readonly SubscriptionChange[]): void;
  settings(values: SettingOverrides): void;
  /** A fresh one of the subscription's link. */
  purchaseToken(subscriptionId: string): string;
  /** A bearer of the publisher. */
  token(options?: { readonly audience?: string }): Promise<string>;
  /** Calls the fulfillment API as the publisher. */
  call(method: string, path: string, options?: CallOptions): Promise<Exchange>;
  /** Resolves a token; without one the header is missing. */
  resolve(purchaseToken: string | undefined): Promise<Exchange>;
  /** Calls the control API. */
  control(method: string, path: string, body?: unknown): Promise<Exchange>;
  /** Lets world time pass, by an ISO 8601 duration. */
  advance(by: string): Promise<void>;
  /**
   * Shows the webhooks that wait for a subscription's publisher, and answers each with a status, once what its publisher
   * does meanwhile is done.
   */
  hear(subscriptionId: string, status: number, meanwhile?: () => Promise<unknown>): Promise<void>;
  /** Switches the fault of the pitfall on. */
  strike(parameters?: Readonly<Record<string, unknown>>): void;
  /** Asks the token endpoint for a token, as the publisher. */
  signIn(): Promise<Exchange>;
  /** Id of the operation that is open, or was opened last. */
  operation(subscriptionId: string): string;
  /** World time, UTC, some hours ago; as a usage event writes it. */
  hoursAgo(hours: number): string;
}

/** What is done on a stage; the exchanges show the symptom. */
export type Play = (stage: Stage) => Promise<void>;
