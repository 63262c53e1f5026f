import { type DomainEvent, durationMs, type Engine, type Outcome } from '@marketsim/core';
import type { OperationAnswer } from '@marketsim/http';
import type { Expectations } from './expectations.ts';
import type { TakeNote } from './notes.ts';

/**
 * What publishers say to operations. An answer is applied at once, or held until whoever moves the clock lets it:
 * answers that come in any real order to the operations of one instant then take effect in the order of these.
 */
export interface Answers {
  /** Applies an answer, or holds it. Refuses what is over or answered already. */
  take(answer: OperationAnswer, when: 'held' | 'now'): Outcome<readonly DomainEvent[]>;
  /** A webhook was heard: its publisher may still answer, for a while of real time. */
  expect(operationId: string): void;
  /** Applies what is held and ready, in order of the operations; tells how many took effect. */
  applyHeld(isReady: (operationId: string) => boolean): number;
  hasHeld(): boolean;
  /** Those that are held. */
  all(): readonly OperationAnswer[];
}

/** What answers work with; `placeOf` tells the order of the operations' deliveries. */
export interface AnswerParts {
  readonly engine: Engine;
  readonly expected: Expectations;
  readonly placeOf: (operationId: string) => number;
  readonly takeNote: TakeNote;
  /** Answers that were held before. */
  readonly held: readonly OperationAnswer[];
}

const refused = (code: 'operationClosed' | 'operationNotFound', operationId: string) =>
  ({ ok: false, error: { code, operationId } }) as const;

/** The answers to the operations of one world. */
export function createAnswers({ engine, expected, placeOf, takeNote, ...before }: AnswerParts): Answers {
  const held = new Map(before.held.map((answer) => [answer.operationId, answer]));
  const operationOf = (operationId: string) => engine.state.operations.get(operationId);

  const apply = ({ subscriptionId, operationId, result }: OperationAnswer): Outcome<readonly DomainEvent[]> =>
    engine.execute({
      type: 'ChangeSubscription',
      subscriptionId,
      changes: [{ type: 'AcknowledgeOperation', operationId, result }],
    });

  const rank = ({ operationId }: OperationAnswer): string => {
    const place = String(placeOf(operationId)).padStart(12, '0');
    return `${operationOf(operationId)?.openedAt} ${place} ${operationId}`;
  };

  return {
    take: (answer, when) => {
      const { operationId, subscriptionId } = answer;
      const operation = operationOf(operationId);
      if (operation?.subscriptionId !== subscriptionId) return refused('operationNotFound', operationId);
      if (operation.status !== 'InProgress' || held.has(operationId)) {
        return refused('operationClosed', operationId);
      }
      if (when === 'now') return apply(answer);
      held.set(operationId, answer);
      takeNote({ kind: 'heldAnswer', answer }, 'safe');
      expected.met(operationId);
      return { ok: true, value: [] };
    },
    expect: (operationId) => {
      const operation = operationOf(operationId);
      if (operation?.status !== 'InProgress' || held.has(operationId)) return;
      expected.add(operationId, operation.publisherId, durationMs(engine.state.settings['clock.realGrace']));
    },
    applyHeld: (isReady) => {
      const answers = [...held.values()].filter(({ operationId }) => isReady(operationId));
      let count = 0;
      for (const answer of answers.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))) {
        if (apply(answer).ok) count += 1;
        // One that cannot be written down is kept.
        held.delete(answer.operationId);
      }
      return count;
    },
    hasHeld: () => held.size > 0,
    all: () => [...held.values()],
  };
}
