import type { DomainEvent } from '@marketsim/core';
import type { Finding, Law } from '../law.ts';

/** An answer as whoever sent the request gets it. */
interface Answer {
  readonly status: number;
  readonly text: string;
}

/** A write that was sent twice under one request id, with what happened the second time. */
export interface Repeated {
  /** The request in a few words. */
  readonly subject: string;
  readonly first: Answer;
  readonly second: Answer;
  readonly facts: readonly DomainEvent[];
}

/** A law about requests: where there are any, there must be a test that sends them. */
export interface RepeatLaw extends Law {
  readonly kind: 'pair';
  readonly compare: (repeated: Repeated) => readonly Finding[];
}

const answerText = ({ status, text }: Answer): string => `${status} ${text}`;

/** What sending a request again must not do (RB 15.5). */
export const repeatLaw: RepeatLaw = {
  id: 'INV-59',
  kind: 'pair',
  says: 'A write that is sent again under its request id is answered as before, and nothing more happens.',
  rules: ['GEN-09'],
  compare: ({ subject, first, second, facts }) => [
    ...facts.map(({ type, at }) => ({ subject, found: `${type} at ${at} because it was sent again` })),
    ...(answerText(first) === answerText(second)
      ? []
      : [{ subject, found: `answered ${answerText(first)}, and then ${answerText(second)}` }]),
  ],
};
