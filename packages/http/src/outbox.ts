import type { DomainEvent, Engine, Instant, Offer, Outcome, Settings } from '@marketsim/core';

/** A publisher's answer to an operation (SF 3.2). */
export type OperationAnswer = {
  readonly subscriptionId: string;
  readonly operationId: string;
  readonly result: 'Success' | 'Failure';
};

/** What an answer gets while the reply to its webhook is outstanding (setting `ops.patchBeforeReply`). */
export type BeforeReply = Settings['ops.patchBeforeReply'];

/** What became of an answer, for people who look at the delivery log. */
export type AnswerNote = {
  readonly operationId: string;
  /** Who answered; it may be somebody else than was asked. */
  readonly publisherId: string;
  readonly status?: string;
  /** `taken`, or the code of the refusal. */
  readonly outcome: string;
};

/** An instant at which a publisher wants to do something of its own. */
export type Appointment = {
  readonly publisherId: string;
  /** The publisher's own name for it; another one of the name takes its place. */
  readonly name: string;
  readonly at: Instant;
  /** What is to be done there, in the publisher's words. */
  readonly memo?: Readonly<Record<string, unknown>>;
};

/** What the APIs need of the way to the publishers. */
export type Outbox = {
  /** Where the landing page of an offer can be opened. */
  landingPageOf(offer: Pick<Offer, 'publisherId' | 'landingPageUrl'>): string;
  /**
   * Takes an answer. It is applied at once; while its webhook is not answered yet, or the clock is moving, when the
   * instant settles. Refuses unknown operations, those that are over or answered, and, where `beforeReply` says so, those
   * whose webhook is not answered yet.
   */
  answer(answer: OperationAnswer, beforeReply: BeforeReply): Outcome<readonly DomainEvent[]>;
  /**
   * Resolves when an operation is over, when its publisher has no more to say at this instant, or after `ms`
   * milliseconds of real time.
   */
  settled(operationId: string, ms: number): Promise<void>;
  /** A publisher has no more to say, to one operation or to any of its own: nobody waits for it any longer. */
  quiet(publisherId: string, operationId?: string): void;
  /** Whether the webhook of an operation has gone out, or is on its way. */
  hasBegun(operationId: string): boolean;
  /**
   * A publisher wants to do something at an instant that is ahead: an advance stops there until it has. Another one of
   * the same name takes its place.
   */
  appoint(appointment: Appointment): void;
  /** It has, or does not want to any more. */
  keptAppointment(publisherId: string, name: string): void;
  /** Keeps what became of an answer beside the delivery of its operation. */
  note(answer: AnswerNote): void;
};

/** The outbox of a world that calls nobody: answers apply at once, and there is nothing to wait for. */
export const quietOutbox = (engine: Engine): Outbox => ({
  landingPageOf: ({ landingPageUrl }) => landingPageUrl,
  answer: ({ subscriptionId, operationId, result }) =>
    engine.execute({
      type: 'ChangeSubscription',
      subscriptionId,
      changes: [{ type: 'AcknowledgeOperation', operationId, result }],
    }),
  settled: () => Promise.resolve(),
  quiet: () => undefined,
  hasBegun: () => false,
  appoint: () => undefined,
  keptAppointment: () => undefined,
  note: () => undefined,
});
