import type { ErrorCode, Outcome } from '@marketsim/core';
import type { Violation } from '../law.ts';
import type { Prediction } from '../model/model.ts';
import type { Judged } from '../witness.ts';

/** What was wrong with one step, in words; nothing when all is well. */
export type Problems = readonly string[];

/** What came of one step. */
export interface Performed {
  readonly accepted: boolean;
  readonly problems: Problems;
}

export const inWords = ({ law, rules, subject, at, found }: Violation): string =>
  `${law} (${rules.join(', ')}) ${at} ${subject}: ${found}`;

/** Where a command went otherwise than foretold. */
export function surprise(outcome: Outcome<unknown>, foretold: Prediction): Problems {
  const actual: ErrorCode | 'accepted' = outcome.ok ? 'accepted' : outcome.error.code;
  const wanted = foretold === 'accepted' ? foretold : foretold.refused;
  return actual === wanted ? [] : [`it is ${actual}, foretold ${wanted}`];
}

/** What came of a command, beside what was foretold of it. */
export const judgedAs = ({ outcome, violations }: Judged, foretold: Prediction): Performed => ({
  accepted: outcome.ok,
  problems: [...violations.map(inWords), ...surprise(outcome, foretold)],
});
