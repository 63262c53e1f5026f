import { StorageFailure } from '@marketsim/core';
import type { ProtocolProblem } from './problem.ts';

/** Carries a refusal out of `identify`, `locate` or `handle` to the one place that renders it. */
export class Refused<P> extends Error {
  readonly problem: P;

  constructor(problem: P) {
    super('refused');
    this.name = 'Refused';
    this.problem = problem;
  }
}

/** Ends the request with this problem. */
export function refuse<P>(problem: P): never {
  throw new Refused(problem);
}

/** The problem that an error stands for; nothing for an error that nobody expected. */
export function problemOf<P>(error: unknown): ProtocolProblem | P | undefined {
  if (error instanceof Refused) return error.problem;
  return error instanceof StorageFailure ? historyLost(error) : undefined;
}

const historyLost = ({ message }: StorageFailure): ProtocolProblem => ({
  kind: 'unavailable',
  message: `This world is not served until the simulator starts again: ${message}`,
});

type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: unknown };

/** The accepted branch of an outcome; a refused one ends the request with its error. */
export function orRefuse<O extends Outcome>(outcome: O): Extract<O, { readonly ok: true }> {
  if (isAccepted(outcome)) return outcome;
  throw new Refused('error' in outcome ? outcome.error : outcome);
}

function isAccepted<O extends Outcome>(outcome: O): outcome is Extract<O, { readonly ok: true }> {
  return outcome.ok;
}
